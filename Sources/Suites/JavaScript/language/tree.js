/** describe, it, test and the hooks: they build a tree of blocks and tests, which runs later. */

/** How many tests one file may have, and how deep its blocks may nest. */
const TESTS_IN_FILE = 20000;
const BLOCKS_DEEP = 64;

const tests = [];
const blocks = [];
const rootBlock = makeBlock('', undefined, 'run', {});
let openBlock = rootBlock;

/** The path of the test file. */
let suitePath = '';

/** How long a test may take when it does not say so, in milliseconds of the wall; 0 leaves it to the host. */
let defaultTimeout = 0;

function makeBlock(name, parent, mode, options) {
  const block = {
    id: blocks.length, name, parent, mode, tags: tagsOf(name, options), depth: parent === undefined ? 0 : parent.depth + 1,
    hooks: { beforeAll: [], beforeEach: [], afterEach: [], afterAll: [] },
    // What runs: its beforeAll, what that failed with, how many tests are left, whether it made a world.
    entering: undefined, isEntered: false, failure: undefined, left: 0, hasWorld: false,
    isConcurrent: options.isConcurrent === true || parent?.isConcurrent === true,
  };
  if (block.depth > BLOCKS_DEEP) throw new RangeError(`blocks nest more than ${BLOCKS_DEEP} deep`);
  blocks.push(block);
  return block;
}

/** The tags of a block or a test: those that its options name, and each `@word` of its name. */
function tagsOf(name, options) {
  const given = options.tag ?? options.tags ?? [];
  const named = name.match(/@[\w-]+/g) ?? [];
  return [...(Array.isArray(given) ? given : [given]), ...named].map((tag) => String(tag).replace(/^@/, ''));
}

/** Sorts `(name, [options], body, [timeout])`. */
function readArguments(what, args) {
  const [name, ...rest] = args;
  const options = typeof rest[0] === 'object' && rest[0] !== null ? rest.shift() : {};
  const body = rest.shift();
  const last = rest.shift();
  const more = typeof last === 'object' && last !== null ? last : { timeout: last };
  const shown = typeof name === 'function' ? name.name : String(name);
  if (body !== undefined && typeof body !== 'function') {
    throw new TypeError(`${what} '${shown}' takes a function, found ${brief(body)}`);
  }
  return { name: shown, body, options: { ...options, ...more } };
}

function addBlock(mode, args, extra = {}) {
  const { name, body, options } = readArguments('describe', args);
  const block = makeBlock(name, openBlock, mode, { ...options, ...extra });
  const outer = openBlock;
  openBlock = block;
  try {
    const result = body === undefined ? undefined : body();
    if (typeof result?.then === 'function') {
      throw new TypeError(`describe '${name}' returns a promise; blocks are built at once, so load data in beforeAll`);
    }
  } finally {
    openBlock = outer;
  }
}

function addTest(mode, args, extra = {}) {
  if (running !== undefined) throw new Error('a test cannot be made inside another one');
  const { name, body, options } = readArguments('test', args);
  if (tests.length >= TESTS_IN_FILE) throw new RangeError(`a file may have ${TESTS_IN_FILE} tests`);
  tests.push({
    id: tests.length, name, body, mode: body === undefined ? 'todo' : mode, block: openBlock,
    tags: tagsOf(name, options), timeout: options.timeout ?? options.timeoutMs, retries: options.retry ?? options.retries,
    stack: new Error().stack, isFailing: extra.isFailing === true,
    isConcurrent: extra.isConcurrent === true || openBlock.isConcurrent, allow: options.allow ?? [],
  });
}

function makeTest(mode, extra) {
  return (...args) => addTest(mode, args, extra);
}

/** What makes a test one that runs together with others of its file, and a block one whose tests do. */
const TOGETHER = { isConcurrent: true };

/** `test` with all that hangs on it; `it` is the same. */
function makeTestFunction() {
  const test = makeTest('run');
  test.only = makeTest('only');
  test.skip = makeTest('skip');
  test.todo = (name) => addTest('todo', [name]);
  test.fails = makeTest('run', { isFailing: true });
  test.failing = test.fails;
  test.concurrent = makeTest('run', TOGETHER);
  test.concurrent.only = makeTest('only', TOGETHER);
  test.concurrent.skip = test.skip;
  test.concurrent.failing = makeTest('run', { ...TOGETHER, isFailing: true });
  [['run', test.concurrent], ['only', test.concurrent.only]].forEach(([mode, target]) => {
    target.each = makeEach((args) => addTest(mode, args, TOGETHER));
  });
  test.skipIf = (condition) => (condition ? test.skip : test);
  test.runIf = (condition) => (condition ? test : test.skip);
  [[test, 'run'], [test.only, 'only'], [test.skip, 'skip']].forEach(([target, mode]) => {
    target.each = makeEach((args) => addTest(mode, args));
  });
  return test;
}

function makeDescribe() {
  const describe = (...args) => addBlock('run', args);
  describe.only = (...args) => addBlock('only', args);
  describe.skip = (...args) => addBlock('skip', args);
  describe.todo = (name) => addBlock('skip', [name]);
  describe.concurrent = (...args) => addBlock('run', args, TOGETHER);
  describe.concurrent.only = (...args) => addBlock('only', args, TOGETHER);
  describe.concurrent.skip = describe.skip;
  [['run', describe.concurrent], ['only', describe.concurrent.only]].forEach(([mode, target]) => {
    target.each = makeEach((args) => addBlock(mode, args, TOGETHER));
  });
  describe.skipIf = (condition) => (condition ? describe.skip : describe);
  describe.runIf = (condition) => (condition ? describe : describe.skip);
  [[describe, 'run'], [describe.only, 'only'], [describe.skip, 'skip']].forEach(([target, mode]) => {
    target.each = makeEach((args) => addBlock(mode, args));
  });
  return describe;
}

function makeHook(kind) {
  return (...args) => {
    const body = args.find((one) => typeof one === 'function');
    if (body === undefined) throw new TypeError(`${kind} takes a function`);
    const hook = { body, stack: new Error().stack };
    if (kind.startsWith('after')) openBlock.hooks[kind].unshift(hook);
    else openBlock.hooks[kind].push(hook);
  };
}

/** The blocks around a test, the outermost first. */
function blocksAround(block) {
  const around = [];
  for (let one = block; one !== undefined; one = one.parent) around.unshift(one);
  return around;
}

/** What the host is told of the tests: its names from the outermost block on, how it is meant to run, and where it stands. */
function describeTests() {
  return tests.map((test) => {
    const around = blocksAround(test.block);
    const modes = around.map((block) => block.mode);
    return {
      id: test.id, path: [...around.slice(1).map((block) => block.name), test.name],
      mode: modes.includes('skip') ? 'skip' : test.mode,
      isFocused: test.mode === 'only' || modes.includes('only'), isConcurrent: test.isConcurrent,
      tags: [...new Set([...around.flatMap((block) => block.tags), ...test.tags])],
      timeout: test.timeout ?? defaultTimeout, retries: test.retries ?? -1, stack: test.stack,
    };
  });
}
