// What the shop asks of its server. Here the host's sandbox stands for it.

/** Places an order and answers with its number and with what wx.requestPayment takes. */
function placeOrder(description, totalFee) {
  return wx.sandboxOrder({ description, totalFee });
}

module.exports = { placeOrder };
