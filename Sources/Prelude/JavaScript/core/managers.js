/**
 * Objects whose methods are calls of the host: manifest entries with a dotted name, such as
 * `FileSystemManager.readFile`, become methods of the single object that `wx.get<Class>()` returns.
 */

/** The manager objects by class name. */
const managers = record();

function defineManagerCall(api) {
  const dot = StringIndexOf(api.n, '.');
  const className = StringSlice(api.n, 0, dot);
  const method = StringSlice(api.n, dot + 1);
  const manager = managerNamed(className);
  define(manager, method, managerMethod(api, method));
  knownAPIs[api.n] = api;
  if (api.k === 'async' && isObject(api.s)) {
    define(manager, api.s.n, managerSync(api, api.s.n));
    knownAPIs[`${className}.${api.s.n}`] = api;
  }
}

/** The object of a class, made with its `wx.get<Class>` at the first method. */
function managerNamed(className) {
  if (managers[className] === undefined) {
    const manager = {};
    managers[className] = manager;
    const getter = `get${className}`;
    defineAPI(getter, { [getter]() { return manager; } }[getter], true);
  }
  return managers[className];
}

function managerMethod(api, method) {
  return api.k === 'sync' ? managerSync(api, method) : hostAsync(api, method);
}

/** Failures of these carry the synchronous name, as `readFileSync:fail …` does. */
function managerSync(api, name) {
  const plain = { __proto__: null, n: api.n, p: api.p, d: api.d };
  const call = hostSync(plain, name, api.s);
  return { [name](...args) {
    try {
      return ReflectApply(call, undefined, args);
    } catch (error) {
      throw renamed(error, api.n, name);
    }
  } }[name];
}

/** The same error with its message starting with another name. */
function renamed(error, from, to) {
  const text = isObject(error) ? error.errMsg : undefined;
  if (typeof text !== 'string' || !StringStartsWith(text, `${from}:`)) return error;
  const changed = to + StringSlice(text, from.length);
  define(error, 'message', changed);
  return define(error, 'errMsg', changed);
}
