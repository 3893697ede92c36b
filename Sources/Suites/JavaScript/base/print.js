/** Values as text: in messages, in diffs and in snapshots, in the form that Jest's snapshots have. */

/** How deep a printed value nests before it is cut. */
const PRINT_DEPTH = 40;

/** How many characters one printed value may take before the rest is left out. */
const PRINT_CHARACTERS = 200000;

const objectToString = Object.prototype.toString;

/** `Array`, `Date`, `Map`: the kind of a value by its tag. */
function tagName(value) {
  return objectToString.call(value).slice(8, -1);
}

/** A value over several lines. */
function print(value) {
  return printValue(value, '', { seen: [], left: PRINT_CHARACTERS });
}

/** A value on one line, cut where it gets long. */
function brief(value) {
  const text = print(value).replace(/\n\s*/g, ' ').replace(/([{[(]) /g, '$1').replace(/,? ([}\])])/g, '$1');
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}

function printValue(value, indent, state) {
  state.left -= 8;
  if (state.left < 0) return '…';
  switch (typeof value) {
    case 'string': return printString(value, state);
    case 'number': return Object.is(value, -0) ? '-0' : `${value}`;
    case 'bigint': return `${value}n`;
    case 'function': return printFunction(value, state);
    case 'symbol': return String(value);
    case 'object': return value === null ? 'null' : printObject(value, indent, state);
    default: return `${value}`;
  }
}

function printString(text, state) {
  state.left -= text.length;
  return `"${text.replace(/[\\"]/g, '\\$&')}"`;
}

/** A function by its name, but in snapshots, where Jest leaves it out. */
function printFunction(value, state) {
  if (isMock(value)) return `[MockFunction ${value.getMockName()}]`;
  if (state.isSnapshot === true) return '[Function]';
  return `[Function ${value.name === '' ? 'anonymous' : value.name}]`;
}

function printObject(value, indent, state) {
  if (value.$$typeof === treeMark) return printTree(value, indent, state);
  if (isAsymmetric(value)) return value.print((inner) => printValue(inner, indent, state));
  if (state.seen.includes(value)) return '[Circular]';
  if (state.seen.length >= PRINT_DEPTH) return Array.isArray(value) ? '[Array]' : '[Object]';
  state.seen.push(value);
  try {
    return printKind(value, indent, state);
  } finally {
    state.seen.pop();
  }
}

function printKind(value, indent, state) {
  switch (tagName(value)) {
    case 'Array': return printItems('[', value, ']', indent, state);
    case 'Date': return Number.isNaN(value.getTime()) ? 'Date { NaN }' : value.toISOString();
    case 'RegExp': return String(value);
    case 'Error': return `[${value.name}: ${value.message}]`;
    case 'Map': return printPairs('Map', [...value.entries()], indent, state);
    case 'Set': return printItems('Set {', [...value], '}', indent, state);
    case 'Promise': return 'Promise {}';
    case 'ArrayBuffer': return printItems('ArrayBuffer [', [...new Uint8Array(value)], ']', indent, state);
    default:
  }
  if (ArrayBuffer.isView(value)) return printItems(`${tagName(value)} [`, [...value], ']', indent, state);
  if (typeof value.toJSON === 'function') return printValue(value.toJSON(), indent, state);
  return printProperties(value, indent, state);
}

function printItems(open, items, close, indent, state) {
  if (items.length === 0) return open + close;
  const inner = `${indent}  `;
  const lines = [];
  for (let i = 0; i < items.length && state.left > 0; i += 1) {
    lines.push(`${inner}${printValue(items[i], inner, state)},\n`);
  }
  return `${open}\n${lines.join('')}${indent}${close}`;
}

function printPairs(name, pairs, indent, state) {
  if (pairs.length === 0) return `${name} {}`;
  const inner = `${indent}  `;
  const lines = pairs.map(([key, item]) =>
    `${inner}${printValue(key, inner, state)} => ${printValue(item, inner, state)},\n`);
  return `${name} {\n${lines.join('')}${indent}}`;
}

function printProperties(value, indent, state) {
  const type = className(value);
  const open = type === '' || type === 'Object' ? '{' : `${type} {`;
  const keys = Object.keys(value).sort();
  if (keys.length === 0) return `${open}}`;
  const inner = `${indent}  `;
  const lines = [];
  for (let i = 0; i < keys.length && state.left > 0; i += 1) {
    lines.push(`${inner}"${keys[i]}": ${printValue(value[keys[i]], inner, state)},\n`);
  }
  return `${open}\n${lines.join('')}${indent}}`;
}

/** The name of the class of an object; '' for one without. */
function className(value) {
  const { constructor } = value;
  return typeof constructor === 'function' ? constructor.name : '';
}
