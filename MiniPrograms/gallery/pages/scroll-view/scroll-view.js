Page({
  data: { into: '', told: '' },

  jump() {
    this.setData({ into: 'row10' });
  },

  scrolled({ detail }) {
    this.setData({ told: `Scrolled to ${detail.scrollTop}` });
  },
});
