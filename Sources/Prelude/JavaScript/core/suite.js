/**
 * Scripts that run beside the mini-program they test: no page is opened, and a library of the host's, which the
 * host alone can send, is handed what it needs of the prelude.
 */

/** What the library answers asks of the name `suite` with, by verb; nothing before `open`. */
let suiteVerbs = record();

/** Modules that the library offers under names of its own, such as `miniprogram-simulate`. */
let suiteModules = record();

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
  const library = requireModule('sampan:suite')({
    callHost: (request) => new PromiseCtor((resolve, reject) => {
      callHost('#test', request, {
        ok: (fields) => resolvePlainly(resolve, fields),
        fail: (reason) => reject(new ErrorCtor(reason)),
      });
    }),
    callHostNow: (request) => callHostSync('#test', request, 'test'),
    requireModule: (path) => requireModule(path),
    defineGlobal,
    now: () => native.now(),
    components: componentTools,
    global: guestGlobal,
  });
  suiteVerbs = library.verbs;
  suiteModules = library.modules;
}

/** The library's module of a name, or `undefined`. */
function suiteModule(name) {
  return typeof name === 'string' && ObjectHasOwn(suiteModules, name) ? suiteModules[name]() : undefined;
}
