describe('Buttons', () => {
  test('a disabled one cannot be tapped', async () => {
    await app.launch('pages/button/button');
    await app.tap('.plain');
    await app.tap('.primary');
    await expect(app.locator('.told')).toHaveText('Tapped 2 times');
    await expect(app.locator('.off').tap()).rejects.toThrow('disabled');
  });

  test('one shows for a second that it is busy', async () => {
    await app.launch('pages/button/button');
    await app.tap('.busy');
    await expect(app.locator('.busy')).toHaveAttribute('loading', true);
    await clock.advance(1000);
    await expect(app.locator('.busy')).toHaveAttribute('loading', false);
  });
});

describe('Inputs', () => {
  beforeEach(async () => {
    await app.launch('pages/input/input');
  });

  test('one shows what its handler returns', async () => {
    await app.fill('.name', 'ada');
    await expect(app.locator('.name')).toHaveValue('ADA');
    await expect(app.locator('.told')).toContainText('3 letters');
  });

  test('one takes no more than its length', async () => {
    await app.fill('.name', 'abcdefghijklmn');
    await expect(app.locator('.name')).toHaveValue('ABCDEFGHIJ');
  });

  test('one is bound both ways', async () => {
    await app.fill('.both', 'here and there');
    await expect(app.locator('.told')).toContainText('here and there');
    await expect(app).toHaveData({ both: 'here and there' });
  });
});

test.each([
  ['.fruit', 2, 'Plum'],
  ['.day', '2026-02-03', '2026-02-03'],
  ['.time', '09:30', '09:30'],
])('the picker %s takes %s', async (picker, value, shown) => {
  await app.launch('pages/picker/picker');
  await app.pick(picker, value);
  await expect(app.locator(picker)).toHaveText(shown);
});

test('every page of the gallery opens without an error', async () => {
  const config = require('../app.json');
  for (const page of config.pages) {
    await app.launch(page);
    await expect(app).toBeOnPage(page);
  }
});
