Page({
  data: { on: false },

  changed({ detail }) {
    this.setData({ on: detail.value });
  },
});
