/**
 * Scripts that run beside a mini-program, in a runner of their own that shows nothing: workers (api-core.md 9.10) and
 * cloud functions (9.14). The host sends `beside {role, path, launch, …}` once, before anything else.
 */

/** What is made for a script by its role, with the message that opened it. */
const besideRoles = record();

/** What a mini-program has and a script beside it does not: pages, and everything that `wx` does. */
const besideAbsent = listOf([
  'wx', 'App', 'Page', 'Component', 'Behavior', 'getApp', 'getCurrentPages', 'requirePlugin',
]);

hostEvents.beside = (message) => {
  setLaunchInfo(message.launch);
  useTimeAndChance(launchInfo.clock, launchInfo.seed);
  for (let i = 0; i < besideAbsent.length; i += 1) ReflectDeleteProperty(guestGlobal, besideAbsent[i]);
  besideRoles[message.role](message);
};

/** Listeners of `worker.onMessage`. */
let workerListeners = list();

besideRoles.worker = ({ path, folder }) => {
  requireRoot = folder;
  defineGlobal('worker', {
    postMessage(message) {
      callHost('#worker.post', { __proto__: null, message }, {
        __proto__: null, ok() {}, fail: (reason) => logError(`postMessage:fail ${reason}`), rawFail() {},
      });
    },
    onMessage(fn) {
      if (typeof fn !== 'function') {
        logError(`onMessage should accept a function instead of ${tagOf(fn)}`);
      } else if (workerListeners.length < limits.listeners) {
        push(workerListeners, fn);
      } else {
        throw new RangeErrorCtor(`onMessage:fail ${limits.listeners} listeners are registered; no more fit`);
      }
    },
    offMessage(fn) {
      workerListeners = fn === undefined ? list() : filterList(workerListeners, (listener) => listener !== fn);
    },
  });
  queueStep(() => runScript(path));
};

/** A message of the mini-program; one that comes before the script listens is lost, as the platform loses it. */
hostEvents.worker = (message) => {
  tellListeners(workerListeners, message.message, 'worker.onMessage listener');
};
