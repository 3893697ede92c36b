/**
 * wxs modules: loaded when first used, one instance per file for the whole mini-program (wxml.md
 * 2.8).
 */

/** How deep values may be nested that pass between data and wxs. */
const SCRIPT_VALUE_DEPTH = 200;

/** Module name → its record `{exports}`. */
const scriptModules = new MapCtor();

let scriptTools = null;

/** The tools of the second realm, which is made for the first module. */
function scriptRealmTools() {
  if (scriptTools === null) {
    const text = FunctionToString(scriptRealm);
    scriptTools = { __proto__: null, ...native.evaluateIsolated(`(${text})()`, 'sampan:wxs', 1) };
    scriptTools.console = makeScriptConsole();
  }
  return scriptTools;
}

function makeScriptConsole() {
  const log = (...args) => writeConsole('log', args, 'WXSRT: ');
  return ObjectFreeze({ __proto__: null, log, info: log, debug: log, warn: log, error: log });
}

/** The table of a template file's modules: each is loaded when an expression reads it. */
function scriptTable(declared) {
  const table = record();
  for (const name in declared) {
    const module = declared[name];
    const source = module.src === undefined ? module.inline : module.src;
    ObjectDefineProperty(table, name, {
      __proto__: null, get: () => loadScript(source), enumerable: true, configurable: false,
    });
  }
  return table;
}

/**
 * The exports of a module. One that cannot be compiled or throws is reported and exports what it
 * had by then.
 */
function loadScript(name) {
  const known = MapGet(scriptModules, name);
  if (known !== undefined) return known.exports;
  const tools = scriptRealmTools();
  const module = tools.newObject();
  module.exports = tools.newObject();
  MapSet(scriptModules, name, module);
  try {
    const text = native.source(name);
    if (text === undefined) throw new ErrorCtor(`wxs module '${name}' is not found`);
    let run = native.evaluateIsolated(text, name, 1);
    // What is compiled to be counted is a function of its counters.
    if (run.length === 1) run = run(countersOf(name));
    run(scriptRequire(name), module, module.exports, tools.console, tools.getDate, tools.getRegExp);
  } catch (error) {
    reportError(error, name);
  }
  return module.exports;
}

/** `require` of a module: relative paths to other wxs files. */
function scriptRequire(name) {
  const from = split(name, '#')[0];
  return (path) => loadScript(resolvePath(from, `${path}`));
}

/** Calls a wxs function: arguments and result are copied; an error is logged and gives nothing. */
function callScript(fn, args) {
  if (typeof fn !== 'function') return undefined;
  try {
    const copies = list();
    for (let i = 0; i < args.length; i += 1) push(copies, intoScript(args[i], 0));
    return fromScript(ReflectApply(fn, undefined, copies), 0);
  } catch (error) {
    logError(`wxs: ${describeError(error).message}`);
    return undefined;
  }
}

/** Copies a value of data for wxs: functions become null. */
function intoScript(value, depth) {
  if (typeof value === 'function') return null;
  if (value === null || typeof value !== 'object' || depth > SCRIPT_VALUE_DEPTH) return value;
  const tools = scriptRealmTools();
  if (ArrayIsArray(value)) {
    const copy = tools.newArray();
    for (let i = 0; i < value.length; i += 1) define(copy, i, intoScript(value[i], depth + 1));
    return copy;
  }
  if (!isPlainObject(value)) {
    const time = dateTime(value);
    if (time !== undefined) return tools.newDate(time);
    if (isRegExp(value)) return tools.newRegExp(RegExpSource(value), RegExpFlags(value));
  }
  const copy = tools.newObject();
  const keys = ObjectKeys(value);
  for (let i = 0; i < keys.length; i += 1) {
    define(copy, keys[i], intoScript(value[keys[i]], depth + 1));
  }
  return copy;
}

/** Copies a value that wxs gave; functions are dropped. */
function fromScript(value, depth) {
  if (typeof value === 'function') return undefined;
  if (value === null || typeof value !== 'object' || depth > SCRIPT_VALUE_DEPTH) return value;
  if (ArrayIsArray(value)) {
    const copy = [];
    for (let i = 0; i < value.length; i += 1) define(copy, i, fromScript(value[i], depth + 1));
    return copy;
  }
  const time = dateTime(value);
  if (time !== undefined) return new DateCtor(time);
  const copy = {};
  const keys = ObjectKeys(value);
  for (let i = 0; i < keys.length; i += 1) {
    define(copy, keys[i], fromScript(value[keys[i]], depth + 1));
  }
  return copy;
}

/** Whether a value is a regular expression, whatever its prototype claims. */
function isRegExp(value) {
  try {
    return RegExpSource(value) !== undefined;
  } catch {
    return false;
  }
}
