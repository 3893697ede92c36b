Component({
  properties: { name: String },
});
