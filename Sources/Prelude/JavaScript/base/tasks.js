/**
 * The queue of macro tasks: callbacks of calls, of setData, `wx.nextTick`, steps of routes.
 *
 * The runner takes one task at a time through `entry.next`, and the engine empties its microtask queue
 * after each, so a promise reaction never overtakes the task that caused it.
 */

/** How many tasks may wait; one more is refused with an error to the code that adds it. */
const TASKS_WAITING = 100000;

let firstTask = null;
let lastTask = null;
let tasksWaiting = 0;

/**
 * Runs a callback of the mini-program after the current code and the tasks queued before.
 * @param {() => void} run must report errors of guest code itself (see `callGuest`)
 * @throws {RangeError} when TASKS_WAITING tasks wait already
 */
function queueTask(run) {
  if (tasksWaiting >= TASKS_WAITING) {
    throw new RangeErrorCtor(
      `${tasksWaiting} callbacks are waiting to run; at most ${TASKS_WAITING} fit`);
  }
  queueStep(run);
}

/** As `queueTask` for a step of our own, whose number the host or a limit of its own bounds: never refused. */
function queueStep(run) {
  const task = { __proto__: null, run, next: null };
  if (lastTask === null) firstTask = task;
  else lastTask.next = task;
  lastTask = task;
  tasksWaiting += 1;
}

/** Runs the oldest task. Returns false when there was none. */
function runTask() {
  const task = firstTask;
  if (task === null) return false;
  firstTask = task.next;
  if (firstTask === null) lastTask = null;
  tasksWaiting -= 1;
  const run = task.run;
  run();
  return true;
}
