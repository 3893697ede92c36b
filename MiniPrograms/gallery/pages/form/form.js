Page({
  data: { told: '' },

  submitted({ detail }) {
    this.setData({ told: JSON.stringify(detail.value) });
  },

  emptied() {
    this.setData({ told: 'Emptied' });
  },
});
