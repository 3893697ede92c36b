/**
 * The built-ins as they were before any mini-program ran.
 *
 * A mini-program shares this realm and may replace or delete every global and every prototype method,
 * so no other file of the prelude may touch a global or call a method on a built-in object: it calls
 * the constants of this file.
 *
 * Naming: `ObjectKeys` is the static `Object.keys`; `StringSlice(text, from, to)` is the method
 * `String.prototype.slice` with its receiver first; `PromiseCtor` is the constructor `Promise`.
 *
 * Syntax that looks up guest-visible methods is avoided as well: no `for…of`, no array spread in calls,
 * no array destructuring (all three read `Symbol.iterator`), no assignment of new indices or keys to
 * objects that inherit from a guest-visible prototype (see lists.js). Rest parameters, object spread and
 * `await` are safe.
 */
const ReflectApply = Reflect.apply;
const ReflectConstruct = Reflect.construct;
const ReflectOwnKeys = Reflect.ownKeys;
const ReflectDeleteProperty = Reflect.deleteProperty;

const FunctionPrototype = Function.prototype;
const FunctionBind = FunctionPrototype.call.bind(FunctionPrototype.bind);

/** Turns a method into a function whose first argument is the receiver. */
const uncurry = FunctionPrototype.bind.bind(FunctionPrototype.call);

const FunctionToString = uncurry(FunctionPrototype.toString);

const ObjectCtor = Object;
const ObjectPrototype = Object.prototype;
const ObjectKeys = Object.keys;
const ObjectAssign = Object.assign;
const ObjectCreate = Object.create;
const ObjectFreeze = Object.freeze;
const ObjectIs = Object.is;
const ObjectDefineProperty = Object.defineProperty;
const ObjectGetOwnPropertyDescriptor = Object.getOwnPropertyDescriptor;
const ObjectGetPrototypeOf = Object.getPrototypeOf;
const ObjectSetPrototypeOf = Object.setPrototypeOf;
const ObjectHasOwn = Object.hasOwn;
const ObjectToString = uncurry(ObjectPrototype.toString);

const ArrayCtor = Array;
const ArrayPrototype = Array.prototype;
const ArrayIsArray = Array.isArray;
const ArraySlice = uncurry(ArrayPrototype.slice);
const ArraySort = uncurry(ArrayPrototype.sort);
const ArrayIndexOf = uncurry(ArrayPrototype.indexOf);

const StringCtor = String;
const StringPrototype = String.prototype;
const StringFromCharCode = String.fromCharCode;
const StringSlice = uncurry(StringPrototype.slice);
const StringIndexOf = uncurry(StringPrototype.indexOf);
const StringLastIndexOf = uncurry(StringPrototype.lastIndexOf);
const StringStartsWith = uncurry(StringPrototype.startsWith);
const StringEndsWith = uncurry(StringPrototype.endsWith);
const StringIncludes = uncurry(StringPrototype.includes);
const StringCharCodeAt = uncurry(StringPrototype.charCodeAt);
const StringToLowerCase = uncurry(StringPrototype.toLowerCase);
const StringToUpperCase = uncurry(StringPrototype.toUpperCase);
const StringTrim = uncurry(StringPrototype.trim);
const StringValueOf = uncurry(StringPrototype.valueOf);

const NumberCtor = Number;
const NumberPrototype = Number.prototype;
const NumberIsFinite = Number.isFinite;
const NumberIsNaN = Number.isNaN;
const NumberParseFloat = Number.parseFloat;
const NumberValueOf = uncurry(NumberPrototype.valueOf);

const BooleanCtor = Boolean;
const BooleanPrototype = Boolean.prototype;
const BooleanValueOf = uncurry(BooleanPrototype.valueOf);

const MathObject = Math;
const MathFloor = Math.floor;
const MathCeil = Math.ceil;
const MathTrunc = Math.trunc;
const MathMin = Math.min;
const MathMax = Math.max;
const MathImul = Math.imul;

const MapCtor = Map;
const MapGet = uncurry(Map.prototype.get);
const MapSet = uncurry(Map.prototype.set);
const MapHas = uncurry(Map.prototype.has);
const MapDelete = uncurry(Map.prototype.delete);
const MapClear = uncurry(Map.prototype.clear);
const MapForEach = uncurry(Map.prototype.forEach);
const MapSize = uncurry(ObjectGetOwnPropertyDescriptor(Map.prototype, 'size').get);

const SetCtor = Set;
const SetAdd = uncurry(Set.prototype.add);
const SetHas = uncurry(Set.prototype.has);
const SetDelete = uncurry(Set.prototype.delete);
const SetClear = uncurry(Set.prototype.clear);
const SetSize = uncurry(ObjectGetOwnPropertyDescriptor(Set.prototype, 'size').get);

const WeakMapCtor = WeakMap;
const WeakMapGet = uncurry(WeakMap.prototype.get);
const WeakMapSet = uncurry(WeakMap.prototype.set);
const WeakMapHas = uncurry(WeakMap.prototype.has);

const PromiseCtor = Promise;
const ProxyCtor = Proxy;

const RegExpCtor = RegExp;
/** Runs a regular expression of ours; never `test`, which looks up a replaceable `exec`. */
const RegExpExec = uncurry(RegExp.prototype.exec);
const RegExpSource = uncurry(ObjectGetOwnPropertyDescriptor(RegExp.prototype, 'source').get);
const RegExpFlags = uncurry(ObjectGetOwnPropertyDescriptor(RegExp.prototype, 'flags').get);

const DateCtor = Date;
const DatePrototype = Date.prototype;
const DateGetTime = uncurry(DatePrototype.getTime);
const DateToISOString = uncurry(DatePrototype.toISOString);
const DateToString = uncurry(DatePrototype.toString);

const DateTimeFormatPrototype = Intl.DateTimeFormat.prototype;

const JSONParse = JSON.parse;
const JSONStringify = JSON.stringify;

const ErrorCtor = Error;
const TypeErrorCtor = TypeError;
const RangeErrorCtor = RangeError;
const EvalErrorCtor = EvalError;

const ArrayBufferByteLength = uncurry(
  ObjectGetOwnPropertyDescriptor(ArrayBuffer.prototype, 'byteLength').get);
const ArrayBufferSlice = uncurry(ArrayBuffer.prototype.slice);
const ArrayBufferIsView = ArrayBuffer.isView;
const Int32ArrayCtor = Int32Array;
const Uint8ArrayCtor = Uint8Array;
const Uint8ClampedArrayCtor = Uint8ClampedArray;
const Uint8ArrayBuffer = uncurry(
  ObjectGetOwnPropertyDescriptor(ObjectGetPrototypeOf(Uint8Array.prototype), 'buffer').get);

const EncodeURIComponent = encodeURIComponent;

const SymbolToString = uncurry(Symbol.prototype.toString);

/** The global object of the mini-program. */
const guestGlobal = globalThis;
