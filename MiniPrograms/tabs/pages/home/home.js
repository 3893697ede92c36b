const items = require('../../items');

Page({
  data: { items },

  open(event) {
    wx.navigateTo({ url: `/shop/pages/item/item?id=${event.currentTarget.dataset.id}` });
  },
});
