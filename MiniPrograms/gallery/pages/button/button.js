Page({
  data: { taps: 0, busy: false },

  tap() {
    this.setData({ taps: this.data.taps + 1 });
  },

  wait() {
    this.setData({ busy: true });
    setTimeout(() => this.setData({ busy: false }), 1000);
  },
});
