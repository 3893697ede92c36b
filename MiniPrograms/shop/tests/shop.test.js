describe('Bakery', () => {
  /** Puts three things into the cart and comes to it with an address. */
  const fillCart = async () => {
    await app.launch({ storage: { address: { name: 'Ada', street: 'Mill Lane 3' } } });
    await app.tap('Add Rye bread');
    await app.tap('Add Rye bread');
    await app.tap('Add Plum bun');
    await app.tap('.cart');
  };

  test('starts with an empty cart', async () => {
    await app.launch();
    await expect(app.locator('.empty')).toHaveText('The cart is empty');
    await expect(app.locator('.good')).toHaveCount(3);
  });

  test('sells nothing without an address', async () => {
    await app.launch();
    await app.tap('Add Jasmine tea');
    await app.tap('.cart');
    await expect(app.locator('.pay')).toBeDisabled();
    await app.tap('.address');
    await app.fill('.name', 'Ada');
    await app.fill('.street', 'Mill Lane 3');
    await app.tap('.save');
    await expect(app.locator('.address')).toHaveText('To Ada, Mill Lane 3');
    await expect(app.locator('.pay')).toBeEnabled();
  });

  test('is paid, and gives a receipt', async () => {
    await fillCart();
    await expect(app.locator('.total')).toHaveText('Total: 36.50 yuan');
    await app.tap('.pay');
    await app.dialog.answer('payment', { confirm: true });
    await expect(app).toBeOnPage('pages/receipt/receipt');
    await expect(app.locator('.paid')).toHaveText('Paid 36.50 yuan');
    await app.tap('.home');
    await expect(app.locator('.empty')).toHaveText('The cart is empty');
  });

  test('keeps the cart of who does not pay', async () => {
    await fillCart();
    await app.tap('.pay');
    await app.dialog.answer('payment', { confirm: false });
    await expect(app.locator('.problem')).toHaveText('Not paid yet');
    await expect(app.locator('.line')).toHaveCount(2);
    await app.locator('.less').first().tap();
    await expect(app.locator('.total')).toHaveText('Total: 20.50 yuan');
  });

  test('pays once, although the answer got lost', async () => {
    await fillCart();
    await app.mock('requestPayment', async (request, { next }) => {
      await next();
      throw 'timeout';
    });
    await app.tap('.pay');
    await app.dialog.answer('payment', { confirm: true });
    await expect(app.locator('.problem')).toHaveText('requestPayment:fail timeout');
    await app.tap('.pay');
    await expect(app).toBeOnPage('pages/receipt/receipt');
    const [first, again] = await app.calls('sandboxOrder');
    expect(again.request.outTradeNo).toBe(first.result.outTradeNo);
    await expect(app.locator('.number')).toHaveText(`Order ${first.result.outTradeNo}`);
  });
});
