test('greets, and counts the waves', async () => {
  await app.launch();
  await expect(app.locator('.greeting')).toContainText('Hello');
  await expect(app.getByText('You waved')).toBeHidden();

  await app.tap('Wave');
  await expect(app).toShow('You waved 1 time.');
  await app.tap('Wave');
  await expect(app).toShow('You waved 2 times.');
});
