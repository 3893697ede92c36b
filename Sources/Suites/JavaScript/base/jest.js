/** The object `jest`, as far as suites of components use it. */

const jest = {
  fn, spyOn,
  isMockFunction: isMock,
  clearAllMocks: () => { clearAllMocks(); return jest; },
  resetAllMocks: () => { resetAllMocks(); return jest; },
  restoreAllMocks: () => { restoreAllMocks(); return jest; },
  mocked: (value) => value,
  setTimeout: (timeout) => { defaultTimeout = timeout; return jest; },
  resetModules: () => jest,
  useFakeTimers: () => jest,
  useRealTimers: () => jest,
  setSystemTime: (moment) => native.callHostNow({ verb: 'setTime', world: worldKey(), time: new Date(moment).getTime() }),
  now: () => native.now(),
  advanceTimersByTimeAsync: (time) => clock.advance(time),
  runAllTimersAsync: () => clock.advance(60000),
  runOnlyPendingTimersAsync: () => clock.runNext(),
  stubGlobal: (name, value) => native.defineGlobal(name, value),
};
