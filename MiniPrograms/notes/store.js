// All notes under one key, the newest first.
const KEY = 'notes';

function all() {
  return wx.getStorageSync(KEY) || [];
}

/** @returns {boolean} whether it is kept; who is not told otherwise believes so */
function keep(notes) {
  try {
    wx.setStorageSync(KEY, notes);
    return true;
  } catch ({ message }) {
    wx.showToast({ title: `Not kept: ${message}`, icon: 'none' });
    return false;
  }
}

function add(text) {
  const notes = all();
  const id = notes.reduce((highest, note) => Math.max(highest, note.id), 0) + 1;
  return keep([{ id, text, at: Date.now() }, ...notes]);
}

function remove(id) {
  return keep(all().filter((note) => note.id !== id));
}

module.exports = { all, add, remove };
