Page({
  data: { name: 'Ada' },
});
