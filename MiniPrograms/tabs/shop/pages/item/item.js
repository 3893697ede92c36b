const items = require('../../../items');

Page({
  data: { item: {} },

  onLoad({ id }) {
    this.setData({ item: items.find((item) => item.id === Number(id)) });
  },

  order() {
    getApp().globalData.orders.push(this.data.item.name);
    wx.switchTab({ url: '/pages/orders/orders' });
  },
});
