const shelf = require('../../shelf');

Page({
  data: { receipt: null, loggedIn: false },

  onLoad() {
    this.setData({ receipt: shelf.get('receipt'), loggedIn: Boolean(getApp().loginCode) });
  },

  home() {
    wx.reLaunch({ url: '../home/home' });
  },
});
