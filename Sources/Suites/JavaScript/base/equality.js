/** When two values count as equal, as Jest's `toEqual` and `toStrictEqual` have it. */

/** How deep values are compared. */
const EQUAL_DEPTH = 200;

/**
 * Whether two values are equal: members that are undefined count as absent, unless `strict`, which also compares
 * classes and holes. A value with `asymmetricMatch` on either side decides by itself.
 */
function equals(one, other, strict = false) {
  return sameValue(one, other, strict, []);
}

function sameValue(one, other, strict, path) {
  if (isAsymmetric(other)) return other.asymmetricMatch(one);
  if (isAsymmetric(one)) return one.asymmetricMatch(other);
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  const tag = tagName(one);
  if (tag !== tagName(other)) return false;
  if (path.length >= EQUAL_DEPTH) return false;
  for (let i = 0; i < path.length; i += 1) {
    if (path[i][0] === one) return path[i][1] === other;
    if (path[i][1] === other) return false;
  }
  path.push([one, other]);
  const same = sameKind(tag, one, other, strict, path);
  path.pop();
  return same;
}

function sameKind(tag, one, other, strict, path) {
  switch (tag) {
    case 'Date': return Object.is(one.getTime(), other.getTime());
    case 'RegExp': return one.source === other.source && one.flags === other.flags;
    case 'Number':
    case 'String':
    case 'Boolean': return Object.is(one.valueOf(), other.valueOf());
    case 'Error': return one.message === other.message && one.name === other.name;
    case 'Map': return sameMap(one, other, strict, path);
    case 'Set': return sameSet(one, other, strict, path);
    case 'ArrayBuffer': return sameItems(new Uint8Array(one), new Uint8Array(other), strict, path);
    default:
  }
  if (strict && Object.getPrototypeOf(one) !== Object.getPrototypeOf(other)) {
    if (className(one) !== className(other)) return false;
  }
  if (Array.isArray(one) || ArrayBuffer.isView(one)) return sameItems(one, other, strict, path);
  return sameMembers(one, other, strict, path);
}

function sameItems(one, other, strict, path) {
  if (one.length !== other.length) return false;
  for (let i = 0; i < one.length; i += 1) {
    if (strict && Array.isArray(one) && (i in one) !== (i in other)) return false;
    if (!sameValue(one[i], other[i], strict, path)) return false;
  }
  return true;
}

function sameMembers(one, other, strict, path) {
  const keys = memberKeys(one, strict);
  if (keys.length !== memberKeys(other, strict).length) return false;
  return keys.every((key) => Object.hasOwn(other, key) && sameValue(one[key], other[key], strict, path));
}

/** The own enumerable keys, symbols too; without `strict` those whose value is undefined do not count. */
function memberKeys(value, strict) {
  const symbols = Object.getOwnPropertySymbols(value)
    .filter((symbol) => Object.prototype.propertyIsEnumerable.call(value, symbol));
  const keys = [...Object.keys(value), ...symbols];
  return strict ? keys : keys.filter((key) => value[key] !== undefined);
}

function sameMap(one, other, strict, path) {
  if (one.size !== other.size) return false;
  return [...one].every(([key, value]) => (other.has(key)
    ? sameValue(value, other.get(key), strict, path)
    : [...other].some(([otherKey, otherValue]) =>
      sameValue(key, otherKey, strict, path) && sameValue(value, otherValue, strict, path))));
}

function sameSet(one, other, strict, path) {
  if (one.size !== other.size) return false;
  return [...one].every((value) =>
    other.has(value) || [...other].some((item) => sameValue(value, item, strict, path)));
}

/** Whether `value` holds all that `subset` holds, inside too; arrays have to have the same length. */
function holdsSubset(value, subset, path = []) {
  if (isAsymmetric(subset)) return subset.asymmetricMatch(value);
  if (typeof subset !== 'object' || subset === null || typeof value !== 'object' || value === null) {
    return equals(value, subset);
  }
  if (path.includes(subset)) return true;
  const inner = [...path, subset];
  if (Array.isArray(subset)) {
    return Array.isArray(value) && value.length === subset.length &&
      subset.every((item, index) => holdsSubset(value[index], item, inner));
  }
  if (tagName(subset) !== 'Object') return equals(value, subset);
  return memberKeys(subset, true).every((key) => key in value && holdsSubset(value[key], subset[key], inner));
}
