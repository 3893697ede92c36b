/**
 * `jest.useFakeTimers()`: timers that stand still until the test moves them, at once and without waiting. The virtual
 * clock of a test, which moves by itself while the test waits, has no part in them.
 */

/** How many timers one call may run, so that timers that start each other come to an end. */
const FAKE_TIMERS_RUN = 100000;

/** What stood in the place of the fake functions; `undefined` while none stand there. */
let realTimers;

/** Waiting timers by id: `{id, due, every, run}`. */
const fakeTimers = new Map();
let fakeNow = 0;
let lastFakeTimer = 0;

const timerNames = ['setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval', 'clearImmediate', 'Date'];

function useFakeTimers(options) {
  useRealTimers();
  realTimers = Object.fromEntries(timerNames.map((name) => [name, globalThis[name]]));
  fakeNow = options?.now === undefined ? realTimers.Date.now() : new realTimers.Date(options.now).getTime();
  const clear = (id) => { fakeTimers.delete(Number(id)); };
  const fakes = {
    setTimeout: (body, delay, ...args) => addFakeTimer(body, delay, args, false),
    setInterval: (body, delay, ...args) => addFakeTimer(body, delay, args, true),
    setImmediate: (body, ...args) => addFakeTimer(body, 0, args, false),
    clearTimeout: clear, clearInterval: clear, clearImmediate: clear, Date: makeFakeDate(realTimers.Date),
  };
  (options?.doNotFake ?? []).forEach((name) => { delete fakes[name]; });
  Object.keys(fakes).forEach((name) => native.defineGlobal(name, fakes[name]));
}

function useRealTimers() {
  if (realTimers === undefined) return;
  timerNames.forEach((name) => native.defineGlobal(name, realTimers[name]));
  realTimers = undefined;
  fakeTimers.clear();
}

function makeFakeDate(RealDate) {
  const FakeDate = function Date(...parts) {
    if (new.target === undefined) return String(new RealDate(fakeNow));
    return Reflect.construct(RealDate, parts.length === 0 ? [fakeNow] : parts, new.target);
  };
  FakeDate.prototype = RealDate.prototype;
  return Object.assign(FakeDate, { now: () => fakeNow, UTC: RealDate.UTC, parse: RealDate.parse });
}

function addFakeTimer(body, delay, args, repeats) {
  if (typeof body !== 'function') throw new TypeError(`a timer calls a function, found ${brief(body)}`);
  lastFakeTimer += 1;
  const wait = Number(delay) > 0 ? Number(delay) : 0;
  fakeTimers.set(lastFakeTimer, {
    id: lastFakeTimer, due: fakeNow + wait, every: repeats ? Math.max(wait, 1) : 0, run: () => body(...args),
  });
  return lastFakeTimer;
}

/** The timer that is due next, those of one moment in the order in which they were made. */
function nextFakeTimer(until = Infinity) {
  let next;
  fakeTimers.forEach((timer) => {
    if (timer.due <= until && (next === undefined || timer.due < next.due)) next = timer;
  });
  return next;
}

function runFakeTimer(timer) {
  fakeNow = Math.max(fakeNow, timer.due);
  if (timer.every === 0) {
    fakeTimers.delete(timer.id);
  } else {
    timer.due += timer.every;
    // It comes after those that were made before for the same moment.
    fakeTimers.delete(timer.id);
    fakeTimers.set(timer.id, timer);
  }
  timer.run();
}

/** Runs timers as long as `pick` gives one. */
function runFakeTimers(pick) {
  needsFakeTimers();
  for (let i = 0; i < FAKE_TIMERS_RUN; i += 1) {
    const timer = pick();
    if (timer === undefined) return;
    runFakeTimer(timer);
  }
  throw new RangeError(`${FAKE_TIMERS_RUN} timers have run, and more are waiting; does one start itself again?`);
}

function needsFakeTimers() {
  if (realTimers === undefined) {
    throw new Error('timers are moved at once only after jest.useFakeTimers(); or await clock.advance(…) instead');
  }
}

function advanceFakeTimers(time) {
  needsFakeTimers();
  const until = fakeNow + milliseconds(time);
  runFakeTimers(() => nextFakeTimer(until));
  fakeNow = until;
}

/** As `run`, with the promises settled that wait for nothing but code. */
async function settledAround(run) {
  await settlePromises();
  run();
  await settlePromises();
}

async function settlePromises() {
  for (let i = 0; i < 20; i += 1) await undefined;
}

const fakeTimerMethods = {
  useFakeTimers: (options) => { useFakeTimers(typeof options === 'object' ? options : undefined); return jest; },
  useRealTimers: () => { useRealTimers(); return jest; },
  advanceTimersByTime: advanceFakeTimers,
  advanceTimersToNextTimer: (steps = 1) => {
    let left = steps;
    runFakeTimers(() => {
      left -= 1;
      return left < 0 ? undefined : nextFakeTimer();
    });
  },
  runAllTimers: () => runFakeTimers(() => nextFakeTimer()),
  runOnlyPendingTimers: () => {
    const waiting = [...fakeTimers.values()].sort((a, b) => a.due - b.due || a.id - b.id);
    runFakeTimers(() => {
      let timer;
      do timer = waiting.shift(); while (timer !== undefined && !fakeTimers.has(timer.id));
      return timer;
    });
  },
  runAllTicks() {}, runAllImmediates() {},
  clearAllTimers: () => fakeTimers.clear(),
  getTimerCount: () => fakeTimers.size,
  isFakeTimers: () => realTimers !== undefined,
  now: () => (realTimers === undefined ? native.now() : fakeNow),
  getRealSystemTime: () => native.now(),
  setSystemTime: (moment) => {
    if (realTimers === undefined) {
      return native.callHostNow({ verb: 'setTimeAtOnce', world: worldKey(), time: new Date(moment).getTime() });
    }
    fakeNow = moment === undefined ? native.now() : new realTimers.Date(moment).getTime();
    return undefined;
  },
  advanceTimersByTimeAsync: (time) => (realTimers === undefined
    ? clock.advance(time) : settledAround(() => advanceFakeTimers(time))),
  runAllTimersAsync: () => (realTimers === undefined
    ? clock.advance(60000) : settledAround(fakeTimerMethods.runAllTimers)),
  runOnlyPendingTimersAsync: () => (realTimers === undefined
    ? clock.runNext() : settledAround(fakeTimerMethods.runOnlyPendingTimers)),
};
