Page({
  data: { told: '' },

  tapped() {
    this.setData({ told: 'Tapped' });
  },
});
