/** `expect.any(Number)`, `expect.objectContaining({…})` and the like: they stand for many values. */

/** Marks our own, and Jest's, which libraries of matchers look for. */
const asymmetricMark = Symbol.for('jest.asymmetricMatcher');

function isAsymmetric(value) {
  return typeof value === 'object' && value !== null && typeof value.asymmetricMatch === 'function';
}

/** A value that equals all values that `test` accepts. */
function makeAsymmetric(name, sample, test, isInverse = false) {
  return {
    $$typeof: asymmetricMark,
    asymmetricMatch: (value) => test(value) !== isInverse,
    toString: () => name,
    print: (inner) => (sample === undefined ? name : `${name}(${inner(sample)})`),
  };
}

function matchesType(value, type) {
  switch (type) {
    case String: return typeof value === 'string' || value instanceof String;
    case Number: return typeof value === 'number' || value instanceof Number;
    case Boolean: return typeof value === 'boolean' || value instanceof Boolean;
    case BigInt: return typeof value === 'bigint';
    case Symbol: return typeof value === 'symbol';
    case Function: return typeof value === 'function';
    case Object: return typeof value === 'object' && value !== null;
    case Array: return Array.isArray(value);
    default: return value instanceof type;
  }
}

function asymmetricMatchers(isInverse) {
  const named = (name) => (isInverse ? `not.${name}` : name);
  return {
    arrayContaining: (items) => makeAsymmetric(named('ArrayContaining'), items, (value) =>
      Array.isArray(value) && items.every((item) => value.some((one) => equals(one, item))), isInverse),
    arrayOf: (item) => makeAsymmetric(named('ArrayOf'), item, (value) =>
      Array.isArray(value) && value.every((one) => equals(one, item)), isInverse),
    objectContaining: (subset) => makeAsymmetric(named('ObjectContaining'), subset, (value) =>
      typeof value === 'object' && value !== null &&
      memberKeys(subset, true).every((key) => key in value && equals(value[key], subset[key])), isInverse),
    stringContaining: (part) => makeAsymmetric(named('StringContaining'), part, (value) =>
      typeof value === 'string' && value.includes(part), isInverse),
    stringMatching: (pattern) => makeAsymmetric(named('StringMatching'), pattern, (value) =>
      typeof value === 'string' && new RegExp(pattern).test(value), isInverse),
    closeTo: (number, digits = 2) => makeAsymmetric(named('NumberCloseTo'), number, (value) =>
      typeof value === 'number' && isClose(value, number, digits), isInverse),
  };
}

function isClose(one, other, digits) {
  return one === other || Math.abs(one - other) < 10 ** -digits / 2;
}

const plainAsymmetric = {
  any(type) {
    if (typeof type !== 'function') throw new TypeError(`expect.any takes a constructor, found ${brief(type)}`);
    return makeAsymmetric(`Any<${type.name}>`, undefined, (value) => matchesType(value, type));
  },
  anything: () => makeAsymmetric('Anything', undefined, (value) => value !== undefined && value !== null),
};
