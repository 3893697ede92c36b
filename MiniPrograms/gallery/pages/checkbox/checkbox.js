Page({
  data: { drinks: ['Tea', 'Coffee', 'Water'], told: '' },

  changed({ detail }) {
    this.setData({ told: detail.value.join(' and ') });
  },
});
