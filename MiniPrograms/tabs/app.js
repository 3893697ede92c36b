App({
  globalData: { orders: [] },
});
