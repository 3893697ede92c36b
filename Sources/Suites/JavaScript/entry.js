/** What the prelude gets of the library: the verbs that the host asks, and the modules under names of ours. */

const describe = makeDescribe();
const test = makeTestFunction();

const suiteGlobals = {
  describe, context: describe, suite: describe,
  it: test, test, xit: test.skip, xtest: test.skip, fit: test.only, xdescribe: describe.skip, fdescribe: describe.only,
  beforeAll: makeHook('beforeAll'), beforeEach: makeHook('beforeEach'),
  afterEach: makeHook('afterEach'), afterAll: makeHook('afterAll'),
  before: makeHook('beforeAll'), after: makeHook('afterAll'),
  document: documentObject, window: globalThis, global: globalThis,
  expect, fn, spyOn, app: defaultApp, users, clock, network, device, jest,
};

test.beforeAll = suiteGlobals.beforeAll;
test.beforeEach = suiteGlobals.beforeEach;
test.afterEach = suiteGlobals.afterEach;
test.afterAll = suiteGlobals.afterAll;
test.describe = describe;
test.expect = expect;
test.step = async (name, body) => {
  await drive('step', { name: String(name) });
  return body();
};

Object.keys(suiteGlobals).forEach((name) => native.defineGlobal(name, suiteGlobals[name]));

const entry = {
  verbs: {
    collect(message) {
      suitePath = message.path;
      isNetworkOpen = message.isNetworkOpen === true;
      useSnapshots(message.snapshots, message.update);
      const folder = `/${message.path.split('/').slice(0, -1).join('/')}`;
      native.defineGlobal('__dirname', folder);
      native.defineGlobal('__filename', `/${message.path}`);
      try {
        applyJestConfig();
        native.requireModule(message.path);
      } catch (error) {
        return { tests: [], failure: describeFailure(error, undefined) };
      }
      return { tests: describeTests(), failure: null };
    },
    plan: (message) => planTests(message.ids),
    run: runTest,
    together: runTogether,
    leave: leaveTest,
    expire: expireTest,
    mock: serveMock,
    unused: () => [...keptSnapshots.keys()].filter((name) => !usedSnapshots.has(name)),
  },
  moduleFor,
};

Object.assign(ownModules, {
  sampan: () => ({ ...suiteGlobals }),
  '@jest/globals': () => ({ ...suiteGlobals }),
  '@sampan/test': () => ({ ...suiteGlobals }),
  vitest: () => ({ ...suiteGlobals, vi: jest }),
  path: () => pathModule,
  'miniprogram-simulate': () => simulate,
  'miniprogram-simulate/src/api': () => ({ ...wx, pageScrollTo: (options) => answerLater('pageScrollTo', {}, options ?? {}) }),
  'miniprogram-simulate/src/api/utils': () => simulateUtilities,
  'miniprogram-simulate/jest-snapshot-plugin': () => ({}),
});
