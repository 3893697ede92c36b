describe('Wallet', () => {
  test('shows what a new wallet holds, and a code to be charged by', async () => {
    await app.launch();
    await expect(app.locator('.balance')).toHaveText('10000.00 yuan of play money');
    await app.tap('.show');
    await expect(app.locator('.code')).toHaveText(/^13\d\d( \d{4}){3} \d\d$/);
  });

  test('refuses codes that no merchant made', async () => {
    await app.launch();
    await app.fill('.scanned', 'weixin://wxpay/bizpayurl?pr=guess');
    await app.tap('.pay');
    await expect(app.locator('.told')).toHaveText('pay:fail no order has this code');
  });

  test('sends money, which waits until it is taken', async () => {
    const [ada, bob] = await users('ada', 'bob');
    await bob.launch();
    await ada.launch();
    await ada.tap('.send');
    await ada.tap('bob');
    await ada.fill('.yuan', '5.2');
    await ada.tap('.go');
    await ada.dialog.answer('payment', { confirm: true });
    await expect(ada.locator('.told')).toHaveText('5.20 yuan wait for bob');
    await bob.launch();
    await bob.tap('.accept');
    await expect(bob.locator('.balance')).toHaveText('10005.20 yuan of play money');
  });

  test('splits a red packet', async () => {
    await app.launch({ page: 'pages/packet/packet' });
    await app.fill('.yuan', '8.88');
    await app.fill('.count', '2');
    await app.tap('.send');
    await app.dialog.answer('payment', { confirm: true });
    await app.tap('.take');
    await expect(app.locator('.told')).toHaveText(/^You got \d\.\d\d yuan$/);
    await expect(app.locator('.left')).toHaveText(/^1 of 2 parts left/);
  });
});
