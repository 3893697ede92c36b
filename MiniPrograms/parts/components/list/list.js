Component({
  relations: {
    '../row/row': {
      type: 'descendant',
      linked() { this.count(); },
      unlinked() { this.count(); },
    },
  },

  data: { count: 0 },

  methods: {
    count() {
      this.setData({ count: this.getRelationNodes('../row/row').length });
    },
  },
});
