Component({
  properties: { value: String },
});
