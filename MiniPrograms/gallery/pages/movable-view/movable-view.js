Page({
  data: { x: 10, y: 10, told: '' },

  moved({ detail }) {
    this.setData({ told: `${detail.x}, ${detail.y}` });
  },
});
