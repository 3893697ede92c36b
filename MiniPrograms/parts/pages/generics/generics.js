Page({
  data: { items: ['bread', 'milk'] },
});
