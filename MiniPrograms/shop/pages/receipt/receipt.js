Page({
  data: { receipt: null, loggedIn: false },

  onLoad() {
    this.setData({ receipt: wx.getStorageSync('receipt'), loggedIn: Boolean(getApp().loginCode) });
  },

  home() {
    wx.reLaunch({ url: '../home/home' });
  },
});
