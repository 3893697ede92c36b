/**
 * Paths of setData: `list[5].name` is `['list', 5, 'name']` (components.md 3.3). A name is a
 * string, an index a number; `\` takes the next character as it is.
 */

/** How many different texts of paths are remembered. */
const PATHS_KEPT = 2000;

const pathsByText = new PrivateMap();

/**
 * The path that a key of setData names.
 * @throws {Error} with the platform's sentence when the key is not a path
 */
function parseDataPath(text) {
  const known = pathsByText.get(text);
  if (known !== undefined) return known;
  const path = RegExpExec(/[.[\]\\]/, text) === null && text !== ''
    ? listOf([text])
    : scanDataPath(text);
  if (pathsByText.size >= PATHS_KEPT) pathsByText.clear();
  pathsByText.set(text, path);
  return path;
}

function scanDataPath(text) {
  const path = list();
  let name = '';
  /** Where what is not yet in the name begins. */
  let from = 0;
  for (let i = 0; i < text.length; i += 1) {
    const letter = text[i];
    if (letter === '\\' && i + 1 < text.length) {
      name += StringSlice(text, from, i);
      i += 1;
      from = i;
    } else if (letter === '.' || letter === '[') {
      if (i > from) name += StringSlice(text, from, i);
      if (name !== '') push(path, name);
      name = '';
      if (letter === '[') i = scanIndex(text, i + 1, path);
      from = i + 1;
    } else if (letter === ']') {
      throw illegalPath(`A ] needs a [ before it: ${text}`);
    }
  }
  if (from < text.length) name += StringSlice(text, from);
  if (name !== '') push(path, name);
  if (path.length === 0) throw illegalPath('Path can not be empty');
  return path;
}

/** Reads the digits after a `[` and returns the position of the `]`. */
function scanIndex(text, from, path) {
  if (path.length === 0) throw illegalPath(`Path can not start with []: ${text}`);
  let index = 0;
  let i = from;
  for (; i < text.length && text[i] !== ']'; i += 1) {
    const digit = text[i];
    if (digit < '0' || digit > '9') throw illegalPath(`Only number 0-9 could inside []: ${text}`);
    index = index * 10 + +digit;
  }
  if (i === from) throw illegalPath(`Must have number in []: ${text}`);
  if (i === text.length) throw illegalPath(`A [ needs a ] after it: ${text}`);
  if (index > LAST_INDEX) throw illegalPath(`Index ${index} is larger than ${LAST_INDEX}: ${text}`);
  push(path, index);
  return i;
}

/** The largest index of an array that setData may reach; a larger one would make a sparse giant. */
const LAST_INDEX = 999999;

function illegalPath(message) {
  return new ErrorCtor(message);
}

/**
 * Sets the value at a path, making or replacing the containers on the way: an index needs an array,
 * a name needs an object that is not an array.
 */
function setAtPath(data, path, value) {
  const last = path.length - 1;
  let container = data;
  for (let i = 0; i < last; i += 1) {
    const key = path[i];
    const wantsArray = typeof path[i + 1] === 'number';
    // What an index finds on a prototype that a mini-program changed is its own business.
    let next = typeof key === 'number' ? container[key] : own(container, key);
    if (next === null || typeof next !== 'object' || ArrayIsArray(next) !== wantsArray) {
      next = wantsArray ? [] : {};
      setOwn(container, key, next);
    }
    container = next;
  }
  const key = path[last];
  if (typeof key === 'number' && container[key] !== undefined) container[key] = value;
  else setOwn(container, key, value);
}

/** The value at a path of own keys, or `undefined`. */
function valueAtPath(data, path) {
  let value = data;
  for (let i = 0; i < path.length; i += 1) {
    if (value === null || value === undefined) return undefined;
    value = own(value, path[i]);
  }
  return value;
}

/** Sets an own key; setters that a mini-program put on a prototype do not run. */
function setOwn(container, key, value) {
  if (!(key in container) || ObjectHasOwn(container, key)) container[key] = value;
  else define(container, key, value);
}
