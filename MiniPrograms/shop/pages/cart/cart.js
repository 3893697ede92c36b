const cart = require('../../cart');
const shelf = require('../../shelf');
const server = require('../../server');

Page({
  data: { lines: [], totalText: '', address: null, problem: '', paying: false },

  onShow() {
    this.setData({ ...cart.bill(), address: shelf.get('address') || null });
  },

  less({ currentTarget }) {
    cart.change(currentTarget.dataset.id, -1);
    this.onShow();
  },

  async pay() {
    const { lines, total } = cart.bill();
    const description = lines.map(({ count, name }) => `${count} × ${name}`).join(', ');
    this.setData({ paying: true, problem: '' });
    try {
      const { outTradeNo, payment } = await server.placeOrder(description, total);
      if (payment) await wx.requestPayment(payment);
      server.closeOrder();
      shelf.set('receipt', {
        number: outTradeNo, description, yuan: cart.yuan(total), address: this.data.address,
      });
      cart.clear();
      wx.redirectTo({ url: '../receipt/receipt' });
    } catch ({ errMsg }) {
      this.setData({ problem: errMsg === 'requestPayment:fail cancel' ? 'Not paid yet' : errMsg });
    }
    this.setData({ paying: false });
  },
});
