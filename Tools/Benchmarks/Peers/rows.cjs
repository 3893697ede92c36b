// The rows of Program/pages/rows, drawn on a page of jsdom by Vue or Preact: node rows.cjs vue|preact.
// Like there, the last of five rounds counts.
const { JSDOM } = require('jsdom');

const { window } = new JSDOM('<!DOCTYPE html><div id="app"></div>');
globalThis.window = window;
globalThis.document = window.document;

let nextID = 0;

function make(count) {
  const rows = [];
  for (let i = 0; i < count; i++) {
    rows.push({ id: nextID, label: 'row ' + nextID, chosen: false });
    nextID += 1;
  }
  return rows;
}

/** `change(rows)` gives the list to show, or changes the rows in place and gives the same one. */
function withVue() {
  const Vue = require('vue/dist/vue.runtime.common.prod.js');
  const Row = {
    props: ['row'],
    render(h) {
      return h('div', { class: this.row.chosen ? 'row chosen' : 'row' }, [
        h('span', String(this.row.id)),
        h('span', { attrs: { 'data-id': this.row.id }, on: { click() {} } }, this.row.label),
      ]);
    },
  };
  const app = new Vue({
    data: { rows: [] },
    render(h) {
      return h('div', this.rows.map((row) => h(Row, { key: row.id, props: { row } })));
    },
  });
  app.$mount('#app');
  const tenth = (rows) => {
    for (let i = 0; i < rows.length; i += 10) rows[i].label += ' !';
    return rows;
  };
  return {
    tenth,
    async apply(change) {
      app.rows = change(app.rows);
      await app.$nextTick();
    },
  };
}

function withPreact() {
  const { h, render, Component } = require('preact');
  class Row extends Component {
    shouldComponentUpdate(next) { return next.row !== this.props.row; }
    render({ row }) {
      return h('div', { class: row.chosen ? 'row chosen' : 'row' },
        h('span', null, row.id),
        h('span', { 'data-id': row.id, onClick() {} }, row.label));
    }
  }
  let app;
  class App extends Component {
    constructor() {
      super();
      this.state = { rows: [] };
      app = this;
    }
    render(props, { rows }) {
      return h('div', null, rows.map((row) => h(Row, { key: row.id, row })));
    }
  }
  render(h(App), window.document.getElementById('app'));
  const tenth = (rows) => rows.map((row, i) => (i % 10 ? row : { ...row, label: row.label + ' !' }));
  return {
    tenth,
    async apply(change) {
      app.setState({ rows: change(app.state.rows) });
      app.forceUpdate();
    },
  };
}

const { tenth, apply } = process.argv[2] === 'vue' ? withVue() : withPreact();

const steps = {
  'rows create': () => { nextID = 0; return make(1000); },
  'rows update tenth': tenth,
  'rows swap': (rows) => {
    const swapped = rows.slice();
    [swapped[1], swapped[998]] = [swapped[998], swapped[1]];
    return swapped;
  },
  'rows append': (rows) => rows.concat(make(1000)),
  'rows remove': (rows) => rows.filter((row) => row.id !== 500),
  'rows clear': () => [],
};

(async () => {
  const samples = {};
  for (let round = 0; round < 5; round++) {
    for (const [metric, change] of Object.entries(steps)) {
      const start = performance.now();
      await apply(change);
      samples[metric] = performance.now() - start;
    }
    const left = window.document.querySelectorAll('.row').length;
    if (left !== 0) throw new Error(`${left} rows are left`);
  }
  for (const [metric, value] of Object.entries(samples)) {
    console.log(JSON.stringify({ metric, unit: 'ms', value }));
  }
})();
