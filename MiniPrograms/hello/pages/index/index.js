Page({
  data: { name: 'world', waves: 0 },

  onLoad(query) {
    if (query.name) this.setData({ name: decodeURIComponent(query.name) });
  },

  wave() {
    this.setData({ waves: this.data.waves + 1 });
  },
});
