/** APIs that need no host: scheduling, reports that nobody reads, the update manager and log managers. */

defineSync('nextTick', {
  nextTick(fn) {
    if (typeof fn !== 'function') {
      logError(`nextTick should accept a function instead of ${tagOf(fn)}`);
      return;
    }
    queueTask(() => callGuest(fn, undefined, [], 'wx.nextTick callback'));
  },
}.nextTick);

for (const name in {
  __proto__: null, reportAnalytics: 0, reportEvent: 0, reportMonitor: 0, reportPerformance: 0,
}) defineSync(name, { [name]() {} }[name]);

/** APIs of ours that succeed and do nothing. */
const pretendingNames = record();

/** Preparations that nothing here waits for (api-core.md 9.16): they succeed and do nothing. */
for (const name in {
  __proto__: null, setEnableDebug: 0, preloadWebview: 0, preloadSkylineView: 0, preloadAssets: 0,
}) {
  pretendingNames[name] = true;
  defineAsync(name, { run: (request, reply) => reply.ok() });
}

/** Whether an API only succeeds; a service of the host may have taken it over. */
function pretends(name) {
  return pretendingNames[name] === true && knownAPIs[name] === true;
}

/** A mini-program here is always the newest: the check answers no, and there is nothing to apply. */
const updateManager = copyOnto({}, {
  __proto__: null,
  onCheckForUpdate(fn) {
    if (typeof fn !== 'function') return;
    queueTask(() => callGuest(fn, undefined, [{ hasUpdate: false }], 'UpdateManager.onCheckForUpdate listener'));
  },
  onUpdateReady() {},
  onUpdateFailed() {},
  applyUpdate() {
    throw syncError('applyUpdate', { __proto__: null, reason: 'update is not ready', errno: 103102 });
  },
});

defineSync('getUpdateManager', { getUpdateManager() { return updateManager; } }.getUpdateManager);

/** A log manager whose lines go to the console notes. */
function makeLogManager() {
  const write = (level) => (...args) => writeConsole(level, args);
  return copyOnto({}, {
    __proto__: null, debug: write('debug'), info: write('info'), log: write('log'), warn: write('warn'),
    error: write('error'), setFilterMsg() {}, addFilterMsg() {}, tag() { return makeLogManager(); },
  });
}

defineSync('getLogManager', { getLogManager() { return makeLogManager(); } }.getLogManager);
defineSync('getRealtimeLogManager', { getRealtimeLogManager() { return makeLogManager(); } }.getRealtimeLogManager);

/** Calls a `wx` function as code of ours, for built-in tags; a failure is written to the console. */
function callWX(name, request) {
  const fn = own(wxObject, name);
  if (typeof fn !== 'function') return;
  const fail = (result) => warn(isObject(result) ? `${readOwn(result, 'errMsg')}` : `${name}:fail`);
  callGuest(fn, undefined, [{ ...request, fail }], `wx.${name}`);
}
