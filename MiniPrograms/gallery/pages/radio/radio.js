Page({
  data: { sizes: ['S', 'M', 'L'], size: 'M' },

  changed({ detail }) {
    this.setData({ size: detail.value });
  },
});
