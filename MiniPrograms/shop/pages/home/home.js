const cart = require('../../cart');

Page({
  data: { goods: [], count: 0, total: '' },

  onShow() {
    const counts = cart.counts();
    const { total, lines } = cart.bill();
    this.setData({
      goods: cart.goods.map((item) => ({ ...item, yuan: cart.yuan(item.price), count: counts[item.id] || 0 })),
      count: lines.reduce((sum, line) => sum + line.count, 0),
      total: cart.yuan(total),
    });
  },

  add({ currentTarget }) {
    cart.change(currentTarget.dataset.id, 1);
    this.onShow();
  },
});
