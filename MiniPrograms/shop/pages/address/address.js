const shelf = require('../../shelf');

Page({
  data: { name: '', street: '' },

  onLoad() {
    this.setData(shelf.get('address') || {});
  },

  save({ detail }) {
    const { name, street } = detail.value;
    if (!name || !street) {
      wx.showToast({ title: 'Both, please', icon: 'none' });
      return;
    }
    shelf.set('address', { name, street });
    wx.navigateBack();
  },
});
