/** The object `jest`, as far as suites of components use it. */

const jest = {
  ...fakeTimerMethods,
  fn, spyOn,
  isMockFunction: isMock,
  clearAllMocks: () => { clearAllMocks(); return jest; },
  resetAllMocks: () => { resetAllMocks(); return jest; },
  restoreAllMocks: () => { restoreAllMocks(); return jest; },
  mocked: (value) => value,
  replaceProperty: (object, name, value) => replaceValue(object, name, value),
  setTimeout: (timeout) => { defaultTimeout = timeout; return jest; },
  retryTimes: () => jest,
  mock: (name, factory) => { mockModule(name, factory); return jest; },
  doMock: (name, factory) => { mockModule(name, factory); return jest; },
  setMock: (name, exports) => { mockModule(name, () => exports); return jest; },
  unmock: (name) => { moduleMocks.delete(moduleKey(suitePath, name)); return jest; },
  dontMock: (name) => jest.unmock(name),
  requireActual,
  requireMock: (name) => moduleFor(suitePath, name)?.exports ?? automock(requireActual(name), 0),
  createMockFromModule: (name) => automock(requireActual(name), 0),
  resetModules: () => { resetModules(); return jest; },
  isolateModules: (body) => { resetModules(); body(); resetModules(); },
  stubGlobal: (name, value) => native.defineGlobal(name, value),
};

/** Puts a value in the place of a property until mocks are restored. */
function replaceValue(object, name, value) {
  const before = Object.getOwnPropertyDescriptor(object, name);
  if (before === undefined) throw new Error(`replaceProperty: there is no property '${String(name)}'`);
  const restore = () => Object.defineProperty(object, name, before);
  Object.defineProperty(object, name, { ...before, value });
  allSpies.push(restore);
  return { replaceValue: (next) => { object[name] = next; }, restore };
}
