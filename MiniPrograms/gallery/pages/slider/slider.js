Page({
  data: { volume: 4 },

  changed({ detail }) {
    this.setData({ volume: detail.value });
  },
});
