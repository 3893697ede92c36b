// Deno's localStorage, which it keeps in DENO_DIR.
const storage = require('./storage.cjs');

storage.measure(
  (key, value) => localStorage.setItem(key, value),
  (key) => localStorage.getItem(key),
);
