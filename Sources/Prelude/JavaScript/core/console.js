/**
 * The guest's `console`: every line becomes a note `console {level, text, args}`, where `text` is the line as
 * a person reads it and `args` holds the arguments as bounded JSON values.
 */

/** How many levels of an object a console line shows. */
const CONSOLE_DEPTH = 10;

/** How many items of an array or keys of an object a console line shows. */
const CONSOLE_ITEMS = 100;

/** How many UTF-16 units of one string a console line shows. */
const CONSOLE_UNITS = 4096;

/** How many values one console line shows in all. */
const CONSOLE_VALUES = 1000;

let consoleIndent = '';

function makeConsole() {
  const counts = new MapCtor();
  const starts = new MapCtor();
  const label = (value) => (value === undefined ? 'default' : safeLabel(value));
  const print = (level) => (...args) => writeConsole(level, args);
  const elapsed = (name) => `${name}: ${native.now() - (MapGet(starts, name) ?? native.now())} ms`;
  const methods = {
    __proto__: null,
    log: print('log'),
    debug: print('debug'),
    info: print('info'),
    warn: print('warn'),
    error: print('error'),
    dir: (value) => writeConsole('log', [value]),
    table: (value) => writeConsole('log', [value]),
    trace: print('log'),
    group(...args) {
      if (args.length > 0) writeConsole('log', args);
      if (consoleIndent.length < 40) consoleIndent += '  ';
    },
    groupEnd() { consoleIndent = StringSlice(consoleIndent, 2); },
    assert(condition, ...args) {
      if (!condition) writeConsole('error', args, 'Assertion failed: ');
    },
    count(value) {
      const name = label(value);
      const count = (MapGet(counts, name) ?? 0) + 1;
      if (MapSize(counts) < CONSOLE_VALUES || count > 1) MapSet(counts, name, count);
      writeConsole('log', [`${name}: ${count}`]);
    },
    countReset(value) { MapDelete(counts, label(value)); },
    time(value) { if (MapSize(starts) < CONSOLE_VALUES) MapSet(starts, label(value), native.now()); },
    timeLog(value) { writeConsole('log', [elapsed(label(value))]); },
    timeEnd(value) {
      writeConsole('log', [elapsed(label(value))]);
      MapDelete(starts, label(value));
    },
    clear() {},
  };
  methods.groupCollapsed = methods.group;
  return copyOnto({}, methods);
}

/** Sends one line. @param {string} level @param {ArrayLike} args @param {string} [start] text before the arguments */
function writeConsole(level, args, start = '') {
  const budget = previewBudget();
  const previews = list();
  const items = args.length < CONSOLE_ITEMS ? args.length : CONSOLE_ITEMS;
  for (let i = 0; i < items; i += 1) push(previews, previewOf(args[i], 0, budget));
  noteConsole(level, consoleIndent + start + consoleText(args, previews), previews);
}

function consoleText(args, previews) {
  const parts = list();
  let next = 0;
  if (typeof args[0] === 'string' && StringIncludes(args[0], '%')) {
    const formatted = fillFormat(args, previews);
    push(parts, formatted.text);
    next = formatted.used;
  }
  for (let i = next; i < previews.length; i += 1) push(parts, previewText(args[i], previews[i]));
  return join(parts, ' ');
}

/** Fills `%s %d %i %f %o %O %j` of a first string with the arguments after it; `%c` swallows one. */
function fillFormat(args, previews) {
  const pieces = split(previews[0], '%');
  let text = pieces[0];
  let used = 1;
  for (let i = 1; i < pieces.length; i += 1) {
    const piece = pieces[i];
    const letter = StringSlice(piece, 0, 1);
    if (piece === '' && i + 1 < pieces.length) {
      text += '%' + pieces[i + 1];
      i += 1;
    } else if (letter !== '' && StringIncludes('sdifoOjc', letter) && used < previews.length) {
      text += (letter === 'c' ? '' : previewText(args[used], previews[used])) + StringSlice(piece, 1);
      used += 1;
    } else {
      text += '%' + piece;
    }
  }
  return { __proto__: null, text, used };
}

/** One argument as a person reads it, from the value and its preview. */
function previewText(value, preview) {
  if (value === undefined) return 'undefined';
  if (typeof preview === 'string') return preview;
  return NumberIsNaN(preview) ? 'NaN' : typeof preview === 'number' ? `${preview}` : jsonOf(preview);
}

/** What the previews of one line may still show, and the objects around the one that is shown. */
function previewBudget() {
  return { __proto__: null, left: CONSOLE_VALUES, path: list() };
}

/** A bounded copy of a value that has a JSON text and runs no getter. */
function previewOf(value, depth, budget) {
  budget.left -= 1;
  switch (typeof value) {
    case 'string': return value.length > CONSOLE_UNITS ? StringSlice(value, 0, CONSOLE_UNITS) + '…' : value;
    case 'number': return value;
    case 'boolean': return value;
    case 'undefined': return depth === 0 ? undefined : 'undefined';
    case 'bigint': return `${value}n`;
    case 'symbol': return SymbolToString(value);
    case 'function': return `[Function ${functionName(value)}]`;
    default: return value === null ? null : previewObject(value, depth, budget);
  }
}

function previewObject(value, depth, budget) {
  try {
    if (depth >= CONSOLE_DEPTH || budget.left <= 0) return ArrayIsArray(value) ? '[…]' : '{…}';
    budget.path.length = depth;
    if (contains(budget.path, value)) return '[Circular]';
    push(budget.path, value);
    if (ArrayIsArray(value)) return previewArray(value, depth, budget);
    const tag = tagOf(value);
    if (tag === 'Error') return previewError(value);
    const time = dateTime(value);
    if (time !== undefined) return NumberIsFinite(time) ? DateToISOString(value) : 'Invalid Date';
    if (tag === 'RegExp') return `/${RegExpSource(value)}/${RegExpFlags(value)}`;
    if (isArrayBuffer(value)) return `[ArrayBuffer ${ArrayBufferByteLength(value)}]`;
    if (tag === 'Promise') return '[Promise]';
    return previewRecord(value, depth, budget);
  } catch {
    return '[an object that cannot be read]';
  }
}

function previewArray(value, depth, budget) {
  const items = list();
  const length = value.length < CONSOLE_ITEMS ? value.length : CONSOLE_ITEMS;
  for (let i = 0; i < length; i += 1) push(items, previewProperty(value, i, depth, budget));
  if (value.length > length) push(items, `… ${value.length - length} more`);
  return items;
}

function previewRecord(value, depth, budget) {
  const shown = record();
  const keys = ObjectKeys(value);
  const length = keys.length < CONSOLE_ITEMS ? keys.length : CONSOLE_ITEMS;
  for (let i = 0; i < length; i += 1) shown[keys[i]] = previewProperty(value, keys[i], depth, budget);
  if (keys.length > length) shown['…'] = `${keys.length - length} more`;
  return shown;
}

function previewProperty(value, key, depth, budget) {
  const property = ObjectGetOwnPropertyDescriptor(value, key);
  if (property === undefined) return 'undefined';
  if (!ObjectHasOwn(property, 'value')) return '[Getter]';
  return previewOf(property.value, depth + 1, budget);
}

function previewError(value) {
  const described = describeError(value);
  if (described.stack === '') return described.message;
  // Some engines begin the stack with the message.
  return StringStartsWith(described.stack, described.message) ? described.stack : fullText(described);
}

function functionName(value) {
  const name = ObjectGetOwnPropertyDescriptor(value, 'name');
  return name !== undefined && typeof name.value === 'string' && name.value !== '' ? name.value : '(anonymous)';
}

/** The text of a label for `console.time` and `console.count`. */
function safeLabel(value) {
  return bounded(previewText(value, previewOf(value, 0, previewBudget())));
}
