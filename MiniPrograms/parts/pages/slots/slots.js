Page({
  data: { title: 'a head' },

  rename() {
    this.setData({ title: 'another head' });
  },
});
