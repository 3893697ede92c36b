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
  const walk = {
    __proto__: null,
    path: list(),
    units: 0,
    limit: options !== undefined && options.units !== undefined ? options.units : JSON_UNITS,
    buffer: options !== undefined ? options.buffer : undefined,
  };
  const text = jsonValue(walk, '', value, 0);
  if (text !== undefined && text.length > walk.limit) throw tooLong(walk);
  return text;
}

function jsonValue(walk, key, value, depth) {
  switch (typeof value) {
    case 'string':
      spendUnits(walk, value.length);
      return JSONStringify(value);
    case 'number': return NumberIsFinite(value) ? '' + value : 'null';
    case 'boolean': return value ? 'true' : 'false';
    case 'bigint': throw new TypeErrorCtor('a BigInt cannot be serialised to JSON');
    case 'object': return value === null ? 'null' : jsonObject(walk, key, value, depth);
    default: return undefined;
  }
}

function jsonObject(walk, key, value, depth) {
  let prototype = ObjectGetPrototypeOf(value);
  const toJSON = ownToJSON(value, prototype);
  if (toJSON !== undefined) {
    const replaced = ReflectApply(toJSON, value, [`${key}`]);
    if (replaced === null || typeof replaced !== 'object') return jsonValue(walk, key, replaced, depth);
    value = replaced;
    prototype = ObjectGetPrototypeOf(value);
  }
  if (prototype !== ObjectPrototype && prototype !== null && prototype !== ArrayPrototype) {
    const special = jsonSpecial(walk, key, value, depth);
    if (special !== undefined) return special;
  }
  if (depth >= JSON_DEPTH) throw tooDeep(walk);
  walk.path[depth] = value;
  walk.path.length = depth + 1;
  return ArrayIsArray(value) ? jsonArray(walk, value, depth) : jsonRecord(walk, value, depth);
}

/** The texts of ArrayBuffers (when they have one), dates and boxed primitives; `undefined` for other objects. */
function jsonSpecial(walk, key, value, depth) {
  if (walk.buffer !== undefined && isArrayBuffer(value)) return walk.buffer(value);
  const date = dateTime(value);
  if (date !== undefined) return NumberIsFinite(date) ? JSONStringify(DateToISOString(value)) : 'null';
  const primitive = unboxed(value);
  return primitive === undefined ? undefined : jsonValue(walk, key, primitive, depth);
}

function jsonArray(walk, value, depth) {
  const length = value.length;
  let text = '[';
  for (let i = 0; i < length; i += 1) {
    spendUnits(walk, 2);
    const item = jsonValue(walk, i, value[i], depth + 1);
    text += (i === 0 ? '' : ',') + (item === undefined ? 'null' : item);
  }
  return text + ']';
}

function jsonRecord(walk, value, depth) {
  const keys = ObjectKeys(value);
  let text = '{';
  let separator = '';
  for (let i = 0; i < keys.length; i += 1) {
    const key = keys[i];
    const item = jsonValue(walk, key, value[key], depth + 1);
    if (item === undefined) continue;
    spendUnits(walk, key.length + 4);
    text += separator + (quotedKeys[key] ?? quoteKey(key)) + item;
    separator = ',';
  }
  return text + '}';
}

/** A key with its quotes and colon, kept for the next time. */
function quoteKey(key) {
  const quoted = JSONStringify(key) + ':';
  if (key.length > 64) return quoted;
  if (quotedCount >= QUOTED_KEYS) {
    quotedKeys = record();
    quotedCount = 0;
  }
  quotedCount += 1;
  return (quotedKeys[key] = quoted);
}

/** Stops a walk whose text is certainly too long, before the text fills the memory. */
function spendUnits(walk, units) {
  walk.units += units;
  if (walk.units > walk.limit) throw tooLong(walk);
}

function tooLong(walk) {
  if (isCyclic(walk.path)) return cyclic();
  return new RangeErrorCtor(`the value has more than ${walk.limit} characters of JSON`);
}

function tooDeep(walk) {
  if (isCyclic(walk.path)) return cyclic();
  return new RangeErrorCtor(`the value is nested deeper than ${JSON_DEPTH} levels`);
}

function cyclic() {
  return new TypeErrorCtor('Converting circular structure to JSON');
}

/** Whether a path from a value down to one of its parts meets the same object twice. */
function isCyclic(path) {
  const seen = new SetCtor();
  for (let i = 0; i < path.length; i += 1) {
    if (SetHas(seen, path[i])) return true;
    SetAdd(seen, path[i]);
  }
  return false;
}

/** The `toJSON` of a value or of its class, leaving out built-in prototypes. */
function ownToJSON(value, prototype) {
  if (prototype === ObjectPrototype || prototype === ArrayPrototype || prototype === null) {
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
