/** wx.getPerformance (api-core.md 9.10): what routes and renders took, on the session's clock. */

/** So many entries are kept; the oldest go first. */
const PERFORMANCE_ENTRIES = 200;
const PERFORMANCE_OBSERVERS = 100;

let performanceEntries = list();
let performanceObservers = list();
/** When a route began, by its event id. */
const routeStarts = new MapCtor();

/** Takes in one entry and tells those who observe its type. */
function addPerformanceEntry(entry) {
  if (performanceEntries.length >= PERFORMANCE_ENTRIES) removeAt(performanceEntries, 0);
  push(performanceEntries, entry);
  const told = copyList(performanceObservers);
  for (let i = 0; i < told.length; i += 1) {
    const { types, fn, observer } = told[i];
    if (!contains(types, entry.entryType)) continue;
    queueStep(() => callGuest(fn, undefined, [entryList(listOf([entry])), observer], 'performance observer'));
  }
}

/** The object that holds entries for guest code. */
function entryList(entries) {
  const copies = (accept) => () => toArray(mapList(filterList(entries, accept), (entry) => ({ ...entry })));
  return {
    getEntries: copies(() => true),
    getEntriesByType: (type) => copies((entry) => entry.entryType === type)(),
    getEntriesByName: (name, type) => copies(
      (entry) => entry.name === name && (type === undefined || entry.entryType === type))(),
  };
}

/** A route's events: where one begins, and where it is done. */
function noteRoutePerformance(event, route) {
  if (event === 'onBeforeAppRoute') {
    if (MapSize(routeStarts) < PERFORMANCE_ENTRIES) MapSet(routeStarts, route.eventID, native.now());
    return;
  }
  if (event !== 'onAppRouteDone') return;
  const startTime = MapGet(routeStarts, route.eventID) ?? native.now();
  MapDelete(routeStarts, route.eventID);
  const isLaunch = route.openType === 'appLaunch';
  addPerformanceEntry({
    __proto__: null, entryType: 'navigation', name: isLaunch ? 'appLaunch' : 'route', startTime,
    duration: native.now() - startTime, path: route.target.path, navigationStart: startTime,
    navigationType: route.openType,
  });
  addPerformanceEntry({
    __proto__: null, entryType: 'render', name: 'firstRender', startTime, duration: native.now() - startTime,
    path: route.target.path,
  });
}

function makePerformanceObserver(fn) {
  const observer = {};
  const entry = { __proto__: null, types: list(), fn, observer };
  const disconnect = () => {
    performanceObservers = filterList(performanceObservers, (known) => known !== entry);
  };
  define(observer, 'observe', function observe(options) {
    const types = isObject(options) ? readOwn(options, 'entryTypes') ?? readOwn(options, 'type') : undefined;
    entry.types = ArrayIsArray(types) ? listOf(types) : listOf(typeof types === 'string' ? [types] : []);
    disconnect();
    if (performanceObservers.length < PERFORMANCE_OBSERVERS) push(performanceObservers, entry);
  });
  define(observer, 'disconnect', function stopObserving() { disconnect(); });
  return observer;
}

const performanceObject = copyOnto({}, {
  __proto__: null,
  now() { return native.now(); },
  setBufferSize() {},
  getEntries: () => entryList(performanceEntries).getEntries(),
  getEntriesByType: (type) => entryList(performanceEntries).getEntriesByType(type),
  getEntriesByName: (name, type) => entryList(performanceEntries).getEntriesByName(name, type),
  createObserver(fn) {
    if (typeof fn !== 'function') {
      logError(`Performance.createObserver should accept a function instead of ${tagOf(fn)}`);
    }
    return makePerformanceObserver(typeof fn === 'function' ? fn : () => {});
  },
});
define(performanceObject.createObserver, 'supportedEntryTypes', ['navigation', 'render', 'script', 'loadPackage']);

defineSync('getPerformance', function getPerformance() { return performanceObject; });
