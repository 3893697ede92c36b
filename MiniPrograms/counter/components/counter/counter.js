Component({
  properties: {
    label: String,
    value: Number,
  },

  methods: {
    less() {
      this.change(-1);
    },

    more() {
      this.change(1);
    },

    change(by) {
      this.triggerEvent('change', { value: this.data.value + by });
    },
  },
});
