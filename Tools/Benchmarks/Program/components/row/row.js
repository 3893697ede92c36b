Component({
  properties: { row: Object, chosen: Boolean },
  methods: { choose() {} },
});
