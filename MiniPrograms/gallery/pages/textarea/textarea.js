Page({
  data: { text: 'Dear diary', told: '' },

  typed({ detail }) {
    this.setData({ told: `${detail.value.length} characters` });
  },

  left() {
    this.setData({ told: 'Done' });
  },
});
