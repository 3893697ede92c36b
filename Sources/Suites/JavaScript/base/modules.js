/** What `require` finds in a test run besides the package: modules of ours, mapped names, and mocks. */

/** Names of modules that the library itself offers → what makes their exports; filled by entry.js. */
const ownModules = { __proto__: null };

/** `moduleNameMapper` of the configuration: `{pattern, targets}`. */
const moduleMappings = [];

/** Path of a script, or a name that leads nowhere → `{factory, exports}` of what stands for it. */
const moduleMocks = new Map();

/** Whether `jest.requireActual` passes over the mocks now. */
let isActualWanted = false;

/** @returns {{exports: *} | undefined} what stands for a module that a script requires; undefined for itself */
function moduleFor(from, name) {
  if (moduleMocks.size > 0 && !isActualWanted) {
    const mock = moduleMocks.get(moduleKey(from, name));
    if (mock !== undefined) return { exports: mockExports(mock) };
  }
  if (typeof name !== 'string') return undefined;
  if (name in ownModules) return { exports: ownModules[name]() };
  const mapped = mappedPath(name);
  return mapped === undefined ? undefined : { exports: native.requireModule(mapped) };
}

/** The script that a mapped name stands for; `undefined` when no pattern takes the name. */
function mappedPath(name) {
  for (const { pattern, targets } of moduleMappings) {
    const found = pattern.exec(name);
    if (found !== null) {
      const paths = targets.map((target) => pathInFolder(target.replace(/\$(\d)/g, (all, group) => found[group] ?? '')));
      const path = paths.map((one) => native.resolve('jest.config.js', `./${one}`)).find((one) => one !== undefined);
      if (path !== undefined) return path;
      throw new Error(`moduleNameMapper maps '${name}' to '${paths.join("' or '")}', which is not there`);
    }
  }
  return undefined;
}

/** A path of the configuration, from the folder of the tests on. */
function pathInFolder(path) {
  return pathModule.normalize(String(path).replace(/^<rootDir>\//, '')).replace(/^\//, '');
}

function mapModules(mapper) {
  Object.entries(mapper).forEach(([pattern, target]) => {
    moduleMappings.push({ pattern: new RegExp(pattern), targets: [target].flat().map(String) });
  });
}

/** What a mock is kept under: the script that a name means, or the name. */
function moduleKey(from, name) {
  if (typeof name !== 'string') return name;
  return (name in ownModules ? undefined : mappedPath(name) ?? native.resolve(from, name)) ?? name;
}

function mockModule(name, factory) {
  moduleMocks.set(moduleKey(suitePath, name), { name, factory, exports: undefined, isMade: false });
}

function mockExports(mock) {
  if (!mock.isMade) {
    mock.isMade = true;
    mock.exports = mock.factory === undefined ? automock(requireActual(mock.name), 0) : factoryResult(mock);
  }
  return mock.exports;
}

/** What a factory makes. One that asks too early for a variable named `mock…` is told why there is nothing yet. */
function factoryResult(mock) {
  try {
    return mock.factory();
  } catch (error) {
    if (!(error instanceof ReferenceError) || !/uninitialized/.test(error.message)) throw error;
    const told = new ReferenceError(`the factory of jest.mock('${mock.name}') uses a variable that has no value yet: ` +
      'jest.mock is moved above imports and declarations, and the mock is made when something first requires the ' +
      'module; use the variable inside a function that is called later, or make its value inside the factory');
    told.stack = error.stack;
    throw told;
  }
}

function requireActual(name) {
  const before = isActualWanted;
  isActualWanted = true;
  try {
    const offered = moduleFor(suitePath, name);
    if (offered !== undefined) return offered.exports;
    return native.requireModule(native.resolve(suitePath, name) ?? `${name}.js`);
  } finally {
    isActualWanted = before;
  }
}

/** How deep the members of a module are replaced by mocks. */
const AUTOMOCK_DEPTH = 6;

/** What stands for a module that is mocked without a word of how: functions that do nothing, and values as they are. */
function automock(value, depth) {
  if (typeof value === 'function') {
    const mock = fn();
    Object.keys(value).forEach((key) => { mock[key] = automock(value[key], depth + 1); });
    return mock;
  }
  if (typeof value !== 'object' || value === null || depth > AUTOMOCK_DEPTH) return value;
  if (Array.isArray(value)) return [];
  const made = {};
  Object.keys(value).forEach((key) => { made[key] = automock(value[key], depth + 1); });
  if (value.__esModule === true) Object.defineProperty(made, '__esModule', { value: true });
  return made;
}

/** Lets scripts run anew when they are required again; mocks stay, what they made does not. */
function resetModules() {
  native.forgetModules();
  moduleMocks.forEach((mock) => { mock.isMade = false; });
}
