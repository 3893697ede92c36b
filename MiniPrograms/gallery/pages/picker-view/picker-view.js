Page({
  data: { sizes: ['Small', 'Medium', 'Large'], value: [1] },

  turned({ detail }) {
    this.setData({ value: detail.value });
  },
});
