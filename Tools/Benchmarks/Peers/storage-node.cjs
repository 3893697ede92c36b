// node:sqlite, each put a commit of its own. The folder for the database is the only argument.
const { DatabaseSync } = require('node:sqlite');
const storage = require('./storage.cjs');

const database = new DatabaseSync(process.argv[2] + '/storage.sqlite');
database.exec(storage.schema);
const put = database.prepare(storage.put);
const get = database.prepare(storage.get);
storage.measure(
  (key, value) => put.run(key, value),
  (key) => get.get(key).value,
);
