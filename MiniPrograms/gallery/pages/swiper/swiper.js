Page({
  data: { cards: ['Ace', 'King', 'Queen'], current: 0, told: '' },

  next() {
    this.setData({ current: (this.data.current + 1) % this.data.cards.length });
  },

  changed({ detail }) {
    this.setData({ told: `Card ${detail.current}${detail.source && `, by ${detail.source}`}` });
  },
});
