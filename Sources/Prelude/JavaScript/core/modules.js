/** The CommonJS modules of the package (app-and-config.md 1.11): one cache, evaluated on first use. */

/** Guest `module` objects by path, while they load and once they are loaded. */
const modulesByPath = new MapCtor();

/** Texts of JSON modules between their search and their use, by path; the host hands each out once. */
const fetchedTexts = new MapCtor();

/** The `main` entries of package.json files that were read, by package folder. */
const packageMains = new MapCtor();

/**
 * The exports of a script, which runs when it has not run yet. In a cycle the exports are those so far.
 * A script that throws is forgotten, so that the next require runs it again.
 */
function requireModule(path) {
  const known = MapGet(modulesByPath, path);
  if (known !== undefined) return known.exports;
  const text = MapGet(fetchedTexts, path) ?? native.source(path);
  MapDelete(fetchedTexts, path);
  if (text === undefined) throw moduleMissing(path, path);
  const guestModule = { exports: {} };
  MapSet(modulesByPath, path, guestModule);
  try {
    runModule(path, text, guestModule);
  } catch (error) {
    MapDelete(modulesByPath, path);
    throw error;
  }
  return guestModule.exports;
}

function runModule(path, text, guestModule) {
  if (StringEndsWith(path, '.json')) {
    guestModule.exports = JSONParse(text);
    return;
  }
  let factory = native.evaluate(suiteSource(text), path, 1);
  // What is compiled to be counted is a function of its counters.
  if (factory.length === 1) factory = factory(countersOf(path));
  withRegistration(path, () => {
    ReflectApply(factory, undefined, [makeRequire(path), guestModule, guestModule.exports]);
  });
}

/** The `require` function of one script. */
function makeRequire(from) {
  const require = function (specifier, success, failure) {
    if (typeof success === 'function' || typeof failure === 'function') {
      requireLater(from, specifier, success, failure);
      return undefined;
    }
    const offered = suiteModuleFor(from, specifier);
    return offered === undefined ? requireModule(pathToRequire(from, specifier, false)) : offered.exports;
  };
  const async = (specifier) => new PromiseCtor((resolve, reject) => {
    requireLater(from, specifier, (exports) => resolvePlainly(resolve, exports), reject);
  });
  return define(require, 'async', async);
}

/** Requires in a later task, across subpackages too; `failure` gets `{mod, errMsg}`. */
function requireLater(from, specifier, success, failure) {
  queueTask(() => {
    let exports;
    try {
      const path = pathToRequire(from, specifier, true);
      loadPackageOf(path);
      exports = requireModule(path);
    } catch (error) {
      const result = { mod: specifier, errMsg: failureText(error) };
      if (typeof failure === 'function') callGuest(failure, undefined, [result], `${from} require callback`);
      else reportError(error, from);
      return;
    }
    if (typeof success === 'function') callGuest(success, undefined, [exports], `${from} require callback`);
  });
}

/** The path of the script that a specifier means. @throws {Error} in the platform's words when there is none */
function pathToRequire(from, specifier, acrossPackages) {
  if (typeof specifier !== 'string') throw new ErrorCtor('require args must be a string');
  const { path, wanted } = resolveModule(specifier, from, launchInfo.aliases, packageMain);
  if (wanted === undefined) throw new ErrorCtor(`can't find module : ${specifier}`);
  const found = path ?? jsonModule(wanted, from);
  const mayHave = found !== undefined && isInsideRoot(found) && (acrossPackages || mayRequire(from, found));
  if (!mayHave) throw moduleMissing(wanted, specifier);
  return found;
}

/** The folder, with a slash behind it, that nothing outside of can be required; all of the package when empty. */
let requireRoot = '';

function isInsideRoot(path) {
  return requireRoot === '' || StringStartsWith(path, requireRoot);
}

function moduleMissing(wanted, specifier) {
  const path = RegExpExec(/\.js(?:on)?$/, wanted) === null ? `${wanted}.js` : wanted;
  return new ErrorCtor(`module '${path}' is not defined, require args is '${specifier}'`);
}

/** A JSON file may be required, which older versions of the platform refuse. */
function jsonModule(path, from) {
  if (!StringEndsWith(path, '.json')) return undefined;
  if (!MapHas(modulesByPath, path)) {
    const text = native.source(path);
    if (text === undefined) return undefined;
    MapSet(fetchedTexts, path, text);
    warn(`${from} requires '${path}'; JSON files cannot be required in every version of the platform`);
  }
  return path;
}

/** The `main` of a package folder's package.json, or `undefined`. */
function packageMain(folder) {
  if (!MapHas(packageMains, folder)) MapSet(packageMains, folder, readPackageMain(`${folder}/package.json`));
  return MapGet(packageMains, folder);
}

function readPackageMain(path) {
  const text = native.source(path);
  if (text === undefined) return undefined;
  try {
    const description = parseRecord(text);
    return isObject(description) && typeof description.main === 'string' ? description.main : undefined;
  } catch {
    warn(`${path} is not valid JSON, so its "main" is not used`);
    return undefined;
  }
}

/** The guest's `requirePlugin`: there are no plugins here, which it says the way a missing module is reported. */
function requirePlugin(name, success, failure) {
  const error = new ErrorCtor(`plugin '${safeLabel(name)}' is not defined: plugins are not available`);
  if (typeof success !== 'function' && typeof failure !== 'function') throw error;
  if (typeof failure !== 'function') return;
  queueTask(() => {
    callGuest(failure, undefined, [{ mod: name, errMsg: error.message }], 'requirePlugin callback');
  });
}

define(requirePlugin, 'async', (name) => new PromiseCtor((resolve, reject) => {
  requirePlugin(name, undefined, reject);
}));
