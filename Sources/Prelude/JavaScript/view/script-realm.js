/**
 * What runs once in the second realm, where wxs lives (wxml.md 2.8). The text of this function is
 * evaluated there; it uses nothing from outside itself.
 */
function scriptRealm() {
  const kinds = [
    ['Number', Number], ['String', String], ['Boolean', Boolean], ['Object', Object],
    ['Function', Function], ['Array', Array], ['Date', Date], ['RegExp', RegExp],
  ];
  const define = (target, name, value) => Object.defineProperty(target, name, {
    value, writable: true, enumerable: false, configurable: true,
  });
  const RealDate = Date;
  const RealRegExp = RegExp;
  const construct = Reflect.construct;
  const isArray = Array.isArray;
  const apply = Reflect.apply;

  // No way from a value to a function that makes code.
  for (const sample of [async function () {}, function* () {}, async function* () {}]) {
    define(Object.getPrototypeOf(sample), 'constructor', 'Function');
  }
  for (const [name, kind] of kinds) define(kind.prototype, 'constructor', name);
  define(Object.prototype, 'toString', function toString() { return '[object Object]'; });
  define(Function.prototype, 'toString', function toString() { return '[function Function]'; });

  // These make their result by way of `constructor`, which is a name here; without one of its own
  // an array or a regular expression makes a plain one.
  const plainly = (prototype, name) => {
    const method = prototype[name];
    define(prototype, name, function (...parts) {
      if (typeof this !== 'object' || !Object.isExtensible(this)) return apply(method, this, parts);
      define(this, 'constructor', undefined);
      try {
        return apply(method, this, parts);
      } finally {
        delete this.constructor;
      }
    });
  };
  for (const name of ['concat', 'filter', 'flat', 'flatMap', 'map', 'slice', 'splice']) {
    plainly(Array.prototype, name);
  }
  plainly(RegExp.prototype, Symbol.split);
  plainly(RegExp.prototype, Symbol.matchAll);

  const parse = JSON.parse;
  const stringify = JSON.stringify;
  define(JSON, 'parse', (text, reviver) => (text === undefined ? undefined : parse(text, reviver)));
  define(
    JSON, 'stringify', (value) => (typeof value === 'function' ? undefined : stringify(value))
  );

  const getDate = (...parts) => construct(RealDate, parts);
  const getRegExp = (pattern, flags) => new RealRegExp(
    pattern === undefined ? '' : pattern, flags === undefined ? '' : flags
  );

  // Only what wxs documents stays reachable by name.
  const kept = [
    'Object', 'Function', 'Array', 'String', 'Number', 'Boolean', 'Date', 'RegExp', 'Math', 'JSON',
    'Infinity', 'NaN', 'undefined', 'parseInt', 'parseFloat', 'isNaN', 'isFinite', 'decodeURI',
    'decodeURIComponent', 'encodeURI', 'encodeURIComponent', 'Error', 'TypeError', 'RangeError',
    'SyntaxError', 'ReferenceError', 'Symbol', 'Map', 'Set', 'Promise', 'globalThis',
  ];
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    if (!kept.includes(name)) delete globalThis[name];
  }
  for (const name of ['Function', 'eval']) define(globalThis, name, undefined);

  return {
    getDate,
    getRegExp,
    newArray: () => [],
    newObject: () => ({}),
    newDate: (time) => new RealDate(time),
    newRegExp: (source, flags) => new RealRegExp(source, flags),
    isArray,
  };
}
