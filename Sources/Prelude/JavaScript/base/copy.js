/** Copies of guest data: own values only, functions by reference. */

/**
 * A deep copy of data: arrays, objects (own enumerable keys; instances of classes become plain objects),
 * Date and RegExp; functions and ArrayBuffers by reference.
 * @throws {TypeError} for cycles  @throws {RangeError} past JSON_DEPTH levels or COPY_VALUES values
 */
function deepCopy(value) {
  if (value === null || typeof value !== 'object') return value;
  const prototype = ObjectGetPrototypeOf(value);
  if (prototype === ObjectPrototype || prototype === recordPrototype) return copyFlat(value);
  return copyValue(new CopyWalk(null), value, 0, null);
}

/** A copy of a plain object; most hold no others, and need no walk. */
function copyFlat(value) {
  const out = { ...value };
  let count = 0;
  for (const key in out) {
    const item = out[key];
    if (item !== null && typeof item === 'object') {
      return copyParts(new CopyWalk(null), value, out, ObjectKeys(out), 0, null);
    }
    count += 1;
  }
  if (count >= COPY_VALUES) spend(new CopyWalk(null), count + 1, null);
  return out;
}

/** As `deepCopy`, but shared and cyclic parts stay shared and cyclic in the copy. */
function deepCopyGraph(value) {
  return copyValue(new CopyWalk(new MapCtor()), value, 0, null);
}

class CopyWalk {
  constructor(seen) {
    this.left = COPY_VALUES;
    this.seen = seen;
  }
}
ObjectSetPrototypeOf(CopyWalk.prototype, null);

/** @param {Holder | null} holder what holds the value */
function copyValue(walk, value, depth, holder) {
  if (value === null || typeof value !== 'object') return value;
  if (walk.seen !== null && MapHas(walk.seen, value)) return MapGet(walk.seen, value);
  const prototype = ObjectGetPrototypeOf(value);
  if (prototype !== ObjectPrototype && prototype !== ArrayPrototype && !isNoPrototype(prototype)) {
    const special = copySpecial(value);
    if (special !== undefined) return special;
  }
  if (depth >= JSON_DEPTH) throw tooDeep(new Holder(value, holder));
  return ArrayIsArray(value)
    ? copyArray(walk, value, depth, new Holder(value, holder))
    : copyRecord(walk, value, depth, holder);
}

/** Copies of the built-in classes that survive a copy, or `undefined`. */
function copySpecial(value) {
  const time = dateTime(value);
  if (time !== undefined) return new DateCtor(time);
  const source = regularExpression(value);
  if (source !== undefined) return source;
  if (isArrayBuffer(value) || ArrayBufferIsView(value)) return value;
  return unboxed(value);
}

function regularExpression(value) {
  try {
    // The source of RegExp.prototype itself is readable, hence the second test.
    if (value === RegExpCtor.prototype) return undefined;
    return new RegExpCtor(RegExpSource(value), RegExpFlags(value));
  } catch {
    return undefined;
  }
}

function copyArray(walk, value, depth, holder) {
  const length = value.length;
  spend(walk, length + 1, holder);
  const items = list();
  items.length = length;
  let out;
  if (walk.seen !== null) {
    out = [];
    MapSet(walk.seen, value, out);
  }
  for (let i = 0; i < length; i += 1) {
    const item = value[i];
    if (item !== undefined || ObjectHasOwn(value, i)) {
      items[i] = copyValue(walk, item, depth + 1, holder);
    }
  }
  if (walk.seen === null) return ArraySlice(items);
  out.length = length;
  for (let i = 0; i < length; i += 1) if (ObjectHasOwn(items, i)) define(out, i, items[i]);
  return out;
}

function copyRecord(walk, value, depth, outer) {
  // The spread makes own data properties of all keys, `__proto__` too, and reads each getter once.
  const out = { ...value };
  if (walk.seen !== null) MapSet(walk.seen, value, out);
  return copyParts(walk, value, out, ObjectKeys(out), depth, outer);
}

/** Copies what is nested in `out`, which has the values of `value`. */
function copyParts(walk, value, out, keys, depth, outer) {
  let holder = null;
  walk.left -= keys.length + 1;
  if (walk.left < 0) spend(walk, 0, new Holder(value, outer));
  for (let i = 0; i < keys.length; i += 1) {
    const item = out[keys[i]];
    if (item !== null && typeof item === 'object') {
      if (holder === null) holder = new Holder(value, outer);
      out[keys[i]] = copyValue(walk, item, depth + 1, holder);
    }
  }
  return out;
}

function spend(walk, count, holder) {
  walk.left -= count;
  if (walk.left < 0) {
    if (isCyclic(holder)) throw cyclic();
    throw new RangeErrorCtor(`the value holds more than ${COPY_VALUES} values`);
  }
}
