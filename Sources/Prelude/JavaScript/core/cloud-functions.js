/**
 * The runner of one call of a cloud function (api-core.md 9.14): its module is run, and what it exports under `main` is
 * called with the event and the context. `wx-server-sdk` is ours, whatever the project has installed.
 */

/** What `getWXContext` answers. */
let cloudContext = record();

/** The module whose `main` is called. */
let cloudEntry = '';

besideRoles.cloudFunction = ({ path, context, environment }) => {
  cloudContext = context;
  cloudEntry = path;
  suiteModuleFor = (from, specifier) => (
    specifier === 'wx-server-sdk' ? { __proto__: null, exports: serverKit } : undefined);
  defineGlobal('process', { env: guestCopy(environment) });
};

/** Calls the function. A promise is waited for; what it throws is told with its name, as the platform tells it. */
hostAsks.cloudFunction = (message, answer) => {
  const main = own(requireModule(cloudEntry), 'main');
  if (typeof main !== 'function') {
    throw new TypeErrorCtor(`${cloudEntry} has no function exports.main; found ${tagOf(main)}`);
  }
  answerWith(ReflectApply(main, undefined, [guestCopy(message.event), guestCopy(message.context)]), answer);
};

/** The part of `wx-server-sdk` that is here; of the rest each use is counted and fails softly. */
const serverKit = missingObject('wx-server-sdk');
define(serverKit, 'init', { init() {} }.init);
define(serverKit, 'DYNAMIC_CURRENT_ENV', 'dynamic-current-env');
define(serverKit, 'updateConfig', { updateConfig() {} }.updateConfig);
define(serverKit, 'getWXContext', { getWXContext() { return guestCopy(cloudContext); } }.getWXContext);
define(serverKit, 'logger', { logger: () => makeConsole() }.logger);
define(serverKit, 'database', {
  database() { return makeDatabase('#cloud.database', 'wx-server-sdk.database'); },
}.database);
define(serverKit, 'openapi', missingPath('wx-server-sdk.openapi'));
define(serverKit, 'callFunction', asyncFunction('callFunction', { __proto__: null, name: '' }, (request, reply) => {
  callHost('#cloud.callFunction', request, reply);
}));

/** Stands for functions at any depth, such as `openapi.subscribeMessage.send`; each use fails and is counted. */
function missingPath(name) {
  return new ProxyCtor(function missing() {}, {
    __proto__: null,
    get(target, key) {
      return typeof key !== 'string' || key === 'then' ? undefined : missingPath(`${name}.${key}`);
    },
    apply() {
      noteUnsupported(name);
      return startCall(name, record(), refusalOf(name), undefined);
    },
  });
}
