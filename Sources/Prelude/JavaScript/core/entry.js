/** What the runner calls: see the fields of `entry`. */

/** `wx.env`. */
const wxEnv = { USER_DATA_PATH: 'wxfile://usr' };

/** Builds everything that does not depend on a mini-program. @param {string} text the hello message */
function start(text) {
  const hello = parseRecord(text);
  setLimits(hello.limits);
  setProfile(hello.profile);
  developing = hello.dev === true;
  removeForeignGlobals();
  refuseCodeFromStrings();
  useTimeAndChance(hello.clock, hello.seed);
  buildWX(hello.manifest ?? list(), hello.unsupported ?? list());
  define(wxObject, 'env', wxEnv);
  define(wxObject, 'worklet', workletObject);
  define(wxObject, 'router', customRouter);
  defineGuestGlobals();
  native.onRejection((promise, reason) => { queueStep(() => tellUnhandledRejection(promise, reason)); });
}

function defineGuestGlobals() {
  defineTimerGlobals();
  defineGlobal('console', makeConsole());
  defineGlobal('wx', wxObject);
  defineGlobal('global', {});
  defineGlobal('App', { App(options) { guestApp(options); } }.App);
  defineGlobal('Page', { Page(options) { guestPage(options); } }.Page);
  defineGlobal('Component', { Component(options) { return guestComponent(options); } }.Component);
  defineGlobal('Behavior', { Behavior(options) { return guestBehavior(options); } }.Behavior);
  defineGlobal('getApp', { getApp(options) { return guestGetApp(options); } }.getApp);
  defineGlobal('getCurrentPages', { getCurrentPages() { return guestGetCurrentPages(); } }.getCurrentPages);
  defineGlobal('requirePlugin', requirePlugin);
}

/** Whether an author is at work, who wants every warning. */
let developing = false;

function isDev() {
  return developing;
}

/** One frame of the host. */
function receive(kind, id, name, text, ok, buffers) {
  if (kind === 'reply') receiveReply(id, text, ok, buffers);
  else if (name === 'launch') launch(text);
  else if (hostAsks[name] !== undefined) queueStep(() => runAsk(id, name, text));
  else if (hostEvents[name] !== undefined) queueStep(() => hostEvents[name](eventData(text, name, buffers)));
  else queueStep(() => emitEvent(name, guestEventData(text, buffers)));
}

/** The data of an event: records for ours, ordinary objects where it goes to guest code. */
function eventData(text, name, buffers) {
  if (name !== 'task' && name !== 'object' && name !== 'worker') return parseRecord(text === '' ? '{}' : text);
  return decodeReply(text, buffers);
}

function guestEventData(text, buffers) {
  return text === '' ? undefined : copyOnto({}, decodeReply(text, buffers));
}

const entry = {
  __proto__: null,
  start,
  receive,

  /** The wake-up asked for by `native.schedule` came. */
  tick() {
    disarmTimers();
    queueDueTimers();
  },

  /** Runs one task. Returns false, with all patches sent and the next wake-up asked for, when there was none. */
  next() {
    if (runTask()) return true;
    flushPatches();
    armTimers();
    return false;
  },
};
