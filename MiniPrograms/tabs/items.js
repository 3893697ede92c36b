module.exports = [
  { id: 1, name: 'Bread', price: 8 },
  { id: 2, name: 'Milk', price: 12 },
];
