Component({
  methods: {
    quiet() {
      this.triggerEvent('ring', { loudness: 1 });
    },

    loud() {
      this.triggerEvent('ring', { loudness: 9 }, { bubbles: true, composed: true });
    },
  },
});
