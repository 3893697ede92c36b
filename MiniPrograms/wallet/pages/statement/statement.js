Page({
  data: { lines: [] },

  async onLoad() {
    const { lines } = await wx.getWallet().statement();
    this.setData({ lines });
  },
});
