Component({
  properties: {
    over: Number,
    under: { type: Number, value: 1 },
  },

  observers: {
    'over, under'(over, under) {
      this.setData({ text: under === 0 ? 'not a number' : `${over} / ${under} = ${over / under}` });
    },
  },
});
