/** Running tests, as the host asks for them: one at a time, or several that were started together. */

/** The test whose turn it is with what it did so far; undefined between tests. */
let running;

/** The block whose beforeAll or afterAll runs; undefined in tests. */
let runningBlock;

function startRun(test, attempt, key) {
  let expire;
  const expired = new Promise((resolve, reject) => { expire = reject; });
  expired.catch(() => {});
  return {
    test, attempt, key, failures: [], expectations: 0, expected: undefined, steps: [], cleanups: [],
    fullName: [...blocksAround(test.block).slice(1).map((block) => block.name), test.name].join(' '),
    snapshotNumbers: new Map(), snapshots: { matched: 0, written: 0, updated: 0, failed: 0 },
    expired, expire, skipped: undefined,
  };
}

/** How many tests of each block are to run, so that afterAll follows the last. */
function planTests(ids) {
  blocks.forEach((block) => { block.left = 0; });
  ids.forEach((id) => blocksAround(tests[id].block).forEach((block) => { block.left += 1; }));
}

/** @param {boolean} isLast whether the test is not run again after this time */
async function runTest({ id, attempt, key, isLast }) {
  const test = tests[id];
  const run = startRun(test, attempt, key);
  takeTurn(run, undefined);
  activeRuns.set(key, run);
  const around = blocksAround(test.block);
  const broken = await enterBlocks(around, run);
  if (broken === undefined) await runBody(test, around, run);
  else run.failures.push(describeFailure(broken, 'beforeAll'));
  const finished = isLast ? await leaveBlocks(around, run) : [];
  activeRuns.delete(key);
  if (running === run) running = undefined;
  return resultOf(run, finished);
}

function resultOf(run, finished) {
  let { failures } = run;
  if (run.test.isFailing) {
    failures = failures.length > 0 ? [] : [{
      message: 'the test is marked as failing, and it passed; take the mark away', stack: run.test.stack,
    }];
  }
  const result = {
    failures, skipped: run.skipped ?? null, snapshots: run.snapshots, finishedBlocks: finished, world: run.world ?? null,
    newSnapshots: Object.fromEntries(newSnapshots), inlineSnapshots: [...inlineSnapshots],
  };
  newSnapshots.clear();
  inlineSnapshots.length = 0;
  return result;
}

async function runBody(test, around, run) {
  const attempt = async (body, where) => {
    try {
      await runWithin(run, undefined, body);
    } catch (error) {
      if (error instanceof SkipError) run.skipped = error.message;
      else run.failures.push(describeFailure(error, where));
    }
  };
  for (let i = 0; i < around.length && run.failures.length === 0; i += 1) {
    for (const hook of around[i].hooks.beforeEach) {
      if (run.failures.length === 0) await attempt(hook.body, 'beforeEach');
    }
  }
  if (run.failures.length === 0 && run.skipped === undefined) {
    await attempt(test.body, undefined);
    if (run.failures.length === 0 && run.skipped === undefined) await attempt(() => checkExpectations(run), undefined);
  }
  // What must not outlast the test goes even when its time is over.
  for (let i = around.length - 1; i >= 0; i -= 1) {
    for (const hook of around[i].hooks.afterEach) await attempt(hook.body, 'afterEach');
  }
  takeTurn(run, undefined);
  for (const problem of await findProblems(run)) run.failures.push(problem);
  while (run.cleanups.length > 0) await attempt(run.cleanups.pop(), 'onTestFinished');
  endRendered(run);
}

/** Runs a function of a test, or of a block around it, until it is done or the time of the test is over. */
function runWithin(run, block, body) {
  takeTurn(run, block);
  return Promise.race([Promise.resolve(callBody(body)), run.expired]);
}

/** Calls a body: with `{app, users, clock …}` when it takes an object apart, with `done` when it takes one argument. */
function callBody(body) {
  if (body.length === 0) return body();
  const source = Function.prototype.toString.call(body);
  if (/^async\b/.test(source) || /^[^(]*\(\s*\{/.test(source)) return body(fixtures());
  return new Promise((resolve, reject) => {
    const done = (error) => {
      if (error === undefined || error === null) resolve();
      else reject(error instanceof Error ? error : new Error(String(error)));
    };
    done.fail = (error) => done(error ?? new Error('done.fail was called'));
    const result = body(done);
    if (typeof result?.then === 'function') result.then(undefined, reject);
  });
}

/** Runs beforeAll of the blocks that are entered now; returns what one of them failed with. */
async function enterBlocks(around, run) {
  for (const block of around) {
    if (block.entering === undefined) await (block.entering = enterBlock(block, run));
    else if (!block.isEntered) await waitAmongOthers(block.entering, run);
    if (block.failure !== undefined) return block.failure.error;
  }
  return undefined;
}

async function enterBlock(block, run) {
  try {
    for (const hook of block.hooks.beforeAll) await runWithin(run, block, hook.body);
  } catch (error) {
    block.failure = { error };
  }
  block.isEntered = true;
  takeTurn(run, undefined);
}

/** Runs afterAll of the blocks whose last test this was; returns those that made a world. */
async function leaveBlocks(around, run) {
  const finished = [];
  for (let i = around.length - 1; i >= 0; i -= 1) {
    const block = around[i];
    block.left -= 1;
    if (block.left === 0) {
      for (const hook of block.hooks.afterAll) {
        try {
          await runWithin(run, block, hook.body);
        } catch (error) {
          run.failures.push(describeFailure(error, 'afterAll'));
        }
      }
      takeTurn(run, undefined);
      endRendered(block);
      if (block.hasWorld) finished.push(`b${block.id}`);
    }
  }
  return finished;
}

/** Leaves the blocks of a test that will not run again after all. */
async function leaveTest({ id, key }) {
  const run = startRun(tests[id], 0, key);
  return { finishedBlocks: await leaveBlocks(blocksAround(tests[id].block), run) };
}

/** Ends a test whose time is over. */
function expireTest({ key, message }) {
  activeRuns.get(key)?.expire(new Error(message));
  return {};
}

class SkipError extends Error {}

function skipNow(reason = 'skipped by the test itself') {
  throw new SkipError(reason);
}

/** What the host is told of something that was thrown. */
function describeFailure(error, where) {
  const head = where === undefined ? '' : `${where}: `;
  if (error instanceof ExpectationError) {
    const { message, expected, actual } = error.detail;
    const diff = expected === undefined || actual === undefined ? '' : diffLines(expected, actual);
    return { message: head + message, diff, stack: error.stack, expected: expected ?? null, actual: actual ?? null };
  }
  if (error !== null && typeof error === 'object' && typeof error.message === 'string') {
    return { message: `${head}${error.name ?? 'Error'}: ${error.message}`, stack: String(error.stack ?? '') };
  }
  return { message: `${head}${brief(error)} was thrown; throw an Error, which has a stack`, stack: '' };
}
