/**
 * The objects that calls return: tasks (api-core.md 9.4) and the objects of managers. Their class comes with the
 * manifest (`ObjectClass` of the host): `n` name, `m` methods, `e` events, `v` properties with their first values, `w`
 * those that can be set, `off: false` when listeners cannot be removed. Methods are calls named `<Class>.<method>`
 * whose request holds the object's number as `$id`; events arrive as host events `{…, event, data, set}`.
 */

/**
 * @typedef {object} LiveObject what we keep of an object while the host may speak to it
 * @property {object} guest the object itself  @property {object} listeners lists by event name
 * @property {object} values properties by name
 */

/** Gives an object the methods, events and properties of its class. @returns {LiveObject} */
function dressObject(guest, objectClass, id) {
  const live = { __proto__: null, guest, listeners: record(), values: record() };
  const { n: name, m: methods = list(), e: events = list(), v: values, w: writable = list() } = objectClass;
  for (let i = 0; i < methods.length; i += 1) defineObjectMethod(live, name, methods[i], id);
  for (let i = 0; i < events.length; i += 1) defineObjectEvent(live, name, events[i], objectClass.off !== false);
  const names = isObject(values) ? ObjectKeys(values) : list();
  for (let i = 0; i < names.length; i += 1) {
    live.values[names[i]] = values[names[i]];
    defineObjectProperty(live, name, names[i], contains(writable, names[i]), id);
  }
  return live;
}

/** The part of a call's name behind the class. */
function shortName(api) {
  return StringSlice(api.n, StringIndexOf(api.n, '.') + 1);
}

function defineObjectMethod(live, className, api, id) {
  const method = shortName(api);
  switch (api.k) {
    case 'command': define(live.guest, method, commandMethod(live, className, api, id)); break;
    case 'sync': define(live.guest, method, managerSync(api, method, id)); break;
    case 'object': define(live.guest, method, objectMaker(api, method)); break;
    default: define(live.guest, method, asyncMethod(api, method, id));
  }
  if (api.k !== 'sync' && api.k !== 'command' && isObject(api.s)) {
    const name = `${method}Sync`;
    define(live.guest, name, managerSync(api, name, id));
  }
}

/** A request with the number of its object; without one (`undefined`) the object is the only one of its class. */
function addressed(request, id) {
  if (id !== undefined) request.$id = id;
  return request;
}

/** Results carry the method's name without its class, as `readFile:fail …` does. */
function asyncMethod(api, method, id) {
  return asyncFunction(method, api.p ?? record(), (request, reply) => {
    callHost(api.n, addressed(withDefaults(request, api.d), id), reply);
  });
}

/** A method that answers nobody; its failure goes to `onError` of the object when it has that, else to the console. */
function commandMethod(live, className, api, id) {
  const method = shortName(api);
  const template = api.p ?? record();
  const take = isObject(api.s) ? api.s.take : undefined;
  return {
    [method](...args) {
      const request = isObject(take) ? positional(args, take) : objectArgument(args);
      const sentences = parameterErrors(request, template);
      if (sentences !== '') {
        commandFailed(live, className, failResult(method, `parameter error: ${sentences}`, errnos.parameter));
        return;
      }
      const failed = (reason, errno, fields) => {
        commandFailed(live, className, failResult(method, reason, errno, fields));
      };
      callHost(api.n, addressed(request, id), { __proto__: null, ok() {}, fail: failed, rawFail() {} });
    },
  }[method];
}

function commandFailed(live, className, result) {
  const listeners = live.listeners.onError;
  if (listeners === undefined || listeners.length === 0) {
    logError(`${className}.${result.errMsg}`);
    return;
  }
  queueTask(() => tellListeners(listeners, result, `${className}.onError listener`));
}

function defineObjectEvent(live, className, event, canStop) {
  const { guest, listeners } = live;
  listeners[event] = list();
  define(guest, event, {
    [event](fn) {
      if (typeof fn !== 'function') {
        logError(`${className}.${event} should accept a function instead of ${tagOf(fn)}`);
      } else if (listeners[event].length < limits.listeners) {
        push(listeners[event], fn);
      } else {
        throw new RangeErrorCtor(
          `${className}.${event}:fail ${limits.listeners} listeners are registered; no more fit`);
      }
    },
  }[event]);
  if (!canStop) return;
  const off = 'off' + StringSlice(event, 2);
  define(guest, off, {
    [off](fn) {
      listeners[event] = fn === undefined ? list() : filterList(listeners[event], (listener) => listener !== fn);
    },
  }[off]);
}

/** A property that reads our copy; setting a writable one changes the copy and tells the host. */
function defineObjectProperty(live, className, name, isWritable, id) {
  ObjectDefineProperty(live.guest, name, {
    __proto__: null,
    enumerable: true,
    configurable: true,
    get() { return ownPart(live.values[name]); },
    set(value) {
      if (!isWritable) return;
      const text = jsonOf(value);
      live.values[name] = text === undefined ? undefined : JSONParse(text);
      callHost(`${className}.#set`, addressed({ __proto__: null, name, value }, id), silentReply);
    },
  });
}

/** What a mini-program gets to see of a value that we keep: objects as copies of its own. */
function ownPart(value) {
  return isObject(value) ? guestCopy(value) : value;
}

/** The reply of calls that answer nobody. */
const silentReply = { __proto__: null, ok() {}, fail() {}, rawFail() {} };

/** Takes in an event of one object: first its changed properties, then its listeners. */
function receiveObjectEvent(live, className, message) {
  if (isObject(message.set)) {
    const names = ObjectKeys(message.set);
    for (let i = 0; i < names.length; i += 1) live.values[names[i]] = message.set[names[i]];
  }
  const listeners = live.listeners[message.event];
  if (listeners !== undefined) tellListeners(listeners, message.data, `${className}.${message.event} listener`);
}

function tellListeners(listeners, data, where) {
  const snapshot = copyList(listeners);
  for (let i = 0; i < snapshot.length; i += 1) callGuest(snapshot[i], undefined, [data], where);
}
