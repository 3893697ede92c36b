Page({
  data: {
    counts: [{ name: 'Apples', count: 2 }, { name: 'Pears', count: 3 }],
    sum: 5,
  },

  changed(event) {
    const { index } = event.currentTarget.dataset;
    this.setData({ [`counts[${index}].count`]: event.detail.value });
    this.setData({ sum: this.data.counts.reduce((sum, { count }) => sum + count, 0) });
  },
});
