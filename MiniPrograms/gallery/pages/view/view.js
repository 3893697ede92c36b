Page({
  data: { shown: false, told: 'Nothing tapped yet' },

  outer() {
    this.setData({ told: 'The outer view', shown: !this.data.shown });
  },

  inner() {
    this.setData({ told: 'The inner view' });
  },
});
