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

/** How long a JSON text may become, in UTF-16 units. */
const JSON_UNITS = 16 * 1024 * 1024;

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
  return jsonValue(walk, '', value, 0);
}

function jsonValue(walk, key, value, depth) {
  switch (typeof value) {
    case 'string': return counted(walk, JSONStringify(value));
    case 'number': return counted(walk, NumberIsFinite(value) ? '' + value : 'null');
    case 'boolean': return counted(walk, value ? 'true' : 'false');
    case 'bigint': throw new TypeErrorCtor('a BigInt cannot be serialised to JSON');
    case 'object': return value === null ? counted(walk, 'null') : jsonObject(walk, key, value, depth);
    default: return undefined;
  }
}

function jsonObject(walk, key, value, depth) {
  const toJSON = ownToJSON(value);
  if (toJSON !== undefined) {
    const replaced = ReflectApply(toJSON, value, [key]);
    if (replaced === null || typeof replaced !== 'object') return jsonValue(walk, key, replaced, depth);
    value = replaced;
  }
  const prototype = ObjectGetPrototypeOf(value);
  if (prototype !== ObjectPrototype && prototype !== null && prototype !== ArrayPrototype) {
    if (walk.buffer !== undefined && isArrayBuffer(value)) return counted(walk, walk.buffer(value));
    const date = dateTime(value);
    if (date !== undefined) {
      return counted(walk, NumberIsFinite(date) ? JSONStringify(DateToISOString(value)) : 'null');
    }
    const primitive = unboxed(value);
    if (primitive !== undefined) return jsonValue(walk, key, primitive, depth);
  }
  if (depth >= JSON_DEPTH) throw tooDeep(walk);
  walk.path[depth] = value;
  walk.path.length = depth + 1;
  counted(walk, '{}');
  return ArrayIsArray(value) ? jsonArray(walk, value, depth) : jsonRecord(walk, value, depth);
}

function jsonArray(walk, value, depth) {
  const length = value.length;
  let text = '[';
  for (let i = 0; i < length; i += 1) {
    const item = jsonValue(walk, '' + i, value[i], depth + 1);
    text += (i === 0 ? '' : ',') + (item === undefined ? counted(walk, 'null') : item);
  }
  return text + ']';
}

function jsonRecord(walk, value, depth) {
  const keys = ObjectKeys(value);
  let text = '{';
  for (let i = 0; i < keys.length; i += 1) {
    const item = jsonValue(walk, keys[i], value[keys[i]], depth + 1);
    if (item === undefined) continue;
    text += (text === '{' ? '' : ',') + counted(walk, JSONStringify(keys[i])) + ':' + item;
  }
  return text + '}';
}

/** Adds a part to the length so far, and returns it. */
function counted(walk, text) {
  walk.units += text.length + 1;
  if (walk.units > walk.limit) {
    if (isCyclic(walk.path)) throw cyclic();
    throw new RangeErrorCtor(`the value has more than ${walk.limit} characters of JSON`);
  }
  return text;
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
function ownToJSON(value) {
  let holder = value;
  for (let steps = 0; holder !== null && steps < JSON_DEPTH; steps += 1) {
    if (SetHas(builtInPrototypes, holder)) return undefined;
    if (ObjectHasOwn(holder, 'toJSON')) {
      const method = value.toJSON;
      return typeof method === 'function' ? method : undefined;
    }
    holder = ObjectGetPrototypeOf(holder);
  }
  return undefined;
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
