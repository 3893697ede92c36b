const store = require('../../store');

Page({
  data: { notes: [] },

  onShow() {
    this.setData({ notes: store.all() });
  },

  remove(event) {
    store.remove(event.currentTarget.dataset.id);
    this.onShow();
  },
});
