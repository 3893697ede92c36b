/**
 * Manager objects: what `wx.getRecorderManager()` and `wx.createInnerAudioContext()` return. The only object of a
 * class has the number 0, others are counted from 1 as they are made; their events arrive as
 * `object {class, id, event, data, set}`.
 *
 * Manifest entries with a dotted name, such as `FileSystemManager.readFile`, are methods of an object that
 * `wx.get<Class>()` returns; with a small first letter, such as `weather.current`, they are functions of the namespace
 * `wx.weather`.
 */

/** The objects of dotted names by class. */
const managers = record();

/** Objects that the host may speak to, by class, a colon and number. */
const liveObjects = new MapCtor();
let lastObjectID = 0;

/** The function of a manifest entry of kind `object`. */
function objectMaker(api, name) {
  const { c: objectClass } = api;
  let single;
  return {
    [name](...args) {
      if (objectClass.one !== true) return makeObject(objectClass, args, name);
      if (single === undefined) single = makeObject(objectClass, args, name);
      return single;
    },
  }[name];
}

function makeObject(objectClass, args, name) {
  if (MapSize(liveObjects) >= limits.objects) {
    throw new RangeErrorCtor(
      `${MapSize(liveObjects)} objects such as ${objectClass.n} are in use; at most ${limits.objects} fit: `
      + 'end those that are no longer needed, or use one again');
  }
  if (objectClass.one !== true) lastObjectID += 1;
  if (objectClass.ask === true) askForObject(objectClass, lastObjectID, args, name);
  const id = objectClass.one === true ? 0 : lastObjectID;
  const key = `${objectClass.n}:${id}`;
  const live = dressObject({}, objectClass, id);
  MapSet(liveObjects, key, live);
  if (objectClass.end !== undefined) endWith(live, objectClass.end, key);
  if (objectClass.told === true && objectClass.ask !== true) {
    callHost(`${objectClass.n}.#new`, { __proto__: null, $id: id, arguments: toArray(listOf(args)) }, silentReply);
  }
  return live.guest;
}

/** Waits for the host's word that there may be a new object. @throws {Error} its refusal, as `<name>:fail …` */
function askForObject(objectClass, id, args, name) {
  callHostSync(`${objectClass.n}.#new`, { __proto__: null, $id: id, arguments: toArray(listOf(args)) }, name);
}

/** Lets go of an object after the method that ends it. */
function endWith(live, method, key) {
  const original = own(live.guest, method);
  if (typeof original !== 'function') return;
  define(live.guest, method, {
    [method](...args) {
      MapDelete(liveObjects, key);
      return ReflectApply(original, undefined, args);
    },
  }[method]);
}

/** Delivers a host event to one object. @param {{class: string, id: number, event: string}} message */
function receiveManagerEvent(message) {
  const live = MapGet(liveObjects, `${message.class}:${message.id}`);
  if (live !== undefined) receiveObjectEvent(live, message.class, message);
}

function defineManagerCall(api) {
  const className = StringSlice(api.n, 0, StringIndexOf(api.n, '.'));
  const guest = managerNamed(className);
  if (isNamespace(className)) {
    // Functions of a namespace carry it in errMsg, as any other function does its name.
    const short = shortName(api);
    define(guest, short, namespaceFunction(api));
    if (api.k === 'async' && isObject(api.s)) define(guest, `${short}Sync`, hostSync(api, api.s.n, api.s));
    knownAPIs[api.n] = api;
    return;
  }
  defineObjectMethod({ __proto__: null, guest, listeners: record() }, className, api);
  knownAPIs[api.n] = api;
  if (api.k === 'async' && isObject(api.s)) knownAPIs[`${api.n}Sync`] = api;
}

function namespaceFunction(api) {
  switch (api.k) {
    case 'local': return namespaceAPIs[api.n];
    case 'sync': return hostSync(api, api.n, api.s);
    default: return hostAsync(api, api.n);
  }
}

/** Functions of namespaces that the prelude serves itself, by their whole names. */
const namespaceAPIs = record();

/** Whether a name's first part is a namespace of an integrator, as in `weather.current`. */
function isNamespace(className) {
  return StringToLowerCase(className[0]) === className[0];
}

/** The object of a class, made with its `wx.get<Class>` at the first method. */
function managerNamed(className) {
  if (managers[className] === undefined) {
    // What of a namespace of the platform's is missing is counted when it is used.
    const manager = contains(missingObjects, className) ? missingObject(className) : {};
    managers[className] = manager;
    if (StringToLowerCase(className[0]) === className[0]) {
      // A namespace of an integrator, such as `wx.weather.current`.
      defineAPI(className, manager, true);
      return manager;
    }
    const getter = `get${className}`;
    defineAPI(getter, { [getter]() { return manager; } }[getter], true);
  }
  return managers[className];
}

/** Failures of these carry the synchronous name, as `readFileSync:fail …` does. */
function managerSync(api, name, id) {
  const plain = { __proto__: null, n: api.n, p: api.p, d: api.d };
  const call = hostSync(plain, name, api.s, id);
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
