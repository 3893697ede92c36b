Component({
  relations: {
    '../list/list': {
      type: 'ancestor',
      linked(list) {
        this.setData({ place: list.getRelationNodes('../row/row').indexOf(this) + 1 });
      },
    },
  },

  data: { place: 0 },
});
