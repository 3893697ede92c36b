Page({
  data: { name: 'Ada' }
  onLoad() {},
});
