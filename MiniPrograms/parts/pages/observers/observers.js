Page({
  data: { over: 6, under: 2 },

  more() {
    this.setData({ over: this.data.over + 1 });
  },

  less() {
    this.setData({ under: this.data.under - 1 });
  },
});
