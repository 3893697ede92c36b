const counting = require('./counting');

Component({
  behaviors: [counting],

  data: { seconds: 0 },

  lifetimes: {
    attached() {
      this.timer = setInterval(() => this.setData({ seconds: this.data.seconds + 1 }), 1000);
    },

    detached() {
      clearInterval(this.timer);
    },
  },
});
