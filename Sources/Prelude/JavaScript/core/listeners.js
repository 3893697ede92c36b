/**
 * The `wx.onX` / `wx.offX` pairs (api-conventions.md 8.3): listeners in the order of registration, duplicates
 * allowed, `off(fn)` removes every registration of that function, `off()` removes all.
 */

/** Lists of listener functions by event name, such as `onAppShow`. */
const listenersByEvent = new MapCtor();

function addListener(event, fn) {
  if (typeof fn !== 'function') {
    logError(`${event} should accept a function instead of ${tagOf(fn)}`);
    return;
  }
  let listeners = MapGet(listenersByEvent, event);
  if (listeners === undefined) MapSet(listenersByEvent, event, listeners = list());
  if (listeners.length >= limits.listeners) {
    throw new RangeErrorCtor(
      `${event}:fail ${listeners.length} listeners are registered; at most ${limits.listeners} fit`);
  }
  push(listeners, fn);
  // Listening alone turns these sensors on, as the platform does.
  if (sensorsOfEvents[event] !== undefined) callHost(sensorsOfEvents[event], record(), silentReply);
}

/** What starts with the first listener, by event. */
const sensorsOfEvents = ObjectFreeze({
  __proto__: null, onAccelerometerChange: 'startAccelerometer', onCompassChange: 'startCompass',
});

function removeListener(event, fn) {
  const listeners = MapGet(listenersByEvent, event);
  if (listeners === undefined) return;
  if (fn === undefined) MapDelete(listenersByEvent, event);
  else MapSet(listenersByEvent, event, filterList(listeners, (listener) => listener !== fn));
}

/** Whether anyone listens to an event. */
function hasListeners(event) {
  const listeners = MapGet(listenersByEvent, event);
  return listeners !== undefined && listeners.length > 0;
}

/** Calls every listener that an event has now; errors are isolated. @param {string} event @param {*} [payload] */
function emitEvent(event, payload) {
  const listeners = MapGet(listenersByEvent, event);
  if (listeners === undefined) return;
  const snapshot = copyList(listeners);
  for (let i = 0; i < snapshot.length; i += 1) {
    callGuest(snapshot[i], undefined, payload === undefined ? [] : [payload], `wx.${event} listener`);
  }
}

/** Puts `wx.onX` and `wx.offX` for the event name `onX` on the facade. */
function defineEvent(wxObject, event) {
  const off = 'off' + StringSlice(event, 2);
  define(wxObject, event, { [event](fn) { addListener(event, fn); } }[event]);
  define(wxObject, off, { [off](fn) { removeListener(event, fn); } }[off]);
}
