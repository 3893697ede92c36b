/**
 * JSON texts from guest values, by our own walk.
 *
 * The result equals `JSON.stringify(value)` of a clean realm: own enumerable keys, arrays by index, Date
 * as ISO text, functions, symbols and undefined dropped (null inside arrays), a `toJSON` of the value's
 * own class called once. A `toJSON` that a mini-program put on Object.prototype, Array.prototype or
 * another built-in prototype is ignored. Each property is read once.
 */

/** How deep objects and arrays may be nested. */
const JSON_DEPTH = 1000;

/** How long a JSON text may become, in UTF-16 units: what a frame of 8 MiB holds, less room for its other fields. */
const JSON_UNITS = 4 * 1024 * 1024 - 4096;

/** How many values one copy may hold. */
const COPY_VALUES = 1000000;

/** The built-in prototypes whose `toJSON` is not the value's own. */
const builtInPrototypes = new SetCtor();
SetAdd(builtInPrototypes, ObjectPrototype);
SetAdd(builtInPrototypes, ArrayPrototype);
SetAdd(builtInPrototypes, FunctionPrototype);
SetAdd(builtInPrototypes, DatePrototype);
SetAdd(builtInPrototypes, StringPrototype);
SetAdd(builtInPrototypes, NumberPrototype);
SetAdd(builtInPrototypes, BooleanPrototype);

/** How many quoted keys are kept for the next time; keys repeat in every row of a list. */
const QUOTED_KEYS = 2000;

let quotedKeys = record();
let quotedCount = 0;

/**
 * The JSON text of a value, or `undefined` when the value itself has none (a function, a symbol, undefined).
 * @param {*} value
 * @param {{units?: number, buffer?: (value: ArrayBuffer) => string}} [options] `units` replaces JSON_UNITS;
 *   `buffer` gives the JSON text that stands for an ArrayBuffer (without it `{}` as in JSON.stringify)
 * @returns {string | undefined}
 * @throws {TypeError} for cycles and BigInt  @throws {RangeError} past the depth or size limit, and whatever
 *   a getter, a Proxy or a `toJSON` of the value throws
 */
function jsonOf(value, options) {
  if (typeof value === 'number') return NumberIsFinite(value) ? '' + value : 'null';
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  const walk = new JSONWalk(options);
  const text = jsonValue(walk, '', value, 0, null);
  if (text !== undefined && text.length > walk.limit) throw tooLong(walk, null);
  return text;
}

class JSONWalk {
  constructor(options) {
    this.units = 0;
    this.limit = options !== undefined && options.units !== undefined ? options.units : JSON_UNITS;
    this.buffer = options !== undefined ? options.buffer : undefined;
  }
}
ObjectSetPrototypeOf(JSONWalk.prototype, null);

/** An object that a walk is in, and the one that holds it. */
class Holder {
  constructor(value, outer) {
    this.value = value;
    this.outer = outer;
  }
}
ObjectSetPrototypeOf(Holder.prototype, null);

/** What cannot stand in JSON as it is, and lone surrogates. */
const escapedLetters = ObjectSetPrototypeOf(
  /["\\\x00-\x1f\ud800-\udfff]/, { __proto__: null, exec: RegExp.prototype.exec });

/** The JSON text of a string; most strings need no look at each letter by `JSON.stringify`. */
function quoted(text) {
  return escapedLetters.exec(text) === null ? `"${text}"` : JSONStringify(text);
}

/** @param {Holder | null} holder what holds the value */
function jsonValue(walk, key, value, depth, holder) {
  switch (typeof value) {
    case 'string':
      spendUnits(walk, value.length, holder);
      return quoted(value);
    case 'number': return NumberIsFinite(value) ? '' + value : 'null';
    case 'boolean': return value ? 'true' : 'false';
    case 'bigint': throw new TypeErrorCtor('a BigInt cannot be serialised to JSON');
    case 'object': return value === null ? 'null' : jsonObject(walk, key, value, depth, holder);
    default: return undefined;
  }
}

function jsonObject(walk, key, value, depth, holder) {
  let prototype = ObjectGetPrototypeOf(value);
  const toJSON = ownToJSON(value, prototype);
  if (toJSON !== undefined) {
    const replaced = ReflectApply(toJSON, value, [`${key}`]);
    if (replaced === null || typeof replaced !== 'object') {
      return jsonValue(walk, key, replaced, depth, holder);
    }
    value = replaced;
    prototype = ObjectGetPrototypeOf(value);
  }
  if (prototype !== ObjectPrototype && prototype !== ArrayPrototype && !isNoPrototype(prototype)) {
    const special = jsonSpecial(walk, key, value, depth, holder);
    if (special !== undefined) return special;
  }
  const inside = new Holder(value, holder);
  if (depth >= JSON_DEPTH) throw tooDeep(inside);
  return ArrayIsArray(value)
    ? jsonArray(walk, value, depth, inside)
    : jsonRecord(walk, value, depth, inside);
}

/** The texts of ArrayBuffers (when they have one), dates and boxed primitives; `undefined` for other objects. */
function jsonSpecial(walk, key, value, depth, holder) {
  if (walk.buffer !== undefined && isArrayBuffer(value)) return walk.buffer(value);
  const date = dateTime(value);
  if (date !== undefined) return NumberIsFinite(date) ? JSONStringify(DateToISOString(value)) : 'null';
  const primitive = unboxed(value);
  return primitive === undefined ? undefined : jsonValue(walk, key, primitive, depth, holder);
}

function jsonArray(walk, value, depth, holder) {
  const length = value.length;
  let text = '[';
  for (let i = 0; i < length; i += 1) {
    spendUnits(walk, 2, holder);
    const item = jsonValue(walk, i, value[i], depth + 1, holder);
    text += (i === 0 ? '' : ',') + (item === undefined ? 'null' : item);
  }
  return text + ']';
}

function jsonRecord(walk, value, depth, holder) {
  const keys = ObjectKeys(value);
  let text = '{';
  let separator = '';
  for (let i = 0; i < keys.length; i += 1) {
    const key = keys[i];
    const item = jsonValue(walk, key, value[key], depth + 1, holder);
    if (item === undefined) continue;
    spendUnits(walk, key.length + 4, holder);
    text += separator + (quotedKeys[key] ?? quoteKey(key)) + item;
    separator = ',';
  }
  return text + '}';
}

/** A key with its quotes and colon, kept for the next time. */
function quoteKey(key) {
  const text = `${quoted(key)}:`;
  if (key.length > 64) return text;
  if (quotedCount >= QUOTED_KEYS) {
    quotedKeys = record();
    quotedCount = 0;
  }
  quotedCount += 1;
  return (quotedKeys[key] = text);
}

/** Stops a walk whose text is certainly too long, before the text fills the memory. */
function spendUnits(walk, units, holder) {
  walk.units += units;
  if (walk.units > walk.limit) throw tooLong(walk, holder);
}

function tooLong(walk, holder) {
  if (isCyclic(holder)) return cyclic();
  return new RangeErrorCtor(`the value has more than ${walk.limit} characters of JSON`);
}

function tooDeep(holder) {
  if (isCyclic(holder)) return cyclic();
  return new RangeErrorCtor(`the value is nested deeper than ${JSON_DEPTH} levels`);
}

function cyclic() {
  return new TypeErrorCtor('Converting circular structure to JSON');
}

/** Whether the way from a value down to one of its parts meets the same object twice. */
function isCyclic(holder) {
  const seen = new SetCtor();
  for (let at = holder; at !== null; at = at.outer) {
    if (SetHas(seen, at.value)) return true;
    SetAdd(seen, at.value);
  }
  return false;
}

/** The `toJSON` of a value or of its class, leaving out built-in prototypes. */
function ownToJSON(value, prototype) {
  if (prototype === ObjectPrototype || prototype === ArrayPrototype || isNoPrototype(prototype)) {
    return ObjectHasOwn(value, 'toJSON') ? methodNamed(value, 'toJSON') : undefined;
  }
  let holder = value;
  for (let steps = 0; holder !== null && steps < JSON_DEPTH; steps += 1) {
    if (SetHas(builtInPrototypes, holder)) return undefined;
    if (ObjectHasOwn(holder, 'toJSON')) return methodNamed(value, 'toJSON');
    holder = ObjectGetPrototypeOf(holder);
  }
  return undefined;
}

function methodNamed(value, name) {
  const method = value[name];
  return typeof method === 'function' ? method : undefined;
}

/** The primitive inside a String, Number or Boolean object, or `undefined`. */
function unboxed(value) {
  try { return NumberValueOf(value); } catch { /* not a Number object */ }
  try { return StringValueOf(value); } catch { /* not a String object */ }
  try { return BooleanValueOf(value); } catch { /* not a Boolean object */ }
  return undefined;
}

/** The time value of a Date, or `undefined` for anything else. */
function dateTime(value) {
  try { return DateGetTime(value); } catch { return undefined; }
}

/** Whether a value is an ArrayBuffer, whatever its prototype claims. */
function isArrayBuffer(value) {
  try { ArrayBufferByteLength(value); return true; } catch { return false; }
}
