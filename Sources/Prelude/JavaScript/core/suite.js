/**
 * Scripts that run beside the mini-program they test: no page is opened, and a library of the host's, which the
 * host alone can send, is handed what it needs of the prelude.
 */

/** What the library answers asks of the name `suite` with, by verb; nothing before `open`. */
let suiteVerbs = record();

/** Gives `{exports}` of what the library puts in the place of a module, `undefined` for all others. */
let suiteModuleFor = () => undefined;

/** What compiled modules keep their exports from being replaced with. */
const FIXED_EXPORTS = '{ get: () => from[key], enumerable:';

/** The same, but so that a test can put a mock in the place of an export, for all modules that import it. */
const SPYABLE_EXPORTS = '{ get: () => from[key], set: (value) => { const own = __getOwnPropDesc(from, key); ' +
  'if (own && !own.set && !own.writable) __defProp(to, key, { value, writable: true, configurable: true, ' +
  'enumerable: true }); else from[key] = value; }, configurable: true, enumerable:';

/** The text of a script as tests run it. */
function suiteSource(text) {
  const at = isSuite ? StringIndexOf(text, FIXED_EXPORTS) : -1;
  if (at < 0) return text;
  return StringSlice(text, 0, at) + SPYABLE_EXPORTS + StringSlice(text, at + FIXED_EXPORTS.length);
}

let isSuite = false;

hostAsks.suite = (message, answer) => {
  if (message.verb === 'open') {
    openSuite(message.launch);
    answer.ok({});
    return;
  }
  const serve = suiteVerbs[message.verb];
  if (typeof serve !== 'function') throw new ErrorCtor(`no library serves '${message.verb}'`);
  answerWith(serve(guestCopy(message)), answer);
};

function openSuite(info) {
  setLaunchInfo(info);
  useTimeAndChance(launchInfo.clock, launchInfo.seed);
  fillStorage(record());
  isSuite = true;
  const library = requireModule('sampan:suite')({
    callHost: (request) => new PromiseCtor((resolve, reject) => {
      callHost('#test', request, {
        ok: (fields) => resolvePlainly(resolve, fields),
        fail: (reason) => reject(new ErrorCtor(reason)),
      });
    }),
    callHostNow: (request) => callHostSync('#test', request, 'test'),
    requireModule: (path) => requireModule(path),
    /** The path of the script that a specifier means for a script of the package, or `undefined`. */
    resolve(from, specifier) {
      const { path, wanted } = resolveModule(`${specifier}`, from, launchInfo.aliases, packageMain);
      return path ?? (wanted === undefined ? undefined : jsonModule(wanted, from));
    },
    /** Forgets which scripts have run, so that the next require runs them again, components too. */
    forgetModules() {
      MapClear(modulesByPath);
      SetClear(startedPaths);
      SetClear(registeredPaths);
    },
    defineGlobal,
    now: () => native.now(),
    components: componentTools,
    global: guestGlobal,
  });
  suiteVerbs = library.verbs;
  suiteModuleFor = library.moduleFor;
}
