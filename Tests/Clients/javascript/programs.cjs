/** Drives MiniPrograms/ as suites written for the platform's JavaScript client do: node programs.cjs SAMPAN PROGRAMS STATE */
const assert = require('node:assert/strict');
const { spawn } = require('node:child_process');
const { once } = require('node:events');
const { createInterface } = require('node:readline');
const { Client } = require('./client.cjs');

const [sampan, programs, state] = process.argv.slice(2);

/** Starts a mini-program behind a port of its own, and lets `body` drive it. */
async function drive(name, body) {
  const tool = spawn(sampan, ['auto', `${programs}/${name}`, '--port', '0', '--data', `${state}/${name}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(tool, 'exit');
  try {
    const [line] = await once(createInterface({ input: tool.stdout }), 'line');
    const [, endpoint] = /^listening on (ws:\/\/127\.0\.0\.1:\d+)/.exec(line);
    const client = await Client.connect(endpoint);
    const { SDKVersion } = await client.send('Tool.getInfo');
    assert.ok(SDKVersion === 'dev' || Number(SDKVersion.split('.')[0]) >= 2, SDKVersion);
    await body(client);
    await client.close();
    assert.equal((await ended)[0], 0, 'the tool was closed, so the command ends well');
    console.log(`${name}: driven to its end`);
  } finally {
    if (tool.exitCode === null) tool.kill('SIGKILL');
  }
}

/** An answer to an act may come before what follows from it. */
async function eventually(check, what) {
  const end = Date.now() + 5000;
  while (!(await check())) {
    assert.ok(Date.now() < end, what);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function counter(client) {
  const logs = [];
  const told = [];
  client.on('App.logAdded', (entry) => logs.push(entry));
  client.on('App.bindingCalled', (call) => told.push(call));
  await client.send('App.enableLog');

  const page = await client.currentPage();
  assert.equal(page.path, 'pages/index/index');
  assert.equal(await page.data('sum'), 5);
  const counters = await page.$$('counter');
  assert.equal(counters.length, 2);
  assert.equal(await counters[0].data('label'), 'Apples');
  assert.equal(await counters[0].attribute('data-index'), '0');
  const more = await counters[1].$('.more');
  await more.tap();
  await more.tap();
  await eventually(async () => await page.data('sum') === 7, 'two taps');
  const sum = await page.$('.sum');
  assert.equal(await sum.text(), 'Together: 7');
  assert.match(await sum.wxml('outer'), /^<view.*Together: 7/);
  await page.setData({ sum: 40 });
  await eventually(async () => (await sum.text()).includes('40'), 'setData by the client');
  await counters[0].trigger('change', { value: 9 });
  await eventually(async () => (await page.data('counts'))[0].count === 9, 'an event with a detail');
  assert.deepEqual((await page.window('document.documentElement.scrollWidth')), [375]);
  await assert.rejects(page.$('.nothing'));

  assert.equal(await client.evaluate((a, b) => a + b, 4, 1), 5);
  assert.equal(await client.callWx('canIUse', 'navigateTo'), true);
  await client.send('App.mockWxMethod', { method: 'showModal', result: { confirm: true, cancel: false } });
  const answer = await client.evaluate(() => new Promise((resolve) => {
    wx.showModal({ title: 'Sure?', success: resolve });
  }));
  assert.equal(answer.confirm, true);
  await client.send('App.mockWxMethod', { method: 'showModal' });
  await client.send('App.addBinding', { name: 'tell' });
  await client.evaluate(() => { tell('it', { deep: [1] }); console.log('hello', { a: 1 }); });
  await eventually(() => told.length === 1 && logs.length >= 1, 'a binding and a log');
  assert.deepEqual(told[0], { name: 'tell', args: ['it', { deep: [1] }] });
  assert.deepEqual(logs.at(-1).args, ['hello', { a: 1 }]);
}

async function notes(client) {
  const list = await client.currentPage();
  await (await list.$('.new')).tap();
  await eventually(async () => (await client.currentPage()).path === 'pages/edit/edit', 'the editor');
  const edit = await client.currentPage();
  await (await edit.$('input')).input('Buy bread');
  await eventually(async () => await edit.data('text') === 'Buy bread', 'what is typed');
  await (await edit.$('.save')).tap();
  await eventually(async () => (await client.currentPage()).path === 'pages/list/list', 'the list');
  const page = await client.currentPage();
  assert.equal((await (await page.$('text')).text()).trim(), '• Buy bread');
  assert.equal((await client.callWx('getStorageSync', 'notes')).length, 1);
  await (await page.$('.delete')).tap();
  await eventually(async () => (await page.data('notes')).length === 0, 'the note is gone');
}

async function tabs(client) {
  assert.equal((await client.route('switchTab', '/pages/me/me')).path, 'pages/me/me');
  const item = await client.route('navigateTo', '/shop/pages/item/item?id=2');
  assert.deepEqual([item.path, item.query.id], ['shop/pages/item/item', '2']);
  assert.equal(await (await item.$('.name')).text(), 'Milk');
  assert.deepEqual((await client.pageStack()).map((one) => one.path), ['pages/me/me', 'shop/pages/item/item']);
  await client.route('navigateBack');
  await eventually(async () => (await client.currentPage()).path === 'pages/me/me', 'the way back');
  assert.equal((await client.route('reLaunch', '/pages/about/about')).path, 'pages/about/about');
  await assert.rejects(client.callWx('navigateTo', { url: '/pages/none/none' }), /not found/);
}

(async () => {
  await drive('counter', counter);
  await drive('notes', notes);
  await drive('tabs', tabs);
})();
