// Counts how often an instance was shown; any component can have it.
module.exports = Behavior({
  data: { shown: 0 },

  pageLifetimes: {
    show() {
      this.setData({ shown: this.data.shown + 1 });
    },
  },
});
