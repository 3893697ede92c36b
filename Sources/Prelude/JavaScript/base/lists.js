/**
 * Containers that no mini-program can reach into.
 *
 * `list[list.length] = value` on an ordinary array runs a setter that a mini-program put on
 * `Array.prototype`; reading an absent key of `{}` finds what it put on `Object.prototype`. Arrays and
 * objects of ours therefore have no prototype: `list()` for arrays, `{ __proto__: null, … }` for records.
 * They are walked with `for (let i = 0; …)`.
 */

/**
 * `null`, in arrays that are written to: the engine shares arrays that are written as constants, and
 * copies them at the first write.
 */
const nothing = null;

/** Makes an empty list without a prototype. */
function list() {
  return ObjectSetPrototypeOf([], null);
}

/** Makes a list that holds the items of an array literal or of rest parameters. */
function listOf(array) {
  return ObjectSetPrototypeOf(array, null);
}

/** Adds an item to the end of a list and returns the list. */
function push(items, item) {
  items[items.length] = item;
  return items;
}

/** Removes and returns the last item of a list, or `undefined`. */
function pop(items) {
  if (items.length === 0) return undefined;
  const item = items[items.length - 1];
  items.length -= 1;
  return item;
}

/** An ordinary array for a mini-program, with the items of a list. Safe only for lists of ours. */
function toArray(items) {
  return ArraySlice(items);
}

/** A copy of a list that is again a list. */
function copyList(items) {
  return listOf(ArraySlice(items));
}

/** The position of an item in a list, or -1. */
function indexIn(items, item) {
  for (let i = 0; i < items.length; i += 1) if (items[i] === item) return i;
  return -1;
}

/** Whether a list holds an item. */
function contains(items, item) {
  return indexIn(items, item) >= 0;
}

/** A new list with the items for which `keep(item, index)` is true. */
function filterList(items, keep) {
  const kept = list();
  for (let i = 0; i < items.length; i += 1) if (keep(items[i], i)) push(kept, items[i]);
  return kept;
}

/** A new list of `change(item, index)`. */
function mapList(items, change) {
  const changed = list();
  for (let i = 0; i < items.length; i += 1) push(changed, change(items[i], i));
  return changed;
}

/** Joins a list of strings. */
function join(items, separator) {
  let text = '';
  for (let i = 0; i < items.length; i += 1) text += (i === 0 ? '' : separator) + items[i];
  return text;
}

/** Splits a text at each occurrence of a non-empty separator; `''` gives one empty part. */
function split(text, separator) {
  const parts = list();
  let from = 0;
  for (;;) {
    const to = StringIndexOf(text, separator, from);
    if (to < 0) return push(parts, StringSlice(text, from));
    push(parts, StringSlice(text, from, to));
    from = to + separator.length;
  }
}

/**
 * What `record()` makes. The engine makes an object of a constructor in a tenth of the time that it
 * needs to take a prototype off a literal. Its prototype is empty for good and has none itself, so
 * that every key of a record is plain data.
 */
function Record() {}
Record.prototype = ObjectFreeze(ObjectSetPrototypeOf({}, null));
const recordPrototype = Record.prototype;

/** Makes an empty record: an object that inherits nothing. */
function record() {
  return new Record();
}

/** Whether a prototype is that of an object that inherits nothing: none, or that of a record. */
function isNoPrototype(prototype) {
  return prototype === null || prototype === recordPrototype;
}

/** The own value under a key, or `undefined`; never an inherited one. */
function own(object, key) {
  return ObjectHasOwn(object, key) ? object[key] : undefined;
}

/** Sets an own, ordinary data property without running any inherited setter. */
function define(object, key, value) {
  ObjectDefineProperty(object, key, {
    __proto__: null, value, writable: true, enumerable: true, configurable: true,
  });
  return object;
}

/** Sets an own data property that enumeration skips. */
function defineHidden(object, key, value) {
  ObjectDefineProperty(object, key, {
    __proto__: null, value, writable: true, enumerable: false, configurable: true,
  });
  return object;
}

/** Whether a value is an object or a function. */
function isObject(value) {
  return value !== null && (typeof value === 'object' || typeof value === 'function');
}

/** Parses a JSON text from the host into records and lists, at any depth. */
function parseRecord(text) {
  return withoutPrototypes(JSONParse(text));
}

/** Takes the prototypes off a freshly parsed JSON value, in place. */
function withoutPrototypes(value) {
  if (value === null || typeof value !== 'object') return value;
  ObjectSetPrototypeOf(value, null);
  if (ArrayIsArray(value)) {
    for (let i = 0; i < value.length; i += 1) withoutPrototypes(value[i]);
    return value;
  }
  const keys = ObjectKeys(value);
  for (let i = 0; i < keys.length; i += 1) withoutPrototypes(value[keys[i]]);
  return value;
}

/** Sets every key of a record as an own property of an ordinary object, and returns the object. */
function copyOnto(object, source) {
  const keys = ObjectKeys(source);
  for (let i = 0; i < keys.length; i += 1) define(object, keys[i], source[keys[i]]);
  return object;
}

/** Lets the objects of a class inherit fields, which must hold no objects, and nothing else. */
function inheritFields(kind, fields) {
  ObjectSetPrototypeOf(kind.prototype, null);
  for (const name in fields) kind.prototype[name] = fields[name];
}

/** A type's name as the platform writes it: `String`, `Object`, `Array`, `Null`, … */
function tagOf(value) {
  switch (typeof value) {
    case 'string': return 'String';
    case 'number': return 'Number';
    case 'boolean': return 'Boolean';
    case 'undefined': return 'Undefined';
    case 'function': return 'Function';
    default: return StringSlice(ObjectToString(value), 8, -1);
  }
}

/** A copy, made of ordinary objects and arrays, of JSON data that we keep as records and lists. */
function guestCopy(data) {
  return data === undefined ? undefined : JSONParse(jsonOf(data));
}

/** Removes the item at a position of a list. */
function removeAt(items, position) {
  for (let i = position; i + 1 < items.length; i += 1) items[i] = items[i + 1];
  pop(items);
}
