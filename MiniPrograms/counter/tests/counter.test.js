describe('Counting', () => {
  beforeEach(async () => {
    await app.launch();
  });

  test('shows the sum of all counters', async () => {
    await expect(app.locator('.sum')).toHaveText('Together: 5');
  });

  test('counts up and down', async () => {
    const apples = app.locator('counter').first();
    await apples.locator('.more').tap();
    await expect(app.locator('.sum')).toHaveText('Together: 6');
    await apples.locator('.less').tap();
    await apples.locator('.less').tap();
    await expect(apples.getByText('Apples')).toContainText('Apples: 1');
    await expect(app).toHaveData({ sum: 4 });
  });

  test('stops at zero', async () => {
    const less = app.locator('.less').first();
    await less.tap();
    await less.tap();
    await expect(less).toBeDisabled();
    await expect(less.tap()).rejects.toThrow('disabled');
  });
});
