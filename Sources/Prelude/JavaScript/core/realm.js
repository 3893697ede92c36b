/**
 * The guest realm's global object: standard built-ins, the documented names, nothing else
 * (app-and-config.md 1.11, hostile-programs H083–H092).
 */

/**
 * The ECMAScript names that stay. Everything else that an engine version brings along is removed, so a new
 * engine cannot widen what a mini-program sees. Left out on purpose: WebAssembly, SharedArrayBuffer and
 * Atomics (shared memory and uninterruptible code), WeakRef and FinalizationRegistry (they show when memory
 * is collected, so the same seed would not give the same run), ShadowRealm.
 */
const standardGlobals = recordOfNames([
  'Object', 'Function', 'Array', 'Number', 'parseFloat', 'parseInt', 'Infinity', 'NaN', 'undefined',
  'Boolean', 'String', 'Symbol', 'BigInt', 'Date', 'Promise', 'RegExp', 'Map', 'Set', 'WeakMap', 'WeakSet',
  'Proxy', 'Reflect', 'Iterator', 'JSON', 'Math', 'Intl', 'globalThis',
  'Error', 'AggregateError', 'SuppressedError', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError',
  'TypeError', 'URIError',
  'ArrayBuffer', 'DataView', 'Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array',
  'Int32Array', 'Uint32Array', 'Float16Array', 'Float32Array', 'Float64Array', 'BigInt64Array',
  'BigUint64Array',
  'decodeURI', 'decodeURIComponent', 'encodeURI', 'encodeURIComponent', 'escape', 'unescape',
  'isFinite', 'isNaN', 'eval',
]);

function recordOfNames(names) {
  const table = record();
  for (let i = 0; i < names.length; i += 1) table[names[i]] = true;
  return table;
}

/** Removes every global that is not standard. */
function removeForeignGlobals() {
  const keys = ReflectOwnKeys(guestGlobal);
  for (let i = 0; i < keys.length; i += 1) {
    if (typeof keys[i] === 'symbol' || standardGlobals[keys[i]] === true) continue;
    ReflectDeleteProperty(guestGlobal, keys[i]);
  }
}

/** Puts a documented name on the global object: writable, so that wrappers of `Page` and the like work. */
function defineGlobal(name, value) {
  defineHidden(guestGlobal, name, value);
}

/**
 * Makes `Function('return this')()` give the global object and every other code from a string an EvalError.
 * `eval` does nothing and returns undefined.
 */
function refuseCodeFromStrings() {
  const replacement = function Function(...parts) {
    if (parts.length === 0) return function anonymous() {};
    if (parts.length === 1 && isReturnThis(parts[0])) return function anonymous() { return guestGlobal; };
    throw noCodeFromStrings('Function');
  };
  ObjectDefineProperty(replacement, 'prototype', {
    __proto__: null, value: FunctionPrototype, writable: false, enumerable: false, configurable: false,
  });
  ObjectDefineProperty(replacement, 'length', { __proto__: null, value: 1, configurable: true });
  defineHidden(FunctionPrototype, 'constructor', replacement);
  defineGlobal('Function', replacement);
  defineGlobal('eval', { eval() { return undefined; } }.eval);
  refuseConstructorOf(async function () {}, 'AsyncFunction');
  refuseConstructorOf(function* () {}, 'GeneratorFunction');
  refuseConstructorOf(async function* () {}, 'AsyncGeneratorFunction');
}

/** Replaces the hidden constructor behind one kind of function. */
function refuseConstructorOf(sample, name) {
  const prototype = ObjectGetPrototypeOf(sample);
  const refusal = function () { throw noCodeFromStrings(name); };
  ObjectDefineProperty(refusal, 'name', { __proto__: null, value: name, configurable: true });
  ObjectDefineProperty(refusal, 'prototype', {
    __proto__: null, value: prototype, writable: false, enumerable: false, configurable: false,
  });
  ObjectDefineProperty(prototype, 'constructor', {
    __proto__: null, value: refusal, writable: false, enumerable: false, configurable: true,
  });
}

function isReturnThis(source) {
  return typeof source === 'string' && RegExpExec(/^\s*return\s+(?:this|globalThis)\s*;?\s*$/, source) !== null;
}

function noCodeFromStrings(name) {
  return new EvalErrorCtor(
    `${name}() cannot make code from a string in a mini-program; put the code in a file and require it`);
}
