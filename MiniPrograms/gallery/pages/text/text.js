Page({
  data: { greeting: 'Selectable' },
});
