/**
 * APIs that exist on the platform but not here (`hello.unsupported`). What a mini-program meets depends on the
 * name, so that one missing API does not stop a whole page:
 * - `…Sync` throws `<name>:fail not supported`;
 * - `onX` / `offX` take a listener that is never called;
 * - `create…` and `get…Manager`, `get…Context`, `get…Adapter` return an object any method of which can be
 *   called: it fails with `<method>:fail not supported` when given callbacks, a `…Sync` one throws, others do
 *   nothing;
 * - every other name is an asynchronous API that fails with errno 100.
 * Each use is counted; the host hears of the first use and of every tenfold.
 */

const unsupportedUses = new MapCtor();

function defineUnsupported(name) {
  if (ObjectHasOwn(wxObject, name)) return;
  missingNames[name] = true;
  // No mini-program has run yet whose setter could stand in the way, and there are hundreds of these.
  wxObject[name] = contains(missingObjects, name) ? missingObject(name) : unsupportedFunction(name);
}

/** Names of `wx` that nothing serves. */
const missingNames = record();

/** Those of them that are objects. */
const missingObjects = listOf(['cloud', 'router', 'worklet']);

/** Cheap to make: there are hundreds of them at every start, and most are never called. */
function unsupportedFunction(name) {
  return (options) => callUnsupported(name, options);
}

function callUnsupported(name, options) {
  noteUnsupported(name);
  if (StringEndsWith(name, 'Sync')) throw syncError(name, notSupported());
  if (RegExpExec(/^o(?:n|ff)[A-Z]/, name) !== null) return undefined;
  if (RegExpExec(/^create[A-Z]|^get[A-Z].*(?:Manager|Context|Adapter)$/, name) !== null) return inertObject();
  return startCall(name, record(), refusalOf(name), options);
}

/** The results of calls that failed because the API is missing. */
const unsupportedResults = new WeakMapCtor();

function refusalOf(name) {
  return (request, reply) => {
    const result = failResult(name, 'not supported', errnos.notSupported);
    WeakMapSet(unsupportedResults, result, true);
    reply.rawFail(result);
  };
}

/** Whether a value is what a missing API failed with. That was counted already, and is no fault of the guest's. */
function isUnsupportedResult(value) {
  return isObject(value) && WeakMapHas(unsupportedResults, value);
}

function notSupported() {
  return { __proto__: null, reason: 'not supported', errno: errnos.notSupported };
}

/** Counts a use and tells the host about uses 1, 10, 100, … */
function noteUnsupported(name) {
  const count = (MapGet(unsupportedUses, name) ?? 0) + 1;
  MapSet(unsupportedUses, name, count);
  if (RegExpExec(/^10*$/, `${count}`) === null) return;
  native.post('note', 0, 'unsupported', jsonOf({ __proto__: null, name, count }));
}

/** An object on which every method exists and none does anything but fail. */
function inertObject() {
  const methods = record();
  return new ProxyCtor({}, {
    __proto__: null,
    get(target, key) {
      if (typeof key !== 'string' || key === 'then' || key === 'toJSON') return undefined;
      if (ObjectHasOwn(target, key)) return target[key];
      if (methods[key] === undefined) methods[key] = inertMethod(key);
      return methods[key];
    },
  });
}

function inertMethod(name) {
  return { [name](options) {
    if (StringEndsWith(name, 'Sync')) throw syncError(name, notSupported());
    if (tagOf(options) !== 'Object') return;
    startCall(name, record(), refusalOf(name), options, false);
  } }[name];
}
