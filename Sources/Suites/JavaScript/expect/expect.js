/** `expect(value)`: the matchers, `.not`, `.resolves`, `.rejects`, and what hangs on `expect` itself. */

/** What a failed expectation throws. */
class ExpectationError extends Error {
  constructor(detail, stack) {
    super(detail.message);
    this.name = 'Expectation';
    this.detail = detail;
    // The place is the line of the test, not that of the matcher.
    if (stack !== undefined) this.stack = stack;
    this.matcherResult = { pass: false, message: detail.message };
  }
}

/** Matchers that a suite added, by name. */
const ownMatchers = { __proto__: null };

function expect(received, message) {
  return makeExpectation(received, { isNot: false, promise: undefined, soft: false, label: message });
}

/** A proxy would show matchers that do not exist; the members are made once for each expectation. */
function makeExpectation(received, options) {
  const stack = new Error().stack;
  const made = {};
  const matchers = isLocator(received) ? locatorMatchers : isApp(received) ? appMatchers : undefined;
  const addAll = (table, run) => {
    Object.keys(table).forEach((name) => { made[name] = (...args) => run(table[name], name, args); });
  };
  addAll(valueMatchers, (matcher, name, args) => decide(matcher, name, received, args, options));
  addAll(ownMatchers, (matcher, name, args) => decideOwn(matcher, name, received, args, options));
  if (matchers !== undefined) {
    addAll(matchers, (matcher, name, args) => waitFor(matcher, name, received, args, options, stack));
  }
  if (!options.isNot) {
    Object.defineProperty(made, 'not', { get: () => makeExpectation(received, { ...options, isNot: true }) });
  }
  if (options.promise === undefined) {
    Object.defineProperty(made, 'resolves', { get: () => promised(received, options, '.resolves', stack) });
    Object.defineProperty(made, 'rejects', { get: () => promised(received, options, '.rejects', stack) });
  }
  return made;
}

function decide(matcher, name, received, args, options) {
  noteExpectation();
  const context = { ...options, stack: new Error().stack };
  const result = matcher(context, received, ...args);
  if (result.pass === options.isNot) throw failedExpectation(result.message(), options, context.stack);
}

/** Runs a matcher of `expect.extend`, which may be asynchronous. */
function decideOwn(matcher, name, received, args, options) {
  noteExpectation();
  const stack = new Error().stack;
  const context = {
    isNot: options.isNot, promise: options.promise?.slice(1) ?? '', equals: (one, other) => equals(one, other),
    utils: matcherUtils, expand: false,
  };
  const finish = (result) => {
    if (Boolean(result.pass) !== options.isNot) return;
    const text = typeof result.message === 'function' ? result.message() : `${name} failed`;
    throw failedExpectation({ message: text }, options, stack);
  };
  const result = matcher.apply(context, [received, ...args]);
  return typeof result?.then === 'function' ? result.then(finish) : finish(result);
}

const matcherUtils = {
  stringify: brief, printReceived: brief, printExpected: brief,
  matcherHint: (name) => `expect(received).${name}(expected)`,
  diff: (expected, received) => diffLines(print(expected), print(received)),
};

function failedExpectation(detail, options, stack) {
  const text = options.label === undefined ? detail.message : `${options.label}\n\n${detail.message}`;
  return new ExpectationError({ ...detail, message: text }, stack);
}

/** `.resolves` and `.rejects`: the same matchers on what a promise becomes. */
function promised(received, options, kind, stack) {
  const settle = async () => {
    const promise = typeof received === 'function' ? received() : received;
    if (typeof promise?.then !== 'function') {
      throw failedExpectation({ message: `expect(…)${kind} takes a promise, found ${brief(received)}` }, options, stack);
    }
    if (kind === '.resolves') {
      return promise.then((value) => value, (error) => {
        throw failedExpectation({ message: `the promise was rejected with ${brief(error)}` }, options, stack);
      });
    }
    return promise.then((value) => {
      throw failedExpectation({ message: `the promise was fulfilled with ${brief(value)}` }, options, stack);
    }, (error) => error);
  };
  const made = {};
  const wrap = (names, isNot) => {
    const target = {};
    names.forEach((name) => {
      target[name] = async (...args) => {
        const inner = makeExpectation(await settle(), { ...options, promise: kind, isNot });
        try {
          return await inner[name](...args);
        } catch (error) {
          if (error instanceof ExpectationError) error.stack = stack;
          throw error;
        }
      };
    });
    return target;
  };
  const names = [...Object.keys(valueMatchers), ...Object.keys(ownMatchers)];
  Object.assign(made, wrap(names, options.isNot));
  if (!options.isNot) made.not = wrap(names, true);
  return made;
}

function noteExpectation() {
  if (running !== undefined) running.expectations += 1;
}

Object.assign(expect, plainAsymmetric, asymmetricMatchers(false), {
  not: asymmetricMatchers(true),
  extend(matchers) {
    Object.keys(matchers).forEach((name) => {
      ownMatchers[name] = matchers[name];
      expect[name] ??= (...args) => makeAsymmetric(name, args[0], (value) =>
        Boolean(matchers[name].apply({ equals, utils: matcherUtils, isNot: false }, [value, ...args]).pass));
    });
  },
  assertions(count) {
    running.expected = { exactly: count, stack: new Error().stack };
  },
  hasAssertions() {
    running.expected = { exactly: undefined, stack: new Error().stack };
  },
  unreachable(message = 'this line should not be reached') {
    throw failedExpectation({ message }, {}, new Error().stack);
  },
  addSnapshotSerializer() {},
  getState: () => ({ currentTestName: running?.fullName ?? '', testPath: suitePath }),
});

/** Fails the test that runs when it made another number of expectations than it said. */
function checkExpectations(run) {
  if (run.expected === undefined) return;
  const { exactly, stack } = run.expected;
  if (exactly === undefined ? run.expectations > 0 : run.expectations === exactly) return;
  const wanted = exactly === undefined ? 'at least one expectation' : `${exactly} expectations`;
  throw new ExpectationError({ message: `expected ${wanted}, found ${run.expectations}` }, stack);
}
