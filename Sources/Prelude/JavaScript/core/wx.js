/**
 * The `wx` object: built from the host's manifest and from the APIs that the prelude serves itself. Every
 * property is an ordinary one, so `Object.defineProperty(wx, …)` and assignment both replace it
 * (api-conventions.md 8.10). The prelude never reads from it again.
 */

const wxObject = {};

/** The guest functions of the APIs that the prelude serves itself, by name. */
const localAPIs = record();

/** Event names (`onX`) that the prelude serves itself. */
const localEvents = list();

/** Everything that exists on `wx`, for canIUse: names to the manifest entry or `true`. */
const knownAPIs = record();

/** Registers a plain function of ours as `wx.<name>`. */
function defineSync(name, fn) {
  localAPIs[name] = fn;
}

/** Registers an asynchronous API of ours. @param {{params?: object, run: (request, reply) => void}} api */
function defineAsync(name, api) {
  localAPIs[name] = asyncFunction(name, api.params ?? record(), api.run);
}

/** Registers `wx.onX` and `wx.offX`. */
function defineLocalEvent(event) {
  push(localEvents, event);
}

/** Builds `wx`. An entry of the manifest replaces an API of ours unless it says `local`. */
function buildWX(manifest, unsupported) {
  const names = ObjectKeys(localAPIs);
  for (let i = 0; i < names.length; i += 1) defineAPI(names[i], localAPIs[names[i]], true);
  for (let i = 0; i < localEvents.length; i += 1) defineKnownEvent(localEvents[i], true);
  for (let i = 0; i < manifest.length; i += 1) defineFromManifest(manifest[i]);
  for (let i = 0; i < unsupported.length; i += 1) defineUnsupported(unsupported[i]);
}

function defineAPI(name, fn, entry) {
  // While `wx` is built no mini-program has run, so no setter of one can stand in the way.
  wxObject[name] = fn;
  knownAPIs[name] = entry;
}

function defineKnownEvent(event, entry) {
  defineEvent(wxObject, event);
  knownAPIs[event] = entry;
  knownAPIs['off' + StringSlice(event, 2)] = entry;
}

function defineFromManifest(api) {
  const name = api.n;
  if (StringIncludes(name, '.')) {
    defineManagerCall(api);
    return;
  }
  switch (api.k) {
    case 'async': defineAPI(name, hostAsync(api, name), api); break;
    case 'sync': defineAPI(name, hostSync(api, name, api.s), api); break;
    case 'task':
      defineAPI(name, taskFunction(api), api);
      defineKnownMembers(api.c ?? plainTask);
      break;
    case 'object':
      defineAPI(name, objectMaker(api, name), api);
      defineKnownMembers(api.c);
      break;
    case 'event':
      // The manifest may list the `off` name as well; both come with the `on` name.
      if (StringStartsWith(name, 'on')) defineKnownEvent(name, api);
      break;
    default:
      if (localAPIs[name] === undefined && knownAPIs[name] === undefined) defineUnsupported(name);
  }
  if (api.k === 'async' && isObject(api.s)) defineAPI(api.s.n, hostSync(api, api.s.n, api.s), api);
}

/** Lets canIUse know `RecorderManager.start` and the like. */
function defineKnownMembers(objectClass) {
  const { n: name, m: methods = list(), e: events = list() } = objectClass;
  for (let i = 0; i < methods.length; i += 1) {
    knownAPIs[methods[i].n] = methods[i];
    if (methods[i].k === 'async' && isObject(methods[i].s)) knownAPIs[`${methods[i].n}Sync`] = methods[i];
  }
  for (let i = 0; i < events.length; i += 1) {
    knownAPIs[`${name}.${events[i]}`] = true;
    if (objectClass.off !== false) knownAPIs[`${name}.off${StringSlice(events[i], 2)}`] = true;
  }
  if (objectClass.abort === true) knownAPIs[`${name}.abort`] = true;
}

/** An asynchronous API that the host serves. @param {string} label the name in errMsg */
function hostAsync(api, label) {
  return asyncFunction(label, api.p ?? record(), (request, reply) => {
    callHost(api.n, withDefaults(request, api.d), reply);
  });
}

/**
 * A synchronous API that the host serves: positional arguments when the manifest names them (`take`), else one
 * object; one field of the result (`ret`), nothing (`ret: null`), or all fields.
 */
function hostSync(api, name, shape, id) {
  const template = api.p ?? record();
  const { take, ret } = isObject(shape) ? shape : record();
  return {
    [name](...args) {
      const request = take === undefined || take === null ? objectArgument(args) : positional(args, take);
      const sentences = parameterErrors(request, template);
      if (sentences !== '') throw parameterError(api.n, sentences);
      const fields = callHostSync(api.n, addressed(withDefaults(request, api.d), id), api.n === name ? name : api.n);
      return ret === undefined ? copyOnto({}, fields) : ret === null ? undefined : own(fields, ret);
    },
  }[name];
}

/** The error of a synchronous API for wrong arguments. */
function parameterError(label, sentences) {
  const text = `${label}:fail parameter error: ${sentences}`;
  const error = define(new ErrorCtor(text), 'errMsg', text);
  return define(error, 'errno', errnos.parameter);
}

function objectArgument(args) {
  return args.length > 0 && isObject(args[0]) ? { __proto__: null, ...args[0] } : record();
}

function positional(args, names) {
  const request = record();
  for (let i = 0; i < names.length; i += 1) if (i < args.length) request[names[i]] = args[i];
  return request;
}

/** Fills absent or undefined keys from a record of defaults, in place. */
function withDefaults(request, defaults) {
  if (!isObject(defaults)) return request;
  const keys = ObjectKeys(defaults);
  for (let i = 0; i < keys.length; i += 1) {
    if (request[keys[i]] === undefined) request[keys[i]] = defaults[keys[i]];
  }
  return request;
}
