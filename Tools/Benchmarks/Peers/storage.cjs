// What each peer's storage case does, given its two operations; prints two samples.
exports.measure = function measure(put, get) {
  const { performance } = require('node:perf_hooks');
  const keys = 1000;
  const puts = 2000;
  const gets = 20000;
  const text = 'x'.repeat(64);
  const value = (i) => JSON.stringify({ city: 'Oslo', text, i });

  for (let i = 0; i < keys; i++) put('key' + i, value(i));

  let began = performance.now();
  for (let i = 0; i < puts; i++) put('key' + (i % keys), value(i));
  print('storage put', ((performance.now() - began) * 1000) / puts);

  let checked = 0;
  began = performance.now();
  for (let i = 0; i < gets; i++) checked += JSON.parse(get('key' + ((i * 7) % keys))).city.length;
  print('storage get', ((performance.now() - began) * 1000) / gets);
  if (checked !== gets * 4) throw new Error('the values read are not those written');
};

function print(metric, value) {
  console.log(JSON.stringify({ metric, unit: 'µs', value }));
}

exports.schema =
  'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;' +
  'CREATE TABLE entries (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;';
exports.put = 'INSERT INTO entries VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value';
exports.get = 'SELECT value FROM entries WHERE key = ?';
