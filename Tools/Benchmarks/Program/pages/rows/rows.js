// A keyed list with a component in each row; Peers/rows.cjs does the same to a page of jsdom.
let nextID = 0;

function make(count) {
  const rows = [];
  for (let i = 0; i < count; i++) {
    rows.push({ id: nextID, label: 'row ' + nextID, chosen: false });
    nextID += 1;
  }
  return rows;
}

Page({
  data: { rows: [] },

  create(count) {
    nextID = 0;
    this.setData({ rows: make(count) });
  },

  updateEveryTenth() {
    const changes = {};
    for (let i = 0; i < this.data.rows.length; i += 10) {
      changes[`rows[${i}].label`] = this.data.rows[i].label + ' !';
    }
    this.setData(changes);
  },

  swap() {
    const rows = this.data.rows.slice();
    [rows[1], rows[998]] = [rows[998], rows[1]];
    this.setData({ rows });
  },

  append(count) {
    const changes = {};
    const from = this.data.rows.length;
    make(count).forEach((row, i) => { changes[`rows[${from + i}]`] = row; });
    this.setData(changes);
  },

  remove() {
    this.setData({ rows: this.data.rows.filter((row) => row.id !== 500) });
  },

  clear() {
    this.setData({ rows: [] });
  },

  updateOne() {
    this.setData({ 'rows[7].label': this.data.rows[7].label + '.' });
  },
});
