const store = require('../../store');

Page({
  data: { text: '' },

  typed(event) {
    this.setData({ text: event.detail.value });
  },

  save() {
    if (store.add(this.data.text)) wx.navigateBack();
  },
});
