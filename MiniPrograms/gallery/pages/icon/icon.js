Page({
  data: { types: ['success', 'info', 'warn', 'waiting', 'cancel', 'download', 'search', 'clear'] },
});
