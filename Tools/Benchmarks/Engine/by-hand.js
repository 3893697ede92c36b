// The least work that shows the rows of Program/pages/rows: no components, no data of their own, only texts
// compared and operations written by hand. `update(rows)` sends what differs from the rows before.
(function (emit) {
  let lastID = 10;
  let shown = [];
  let byKey = new Map();
  let operations = '';

  function add(operation) {
    operations += (operations === '' ? '[' : ',') + operation;
  }

  function insert(row, before) {
    const host = lastID + 1;
    lastID += 6;
    const id = JSON.stringify(String(row.id));
    const label = JSON.stringify(row.label);
    add(`["+",10,${before},[${host},"row",0,{"c":"row"},[[${host + 1},"view",{"class":"row"},0,[`
      + `[${host + 2},"text",0,0,[[${host + 3},${id}]]],`
      + `[${host + 4},"text",0,{"d":{"id":${row.id}},"e":["tap"]},[[${host + 5},${label}]]]]]]]]`);
    return { key: row.id, host, label: row.label };
  }

  /** Moves every row that does not stand where it stood among those that stay. */
  function move(kept, wanted) {
    let before = 0;
    for (let i = wanted.length - 1; i >= 0; i--) {
      if (kept[i] !== wanted[i]) add(`["m",${wanted[i].host},10,${before}]`);
      before = wanted[i].host;
    }
  }

  return function update(rows) {
    const next = [];
    const keys = new Map();
    for (const row of rows) {
      const known = byKey.get(row.id);
      if (known !== undefined && known.label !== row.label) {
        known.label = row.label;
        add(`["t",${known.host + 5},${JSON.stringify(row.label)}]`);
      }
      next.push(known);
      keys.set(row.id, known);
    }
    for (const row of shown) if (!keys.has(row.key)) add(`["-",${row.host}]`);
    move(shown.filter((row) => keys.has(row.key)), next.filter((row) => row !== undefined));
    let before = 0;
    for (let i = rows.length - 1; i >= 0; i--) {
      if (next[i] === undefined) {
        next[i] = insert(rows[i], before);
        keys.set(rows[i].id, next[i]);
      }
      before = next[i].host;
    }
    shown = next;
    byKey = keys;
    if (operations !== '') emit(operations + ']');
    operations = '';
  };
})
