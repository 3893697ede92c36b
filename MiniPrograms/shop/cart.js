const shelf = require('./shelf');

// What is for sale, and what is in the cart. Prices are whole fen.
const goods = [
  { id: 'rye', name: 'Rye bread', price: 1600 },
  { id: 'bun', name: 'Plum bun', price: 450 },
  { id: 'tea', name: 'Jasmine tea', price: 899 },
];
const KEY = 'cart';

/** Fen as people read them: 1234 is 12.34. */
function yuan(fen) {
  const rest = fen % 100;
  return `${(fen - rest) / 100}.${rest < 10 ? '0' : ''}${rest}`;
}

function counts() {
  return shelf.get(KEY) || {};
}

function change(id, by) {
  const cart = { ...counts() };
  cart[id] = Math.max(0, (cart[id] || 0) + by);
  shelf.set(KEY, cart);
}

function clear() {
  shelf.remove(KEY);
}

/** The lines of the cart with their sums, and the total. */
function bill() {
  const cart = counts();
  const lines = goods.filter(({ id }) => cart[id]).map((item) => ({
    ...item, count: cart[item.id], sum: yuan(item.price * cart[item.id]),
  }));
  const total = lines.reduce((sum, { price, count }) => sum + price * count, 0);
  return { lines, total, totalText: yuan(total) };
}

module.exports = { goods, yuan, counts, change, clear, bill };
