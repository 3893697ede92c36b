Page({
  data: { title: 'page-meta' },

  rename() {
    this.setData({ title: 'Renamed' });
  },
});
