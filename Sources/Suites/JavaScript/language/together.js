/**
 * Tests that run together, `test.concurrent`. The engine runs one task at a time, and every task belongs to one test:
 * an answer of the host and a timer to the test that asked for it, and what the host asks of a mock to the test whose
 * mini-program called. So a task begins by taking the turn of its test, and nothing else has to know.
 * A test that waits for a promise of another one goes on in the name of that one until its next call or timer.
 */

/** Tests that have begun and not ended, by their keys. */
const activeRuns = new Map();

/** Whether several tests run together now. */
let areTogether = false;

/** Whether timers know already whose they are. */
let areTimersKept = false;

/**
 * Runs tests together, so many at once, each in its place as soon as there is room. The host is told when one begins
 * and when it has ended, with its result.
 */
async function runTogether({ tests: wanted, limit }) {
  keepTurnsOfTimers();
  areTogether = true;
  const waiting = [...wanted];
  const runNext = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await runAmongOthers(next);
  };
  try {
    await Promise.all(Array.from({ length: Math.min(limit, waiting.length) }, runNext));
  } finally {
    areTogether = false;
    takeTurn(undefined, undefined);
  }
  return {};
}

async function runAmongOthers({ id, key, isLast }) {
  // The answer comes in a task of its own, in which nobody else's promises go on.
  await native.callHost({ verb: 'began', world: key });
  const result = await runTest({ id, attempt: 0, key, isLast });
  await native.callHost({ verb: 'ended', world: key, result }).catch((error) => native.callHost({
    verb: 'ended', world: key,
    result: { failures: [{ message: `its result cannot be told: ${error.message}`, stack: '' }] },
  }));
}

/** Lets the code that follows run in the name of a test, or of a block's hook. */
function takeTurn(run, block) {
  running = run;
  runningBlock = block;
}

/**
 * What gives its turn back to the test that calls this. One whose time was over has it too, so that what is left of it
 * acts in its own name, whose calls are refused by now, and not in that of another test.
 */
function turnNow() {
  const [run, block] = [running, runningBlock];
  return () => {
    if (areTogether) takeTurn(run, block);
  };
}

/** A promise after which the test goes on that waits for it, as itself; what is left of one that has ended does not. */
function resumed(promise) {
  if (!areTogether || running === undefined) return promise;
  const run = running;
  const takeBack = turnNow();
  return new Promise((resolve, reject) => {
    // What resolve() sets going comes right after what is queued here, with nothing between.
    const goOn = (settle) => (value) => {
      if (!activeRuns.has(run.key)) return;
      Promise.resolve().then(takeBack);
      settle(value);
    };
    promise.then(goOn(resolve), goOn(reject));
  });
}

/** Asks the host, and goes on as the test that asked. */
function askHost(request) {
  return resumed(native.callHost(request));
}

/** Waits for what another test does too, and goes on as oneself, in a task that nobody else goes on in. */
async function waitAmongOthers(promise, run) {
  await promise;
  if (!areTogether) return;
  await native.callHost({ verb: 'turn', world: run.key });
}

/** Lets what comes from the host for a world run in the name of a test that uses it. */
function takeTurnOf(world) {
  if (!areTogether) return;
  const found = activeRuns.get(world) ?? [...activeRuns.values()].find((run) => worldKeyOf(run) === world);
  if (found !== undefined) takeTurn(found, undefined);
}

/** Lets the bodies of timers run in the name of the test that started them. */
function keepTurnsOfTimers() {
  if (areTimersKept) return;
  areTimersKept = true;
  ['setTimeout', 'setInterval', 'setImmediate', 'requestAnimationFrame'].forEach((name) => {
    const start = globalThis[name];
    if (typeof start === 'function') native.defineGlobal(name, keepingTurn(start));
  });
}

function keepingTurn(start) {
  return (body, ...rest) => {
    if (!areTogether || typeof body !== 'function' || running === undefined) return start(body, ...rest);
    const takeBack = turnNow();
    return start(function (...args) {
      takeBack();
      return body.apply(this, args);
    }, ...rest);
  };
}
