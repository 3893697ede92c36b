Component({
  properties: { items: Array },
});
