describe('Notes', () => {
  const write = async (text) => {
    await app.tap('Write a note');
    await app.fill('.text', text);
    await app.tap('.save');
  };

  test('starts empty', async () => {
    await app.launch();
    await expect(app.locator('.heading')).toHaveText('No notes yet');
    await expect(app.locator('.note')).toHaveCount(0);
  });

  test('keeps what is written, the newest first', async () => {
    await app.launch();
    await write('Milk');
    await write('Bread');
    await expect(app).toBeOnPage('pages/list/list');
    await expect(app.locator('.heading')).toHaveText('2 notes');
    await expect(app.locator('.note text')).toHaveText(['• Bread', '• Milk']);
    expect(await app.storage.get('notes')).toMatchObject([{ id: 2, text: 'Bread' }, { id: 1, text: 'Milk' }]);
  });

  test('remembers notes across launches', async () => {
    await app.launch();
    await write('Milk');
    await app.launch();
    await expect(app.locator('.note')).toHaveCount(1);
  });

  test('deletes one note and keeps the others', async () => {
    const at = new Date('2026-01-01').getTime();
    await app.launch({ storage: { notes: [{ id: 2, text: 'Bread', at }, { id: 1, text: 'Milk', at }] } });
    await app.locator('.note').filter({ hasText: 'Milk' }).locator('.delete').tap();
    await expect(app.locator('.note text')).toHaveText(['• Bread']);
  });

  test('saves nothing that is empty', async () => {
    await app.launch({ page: 'pages/edit/edit' });
    await expect(app.locator('.save')).toBeDisabled();
    await app.fill('.text', 'x');
    await expect(app.locator('.save')).toBeEnabled();
  });

  test('keeps the notes of two users apart', async () => {
    const [ada, bob] = await users('ada', 'bob');
    await ada.launch();
    await bob.launch();
    await ada.tap('Write a note');
    await ada.fill('.text', 'Mine');
    await ada.tap('.save');
    await bob.launch();
    await expect(ada.locator('.note')).toHaveCount(1);
    await expect(bob.locator('.note')).toHaveCount(0);
  });
});
