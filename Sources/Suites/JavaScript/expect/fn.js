/** `fn()`, `spyOn()`: functions that remember how they were called. */

/** Every mock that was made, so that all can be cleared together. */
const allMocks = new Set();

/** Spies with what they stand in the place of. */
const allSpies = [];

let mockOrder = 0;

function isMock(value) {
  return typeof value === 'function' && value._isMockFunction === true;
}

/** A function that records its calls and does what it is told. */
function fn(implementation) {
  const plan = { always: implementation, once: [], name: 'fn()' };
  const mock = function (...args) {
    mockOrder += 1;
    const { state } = plan;
    state.calls.push(args);
    state.contexts.push(this);
    state.instances.push(this);
    state.invocationCallOrder.push(mockOrder);
    const result = { type: 'incomplete', value: undefined };
    state.results.push(result);
    try {
      const run = plan.once.length > 0 ? plan.once.shift() : plan.always;
      result.value = run === undefined ? undefined : run.apply(this, args);
      result.type = 'return';
      return result.value;
    } catch (error) {
      result.type = 'throw';
      result.value = error;
      throw error;
    }
  };
  const clear = () => {
    plan.state = { calls: [], contexts: [], instances: [], invocationCallOrder: [], results: [] };
    Object.defineProperty(plan.state, 'lastCall', { get() { return this.calls.at(-1); }, configurable: true });
  };
  clear();
  Object.defineProperty(mock, 'mock', { get: () => plan.state });
  const set = (method, run) => {
    Object.defineProperty(mock, method, { value: run, writable: true, configurable: true });
  };
  const chain = (method, run) => set(method, (...args) => {
    run(...args);
    return mock;
  });
  set('_isMockFunction', true);
  set('getMockName', () => plan.name);
  set('getMockImplementation', () => plan.always);
  chain('mockName', (name) => { plan.name = name; });
  chain('mockClear', clear);
  chain('mockReset', () => { clear(); plan.once = []; plan.always = implementation; });
  chain('mockRestore', () => { mock.mockReset(); if (plan.restore !== undefined) plan.restore(); });
  chain('mockImplementation', (run) => { plan.always = run; });
  chain('mockImplementationOnce', (run) => { plan.once.push(run); });
  chain('mockReturnThis', () => { plan.always = function () { return this; }; });
  chain('mockReturnValue', (value) => { plan.always = () => value; });
  chain('mockReturnValueOnce', (value) => { plan.once.push(() => value); });
  chain('mockResolvedValue', (value) => { plan.always = () => Promise.resolve(value); });
  chain('mockResolvedValueOnce', (value) => { plan.once.push(() => Promise.resolve(value)); });
  chain('mockRejectedValue', (value) => { plan.always = () => Promise.reject(value); });
  chain('mockRejectedValueOnce', (value) => { plan.once.push(() => Promise.reject(value)); });
  set('withImplementation', (run, body) => {
    const before = plan.always;
    plan.always = run;
    const restore = () => { plan.always = before; };
    const result = body();
    if (typeof result?.then === 'function') return result.then(restore);
    restore();
    return undefined;
  });
  plansOfMocks.set(mock, plan);
  allMocks.add(mock);
  return mock;
}

const plansOfMocks = new WeakMap();

/** Puts a mock in the place of a method, or of a getter or setter; it does what was there until it is told otherwise. */
function spyOn(object, name, access) {
  if (object === null || object === undefined) {
    throw new TypeError(`spyOn takes an object and the name of one of its methods, found ${brief(object)}`);
  }
  const owner = ownerOf(object, name);
  const before = owner === undefined ? undefined : Object.getOwnPropertyDescriptor(owner, name);
  if (access === 'get' || access === 'set') {
    const mock = fn(before?.[access]);
    replaceProperty(object, name, mock, { ...before, configurable: true, [access]: mock });
    return mock;
  }
  const original = object[name];
  if (isMock(original)) return original;
  if (typeof original !== 'function') {
    throw new TypeError(`spyOn: '${String(name)}' is no function but ${brief(original)}`);
  }
  const mock = fn(function (...args) { return original.apply(this, args); });
  if (before?.get !== undefined && before.set !== undefined) {
    // An export of a module: those that import it get the mock as well.
    object[name] = mock;
    const restore = () => { object[name] = original; };
    plansOfMocks.get(mock).restore = restore;
    allSpies.push(restore);
    return mock;
  }
  replaceProperty(object, name, mock, {
    value: mock, writable: true, configurable: true, enumerable: before?.enumerable ?? true,
  });
  return mock;
}

function ownerOf(object, name) {
  let owner = object;
  while (owner !== null && owner !== undefined && !Object.hasOwn(owner, name)) owner = Object.getPrototypeOf(owner);
  return owner ?? undefined;
}

function replaceProperty(object, name, mock, descriptor) {
  const own = Object.getOwnPropertyDescriptor(object, name);
  Object.defineProperty(object, name, descriptor);
  const restore = () => {
    if (own === undefined) delete object[name];
    else Object.defineProperty(object, name, own);
  };
  plansOfMocks.get(mock).restore = restore;
  allSpies.push(restore);
}

function clearAllMocks() {
  allMocks.forEach((mock) => { mock.mockClear(); });
}

function resetAllMocks() {
  allMocks.forEach((mock) => { mock.mockReset(); });
}

function restoreAllMocks() {
  while (allSpies.length > 0) allSpies.pop()();
}
