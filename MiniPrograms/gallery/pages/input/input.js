Page({
  data: { pin: '1234', both: '', told: '' },

  typed({ detail }) {
    this.setData({ told: `${detail.value.length} letters` });
    return detail.value.toUpperCase();
  },

  confirmed({ detail }) {
    this.setData({ told: `Confirmed ${detail.value}` });
  },
});
