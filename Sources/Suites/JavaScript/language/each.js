/** `test.each` and `describe.each`: one test for each row of a table. */

function makeEach(add) {
  return (table, ...values) => (name, ...rest) => {
    const rows = Array.isArray(table) && Object.hasOwn(table, 'raw') ? rowsOfTemplate(table, values) : [...table];
    rows.forEach((row, index) => {
      const body = rest.find((one) => typeof one === 'function');
      const args = Array.isArray(row) ? row : [row];
      const wrapped = body === undefined ? undefined
        : body.length > args.length ? (done) => body(...args, done) : () => body(...args);
      add([eachName(String(name), row, args, index), ...rest.map((one) => (one === body ? wrapped : one))]);
    });
  };
}

/** The rows of `each` with a table of text: the first line names the columns. */
function rowsOfTemplate(table, values) {
  const names = table[0].split('\n').map((line) => line.trim()).find((line) => line !== '').split('|')
    .map((name) => name.trim());
  const rows = [];
  for (let i = 0; i + names.length <= values.length; i += names.length) {
    rows.push(Object.fromEntries(names.map((name, index) => [name, values[i + index]])));
  }
  return rows;
}

/** Fills `%s %d %i %f %j %o %p %# %%` and `$column.inside` of a name. */
function eachName(name, row, args, index) {
  let used = 0;
  const filled = name.replace(/%([sdifjop#$%])/g, (all, letter) => {
    if (letter === '%') return '%';
    if (letter === '#') return `${index}`;
    if (letter === '$') return `${index + 1}`;
    if (used >= args.length) return all;
    const value = args[used];
    used += 1;
    switch (letter) {
      case 's': return typeof value === 'object' && value !== null ? brief(value) : String(value);
      case 'd':
      case 'f': return `${Number(value)}`;
      case 'i': return `${Math.trunc(Number(value))}`;
      case 'j': return JSON.stringify(value);
      default: return brief(value);
    }
  });
  if (typeof row !== 'object' || row === null) return filled;
  return filled.replace(/\$(#|[\w.]+)/g, (all, path) => {
    if (path === '#') return `${index}`;
    const keys = path.split('.');
    const value = keys.reduce((inner, key) => inner?.[key], row);
    if (value === undefined && !(keys[0] in Object(row))) return all;
    return typeof value === 'string' ? value : brief(value);
  });
}
