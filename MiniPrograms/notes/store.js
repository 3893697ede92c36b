// All notes under one key, the newest first.
const KEY = 'notes';

function all() {
  return wx.getStorageSync(KEY) || [];
}

function add(text) {
  const notes = all();
  const id = notes.reduce((highest, note) => Math.max(highest, note.id), 0) + 1;
  wx.setStorageSync(KEY, [{ id, text, at: Date.now() }, ...notes]);
}

function remove(id) {
  wx.setStorageSync(KEY, all().filter((note) => note.id !== id));
}

module.exports = { all, add, remove };
