Page({
  data: { name: '', street: '' },

  onLoad() {
    this.setData(wx.getStorageSync('address') || {});
  },

  save({ detail }) {
    const { name, street } = detail.value;
    if (!name || !street) {
      wx.showToast({ title: 'Both, please', icon: 'none' });
      return;
    }
    wx.setStorageSync('address', { name, street });
    wx.navigateBack();
  },
});
