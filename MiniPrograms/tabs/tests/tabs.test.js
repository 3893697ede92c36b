describe('Corner shop', () => {
  beforeEach(async () => {
    await app.launch();
  });

  test('opens an item of a subpackage and comes back', async () => {
    const name = (await app.locator('.item').first().text()).split(',')[0];
    await app.locator('.item').first().tap();
    await expect(app).toBeOnPage('shop/pages/item/item');
    await expect(app.locator('.name')).toHaveText(name);
    await app.back();
    await expect(app).toBeOnPage('pages/home/home');
  });

  test('lists what was ordered', async () => {
    await app.locator('.item').first().tap();
    const name = await app.locator('.name').text();
    await app.tap('.order');
    await expect(app).toBeOnPage('pages/orders/orders');
    await expect(app.locator('.order')).toHaveText(name);
  });

  test('keeps the pages of tabs alive', async () => {
    await app.tab(2);
    await expect(app).toShow('You have looked at this page 1 times.');
    await app.tab(0);
    await app.tab(2);
    await expect(app).toShow('You have looked at this page 2 times.');
  });
});
