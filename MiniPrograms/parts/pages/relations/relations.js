Page({
  data: { names: ['one', 'two'] },

  more() {
    this.setData({ names: [...this.data.names, `row ${this.data.names.length + 1}`] });
  },

  less() {
    this.setData({ names: this.data.names.slice(0, -1) });
  },
});
