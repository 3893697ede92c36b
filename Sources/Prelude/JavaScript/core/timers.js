/**
 * setTimeout, setInterval and their clear functions (api-core.md 9.15): a heap of timers ordered by due time,
 * then by the order of creation. The host is asked for one wake-up, for the earliest.
 */

/** A delay longer than this counts as 1 ms, as in browsers. */
const LONGEST_DELAY = 2147483647;

/** Timers by id, those of the mini-program and ours (`guest: false`). */
const timersByID = new MapCtor();
const timerHeap = list();
let lastTimerID = 0;
let lastTimerOrder = 0;
let guestTimers = 0;
let armedFor = -1;

function addTimer(run, delay, every, guest) {
  if (guest && guestTimers >= limits.timers) {
    throw new RangeErrorCtor(`${guestTimers} timers are waiting; at most ${limits.timers} fit`);
  }
  lastTimerID += 1;
  const timer = {
    __proto__: null, id: lastTimerID, due: native.now() + delay, order: 0, every, run, guest, at: -1,
  };
  MapSet(timersByID, timer.id, timer);
  if (guest) guestTimers += 1;
  startTimer(timer);
  return timer.id;
}

function startTimer(timer) {
  lastTimerOrder += 1;
  timer.order = lastTimerOrder;
  heapInsert(timer);
}

function removeTimer(id, guestOnly) {
  const timer = MapGet(timersByID, id);
  if (timer === undefined || (guestOnly && !timer.guest)) return;
  MapDelete(timersByID, id);
  if (timer.guest) guestTimers -= 1;
  if (timer.at >= 0) heapRemove(timer);
}

/** Runs a function of ours after a delay in milliseconds; returns an id for `cancelAfter`. */
function after(delay, run) {
  return addTimer(run, delay, 0, false);
}

/** Stops a timer made by `after`. */
function cancelAfter(id) {
  removeTimer(id, false);
}

/** Queues a task for every timer that is due. */
function queueDueTimers() {
  const now = native.now();
  while (timerHeap.length > 0 && timerHeap[0].due <= now) {
    const timer = timerHeap[0];
    heapRemove(timer);
    queueStep(() => fireTimer(timer));
  }
}

function fireTimer(timer) {
  if (MapGet(timersByID, timer.id) !== timer) return;
  if (timer.every === 0) removeTimer(timer.id, false);
  const run = timer.run;
  run();
  if (timer.every === 0 || MapGet(timersByID, timer.id) !== timer) return;
  const now = native.now();
  timer.due = timer.due + timer.every > now ? timer.due + timer.every : now + timer.every;
  startTimer(timer);
}

/** Asks the host for a wake-up when the earliest timer is due. */
function armTimers() {
  const due = timerHeap.length === 0 ? -1 : timerHeap[0].due;
  if (due === armedFor) return;
  armedFor = due;
  native.schedule(due);
}

/** Forgets the wake-up that just came, so that what the host waits for is always said anew. */
function disarmTimers() {
  armedFor = undefined;
}

/** Builds the four guest functions. */
function defineTimerGlobals() {
  defineGlobal('setTimeout', { setTimeout(fn, delay, ...rest) { return guestTimer(fn, delay, rest, false); } }
    .setTimeout);
  defineGlobal('setInterval', { setInterval(fn, delay, ...rest) { return guestTimer(fn, delay, rest, true); } }
    .setInterval);
  defineGlobal('clearTimeout', { clearTimeout(id) { clearGuestTimer(id); } }.clearTimeout);
  defineGlobal('clearInterval', { clearInterval(id) { clearGuestTimer(id); } }.clearInterval);
}

function guestTimer(fn, delay, rest, repeats) {
  const name = repeats ? 'setInterval' : 'setTimeout';
  if (typeof fn !== 'function') {
    logError(`${name} needs a function; found ${tagOf(fn)}. Code in a string is never run`);
    lastTimerID += 1;
    return lastTimerID;
  }
  const milliseconds = delayOf(delay);
  return addTimer(
    () => callGuest(fn, undefined, rest, `${name} callback`), milliseconds, repeats ? milliseconds : 0, true);
}

function delayOf(delay) {
  const number = MathTrunc(+delay);
  return number >= 1 && number <= LONGEST_DELAY ? number : 1;
}

function clearGuestTimer(id) {
  // Ids are numbers, but the platform also accepts their text.
  removeTimer(typeof id === 'string' ? +id : id, true);
}
