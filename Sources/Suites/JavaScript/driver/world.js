/** The world of a test: what the host keeps for it, and how it is asked. */

/** The key of the world that counts now: a block's when its beforeAll used one, else the test's own. */
function worldKey() {
  if (runningBlock !== undefined) {
    runningBlock.hasWorld = true;
    return `b${runningBlock.id}`;
  }
  if (running === undefined) {
    throw new Error('there is no world outside of tests and hooks; call this inside test(…) or beforeEach(…)');
  }
  return worldKeyOf(running);
}

/** The key of the world that a test uses. */
function worldKeyOf(run) {
  for (let block = run.test.block; block !== undefined; block = block.parent) {
    if (block.hasWorld) return `b${block.id}`;
  }
  return run.key;
}

/** Worlds that the host was asked about. */
const worldsInUse = new Set();

/** Asks the host; what it refuses is thrown with the place of the caller. */
function drive(verb, request = {}) {
  const { stack } = new Error();
  const world = worldKey();
  worldsInUse.add(world);
  if (running !== undefined) running.world = world;
  return resumed(native.callHost({ ...request, verb, world }).catch((error) => {
    const failure = new Error(error.message);
    failure.name = 'Driver';
    failure.stack = stack;
    throw failure;
  }));
}

/** The one virtual clock of the test, its mini-programs and their network. */
const clock = {
  /** Moves time on; timers that are due on the way run in their order. @param {number|string} time ms, or `1s`, `2m` */
  advance: (time) => drive('advance', { milliseconds: milliseconds(time) }),
  /** Moves time to a moment. @param {number|string|Date} moment */
  setTime: (moment) => drive('setTime', { time: new Date(moment).getTime() }),
  /** Runs the next timer, whenever it is due. */
  runNext: () => drive('wait', { timeout: 1e15 }),
  /** Waits until nothing moves any more. */
  settle: (within = 0) => drive('advance', { milliseconds: milliseconds(within) }),
  now: () => native.now(),
};

/** Milliseconds of a number, or of a text such as `250ms`, `1.5s`, `2m`, `1h`, `1d`. */
function milliseconds(time) {
  if (typeof time === 'number' && time >= 0) return time;
  const found = typeof time === 'string' ? /^([\d.]+)\s*(ms|s|m|h|d)$/.exec(time.trim()) : null;
  if (found === null) throw new TypeError(`expected milliseconds or a text such as '2s', found ${brief(time)}`);
  const unit = { ms: 1, s: 1000, m: 60000, h: 3600000, d: 86400000 }[found[2]];
  return Number(found[1]) * unit;
}

/** The device that the next launch runs on. */
const device = {
  /** @param {object} profile fields of the profile, such as `{screenWidth: 414, system: 'Android 14'}` */
  set: (profile) => drive('device', { profile }),
};

/** What a body gets that takes an object apart: `test('…', async ({ app, clock }) => …)`. */
function fixtures() {
  return { app: defaultApp, users, clock, network, device, expect, fn, spyOn };
}

/** Runs something when the test is over, failed or not. */
function onTestFinished(body) {
  running.cleanups.push(body);
}
