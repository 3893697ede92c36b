// Keeps values for the next visit. Storage may be full: what does not fit lasts as long as this one.
const kept = {};

function get(key) {
  return key in kept ? kept[key] : wx.getStorageSync(key);
}

function set(key, value) {
  kept[key] = value;
  try {
    wx.setStorageSync(key, value);
  } catch ({ message }) {
    console.warn(`'${key}' is kept for this visit only: ${message}`);
  }
}

function remove(key) {
  set(key, null);
}

module.exports = { get, set, remove };
