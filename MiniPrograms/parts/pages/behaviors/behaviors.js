Page({
  data: { running: true },

  toggle() {
    this.setData({ running: !this.data.running });
  },
});
