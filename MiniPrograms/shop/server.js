// What the shop asks of its server. Here the host's sandbox stands for it.

/** The order that was placed last and is not known to be paid. */
let open = null;

/**
 * Places an order and answers with its number and with what wx.requestPayment takes; `payment` is
 * null when it turns out to be paid. The same things are the same order, so that nobody pays twice
 * who tries again after an answer that was lost.
 */
async function placeOrder(description, totalFee) {
  const isSame = open && open.description === description && open.totalFee === totalFee;
  const outTradeNo = isSame ? open.outTradeNo : undefined;
  try {
    const order = await wx.sandboxOrder({ description, totalFee, outTradeNo });
    open = { description, totalFee, outTradeNo: order.outTradeNo };
    return order;
  } catch (error) {
    if (outTradeNo && error.errMsg.endsWith(' is paid')) return { outTradeNo, payment: null };
    throw error;
  }
}

/** The order is paid: the next one is another, also for the same things. */
function closeOrder() {
  open = null;
}

module.exports = { placeOrder, closeOrder };
