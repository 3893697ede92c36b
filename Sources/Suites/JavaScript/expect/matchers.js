/**
 * The matchers of plain values. Each gets `{value, isNot}` and the arguments, and returns `{pass, message}`; the
 * message is asked for only when the expectation fails, and may come with the texts of a diff.
 */

const valueMatchers = { __proto__: null };

/** `expect(received).toBe(expected)`, as it stands at the head of a message. */
function hint(name, context, expected = 'expected') {
  return `expect(received)${context.promise ?? ''}${context.isNot ? '.not' : ''}.${name}(${expected})`;
}

function expectation(name, context, expected, received, label = 'Expected') {
  return () => ({
    message: `${hint(name, context)}\n\n${label}: ${context.isNot ? 'not ' : ''}${brief(expected)}\n` +
      `Received: ${brief(received)}`,
    expected: print(expected),
    actual: print(received),
  });
}

function define1(name, label, test) {
  valueMatchers[name] = (context, received, expected) => ({
    pass: test(received, expected, context),
    message: expectation(name, context, expected, received, label),
  });
}

function define0(name, test) {
  valueMatchers[name] = (context, received) => ({
    pass: test(received),
    message: () => ({ message: `${hint(name, context, '')}\n\nReceived: ${brief(received)}` }),
  });
}

function needsNumber(name, value) {
  if (typeof value !== 'number' && typeof value !== 'bigint') {
    throw new TypeError(`${name} compares numbers, found ${brief(value)}`);
  }
  return value;
}

define1('toBe', 'Expected', (value, expected) => Object.is(value, expected));
define1('toEqual', 'Expected', (value, expected) => equals(value, expected));
define1('toStrictEqual', 'Expected', (value, expected) => equals(value, expected, true));
define1('toMatchObject', 'Expected', (value, expected) => holdsSubset(value, expected));
define1('toContainEqual', 'Expected item', (value, item) => [...value].some((one) => equals(one, item)));
define1('toContain', 'Expected item', (value, item) => {
  if (typeof value === 'string') return value.includes(String(item));
  if (value === null || value === undefined || typeof value[Symbol.iterator] !== 'function') {
    throw new TypeError(`toContain looks into a string or a list, found ${brief(value)}`);
  }
  return [...value].includes(item);
});
define1('toHaveLength', 'Expected length', (value, length) => value?.length === length);
define1('toBeGreaterThan', 'Expected more than', (value, other) => needsNumber('toBeGreaterThan', value) > other);
define1('toBeGreaterThanOrEqual', 'Expected at least', (value, other) =>
  needsNumber('toBeGreaterThanOrEqual', value) >= other);
define1('toBeLessThan', 'Expected less than', (value, other) => needsNumber('toBeLessThan', value) < other);
define1('toBeLessThanOrEqual', 'Expected at most', (value, other) =>
  needsNumber('toBeLessThanOrEqual', value) <= other);
define1('toBeInstanceOf', 'Expected class', (value, type) => value instanceof type);
define1('toMatch', 'Expected pattern', (value, pattern) => {
  if (typeof value !== 'string') throw new TypeError(`toMatch looks at a string, found ${brief(value)}`);
  return typeof pattern === 'string' ? value.includes(pattern) : new RegExp(pattern).test(value);
});
define1('toSatisfy', 'Expected to satisfy', (value, test) => Boolean(test(value)));
define1('toBeOneOf', 'Expected one of', (value, values) => values.some((one) => equals(value, one)));
define1('toBeTypeOf', 'Expected type', (value, type) => typeof value === type);
define0('toBeTruthy', (value) => Boolean(value));
define0('toBeFalsy', (value) => !value);
define0('toBeNull', (value) => value === null);
define0('toBeUndefined', (value) => value === undefined);
define0('toBeDefined', (value) => value !== undefined);
define0('toBeNaN', (value) => Number.isNaN(value));

valueMatchers.toBeCloseTo = (context, received, expected, digits = 2) => ({
  pass: isClose(needsNumber('toBeCloseTo', received), expected, digits),
  message: expectation('toBeCloseTo', context, expected, received),
});

valueMatchers.toHaveProperty = (context, received, path, ...rest) => {
  const keys = Array.isArray(path) ? path : String(path).replace(/\[(\w+)\]/g, '.$1').split('.');
  let value = received;
  let found = true;
  for (let i = 0; i < keys.length && found; i += 1) {
    found = value !== null && value !== undefined && keys[i] in Object(value);
    value = found ? value[keys[i]] : undefined;
  }
  const pass = found && (rest.length === 0 || equals(value, rest[0]));
  return {
    pass,
    message: () => ({
      message: `${hint('toHaveProperty', context, 'path')}\n\nExpected path: ${context.isNot ? 'not ' : ''}` +
        `${brief(path)}${rest.length > 0 ? ` with ${brief(rest[0])}` : ''}\n` +
        `Received: ${found ? brief(value) : `no such path in ${brief(received)}`}`,
    }),
  };
};

valueMatchers.toThrow = (context, received, expected) => {
  const thrown = thrownBy(context, received);
  const isThrown = thrown !== undefined && (expected === undefined || matchesThrown(thrown.error, expected));
  return {
    pass: isThrown,
    message: () => ({
      message: `${hint('toThrow', context, expected === undefined ? '' : 'expected')}\n\n` +
        `${expected === undefined ? 'Expected an error' : `Expected: ${context.isNot ? 'not ' : ''}${brief(expected)}`}` +
        `\nReceived: ${thrown === undefined ? 'nothing was thrown' : brief(thrown.error)}`,
    }),
  };
};
valueMatchers.toThrowError = valueMatchers.toThrow;

/** `{error}` of what a function throws, or of a rejection that was awaited; undefined when it throws nothing. */
function thrownBy(context, received) {
  if (context.promise === '.rejects') return { error: received };
  if (typeof received !== 'function') {
    throw new TypeError(`toThrow calls a function, found ${brief(received)}; write expect(() => …).toThrow()`);
  }
  try {
    received();
    return undefined;
  } catch (error) {
    return { error };
  }
}

function matchesThrown(error, expected) {
  const message = typeof error?.message === 'string' ? error.message : String(error?.errMsg ?? error);
  if (typeof expected === 'string') return message.includes(expected);
  if (typeof expected === 'function') return error instanceof expected;
  if (isAsymmetric(expected)) return expected.asymmetricMatch(error);
  if (tagName(expected) === 'RegExp') return expected.test(message);
  return message === expected.message;
}
