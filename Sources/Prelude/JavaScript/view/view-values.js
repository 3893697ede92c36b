/** Values on their way from a component's data to its template: copies, and their texts. */

/** How deep the text of nested arrays goes. */
const TEXT_DEPTH = 100;

/**
 * The text of a value in a template (wxml.md 2.2): nothing for undefined, otherwise as JavaScript
 * writes it. No method of the value runs.
 */
function textOf(value) {
  switch (typeof value) {
    case 'string': return value;
    case 'undefined': return '';
    case 'number': return `${value}`;
    case 'boolean': return value ? 'true' : 'false';
    case 'bigint': return `${value}`;
    case 'object': return value === null ? 'null' : textOfObject(value, 0);
    default: return '';
  }
}

function textOfObject(value, depth) {
  if (!ArrayIsArray(value)) {
    const time = dateTime(value);
    if (time === undefined) return '[object Object]';
    return NumberIsFinite(time) ? DateToISOString(value) : 'null';
  }
  if (depth >= TEXT_DEPTH) return '';
  let text = '';
  for (let i = 0; i < value.length; i += 1) {
    const item = value[i];
    if (i > 0) text += ',';
    if (item === null || item === undefined) continue;
    text += typeof item === 'object' ? textOfObject(item, depth + 1) : textOf(item);
  }
  return text;
}

/**
 * The JSON text of a value for the host, or `undefined` for none. A value without one (a BigInt, a
 * `toJSON` that throws, something huge) is told to the author and shown as `otherwise`.
 */
function shownJSON(value, otherwise = 'null') {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'bigint') return `"${value}"`;
  try {
    return jsonOf(value);
  } catch (error) {
    logError(`a value in the view cannot be shown: ${describeError(error).message}`);
    return otherwise;
  }
}

/** Classes as one text: an array is joined by spaces. */
function classText(value) {
  if (!ArrayIsArray(value)) return textOf(value);
  let text = '';
  for (let i = 0; i < value.length; i += 1) text += (i === 0 ? '' : ' ') + textOf(value[i]);
  return text;
}

const WHITE_SPACE = ' \n\t\r\f';

/** The words between white space. */
function wordsOf(text) {
  const words = list();
  let word = '';
  for (let i = 0; i < text.length; i += 1) {
    const letter = text[i];
    if (StringIncludes(WHITE_SPACE, letter)) {
      if (word !== '') push(words, word);
      word = '';
    } else {
      word += letter;
    }
  }
  return word === '' ? words : push(words, word);
}

/**
 * Whether two values of a binding are the same, so that nothing needs to be set. Objects never are.
 */
function sameBinding(before, after) {
  return ObjectIs(before, after) && (after === null || typeof after !== 'object');
}

/** `item-list` and `itemList` both as `itemList`. */
function camelCase(name) {
  const parts = split(name, '-');
  let text = parts[0];
  for (let i = 1; i < parts.length; i += 1) {
    text += StringToUpperCase(StringSlice(parts[i], 0, 1)) + StringSlice(parts[i], 1);
  }
  return text;
}

/**
 * Brings the copy of the data that a template reads up to date with the data that the mini-program
 * sees.
 * @param {object} view
 * @param {object} data
 * @param {ChangeTree} tree which parts; extended where a part had to be replaced as a whole
 * @param {Definition} definition tells which fields never reach the template
 */
function copyChanges(view, data, tree, definition) {
  const { keys, values } = tree;
  for (let i = 0; i < tree.size; i += 1) {
    const key = keys[i];
    if (!definition.isPure(key)) values[i] = copyChange(view, key, own(data, key), values[i]);
  }
}

/** Copies a value under a key of a container and returns its changes, which may have become WHOLE. */
function copyChange(view, key, value, tree) {
  if (tree === WHOLE && !ArrayIsArray(value)) {
    setOwn(view, key, deepCopy(value));
    return WHOLE;
  }
  const shown = own(view, key);
  if (tree === WHOLE || !canFollow(shown, value)) {
    const areLists = ArrayIsArray(shown) && ArrayIsArray(value);
    setOwn(view, key, areLists ? copyListAfter(shown, value) : deepCopy(value));
    return WHOLE;
  }
  const { keys, values } = tree;
  const isList = ArrayIsArray(value);
  for (let i = 0; i < tree.size; i += 1) {
    const inner = keys[i];
    // An index reads the mini-program's own array as the mini-program would.
    const item = isList && typeof inner === 'number' ? value[inner] : own(value, inner);
    values[i] = copyChange(shown, inner, item, values[i]);
  }
  if (isList && shown.length !== value.length) shown.length = value.length;
  return tree;
}

/**
 * A deep copy of an array, which takes over those items of the copy before that hold the same: most
 * rows of a list that is set as a whole.
 */
function copyListAfter(shown, value) {
  const walk = new CopyWalk(null);
  const holder = new Holder(value, null);
  const { length } = value;
  spend(walk, length + 1, holder);
  const items = list();
  items.length = length;
  // Each item is taken over once, in order; those at the end may have moved by what came or went.
  let next = 0;
  for (let i = 0; i < length; i += 1) {
    const item = value[i];
    if (item === null || typeof item !== 'object') {
      if (item !== undefined || ObjectHasOwn(value, i)) items[i] = item;
      continue;
    }
    let at = next;
    if (!isSameItem(shown, next, item)) {
      at = placeOfSame(shown, item, next + 1, i + shown.length - length);
    }
    if (at < 0) {
      items[i] = copyValue(walk, item, 1, holder);
    } else {
      items[i] = shown[at];
      next = at + 1;
    }
  }
  return ArraySlice(items);
}

/** Where an array holds the same as an item, at one of two places where that may be, or -1. */
function placeOfSame(shown, item, next, fromEnd) {
  if (isSameItem(shown, next, item)) return next;
  return fromEnd > next && isSameItem(shown, fromEnd, item) ? fromEnd : -1;
}

function isSameItem(shown, place, item) {
  if (place >= shown.length) return false;
  const before = shown[place];
  return before !== null && typeof before === 'object' && isSameData(before, item);
}

function canFollow(shown, value) {
  return shown !== null && typeof shown === 'object' && value !== null && typeof value === 'object'
    && ArrayIsArray(shown) === ArrayIsArray(value);
}
