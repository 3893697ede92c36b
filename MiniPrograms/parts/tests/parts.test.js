test('an observer sees both fields and does not divide by zero', async () => {
  await app.launch('pages/observers/observers');
  await expect(app.locator('.value')).toHaveText('6 / 2 = 3');
  await app.tap('.over');
  await expect(app.locator('.value')).toHaveText('7 / 2 = 3.5');
  await app.tap('.under');
  await app.tap('.under');
  await expect(app.locator('.value')).toHaveText('not a number');
});

test('a stopwatch counts the seconds of the virtual clock and stops when it is gone', async () => {
  await app.launch('pages/behaviors/behaviors');
  await expect(app.locator('.time')).toHaveText('0 s, shown 1 times');
  await clock.advance('90s');
  await expect(app.locator('.time')).toContainText('90 s');
  await app.tap('Take it away');
  await expect(app.locator('.time')).toBeHidden();
  await clock.advance('1h');
  await app.tap('Bring it back');
  await expect(app.locator('.time')).toContainText('0 s');
});

test('rows tell their list of themselves', async () => {
  await app.launch('pages/relations/relations');
  await expect(app.locator('.count')).toHaveText('2 rows');
  await app.tap('.more');
  await expect(app.locator('.count')).toHaveText('3 rows');
  await expect(app.locator('.row').last()).toHaveText('3. row 3');
  await app.tap('.less');
  await expect(app.locator('.count')).toHaveText('2 rows');
});

test('content goes to the slot that it names', async () => {
  await app.launch('pages/slots/slots');
  await expect(app.locator('.head')).toHaveText('a head');
  await expect(app.locator('.foot')).toHaveText('written second, shown last');
  await app.tap('Rename');
  await expect(app.locator('.head')).toHaveText('another head');
});
