Page({
  data: { fruits: ['Apple', 'Pear', 'Plum'], fruit: 0, day: '2026-01-01', time: '08:00' },

  fruitPicked({ detail }) {
    this.setData({ fruit: detail.value });
  },

  dayPicked({ detail }) {
    this.setData({ day: detail.value });
  },

  timePicked({ detail }) {
    this.setData({ time: detail.value });
  },
});
