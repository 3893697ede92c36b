Page({
  data: { percent: 20 },

  more() {
    this.setData({ percent: Math.min(100, this.data.percent + 20) });
  },
});
