/**
 * Page(), Component() and Behavior() as scripts call them: each script of a page or component registers once,
 * synchronously, under its own path (app-and-config.md 1.12).
 */

/** The path that Page() and Component() register now, or `undefined` outside page and component scripts. */
let registering;

/** Paths that called Page() or Component(). */
const registeredPaths = new SetCtor();

/** Paths whose script was started, so that it is not started again by `ensureRegistered`. */
const startedPaths = new SetCtor();

/** Runs a module's code with the path that it registers, when it is the script of a page or component. */
function withRegistration(modulePath, run) {
  const path = StringSlice(modulePath, 0, -3);
  const outer = registering;
  if (isDeclared(path)) {
    registering = path;
    SetAdd(startedPaths, path);
  }
  try {
    run();
  } finally {
    registering = outer;
  }
}

/** Whether a path is a page or a component of the package. */
function isDeclared(path) {
  return pageMetaFor(path) !== undefined || launchInfo.components[path] !== undefined;
}

/** The guest's Page(). */
function guestPage(options) {
  const path = startRegistration('Page', 'Pages', options);
  if (path === undefined) return;
  if (pageMetaFor(path) === undefined) {
    throw new ErrorCtor(`Page() is called in ${path}.js, which "pages" of app.json does not name; use Component()`);
  }
  SetAdd(registeredPaths, path);
  registerPage(path, options);
}

/** The guest's Component(). */
function guestComponent(options) {
  const path = startRegistration('Component', 'Components', options);
  if (path === undefined) return undefined;
  SetAdd(registeredPaths, path);
  registerComponent(path, options);
  return path;
}

/** The guest's Behavior(). */
function guestBehavior(options) {
  return makeBehavior(options);
}

/** The path to register, after the checks that Page() and Component() share. */
function startRegistration(name, plural, options) {
  if (registering === undefined) {
    logError(`${name}() is called outside the script of a page or component, or after it ended; ` +
      'call it synchronously at the top level of the script');
    return undefined;
  }
  if (tagOf(options) !== 'Object') {
    throw new ErrorCtor(`Options is not object: ${jsonOf(options)} in ${registering}.js`);
  }
  if (SetHas(registeredPaths, registering)) {
    throw new ErrorCtor(`Please do not register multiple ${plural} in ${registering}.js`);
  }
  return registering;
}

/** Runs a script with its errors reported; true when it ran to its end. */
function runScript(path) {
  return tryGuest(requireModule, undefined, [path], path).ok;
}

/** Runs the scripts of a page or component and of the components it uses, components first, if they have not run. */
function ensureRegistered(path) {
  if (SetHas(startedPaths, path)) return;
  SetAdd(startedPaths, path);
  loadPackageOf(path);
  const page = pageMetaFor(path);
  const meta = page ?? launchInfo.components[path];
  const placeholders = placeholdersAt(path);
  if (page !== undefined) ensureUsed(path, launchInfo.globalComponents, placeholders);
  if (meta !== undefined) ensureUsed(path, meta.components, placeholders);
  const script = `${path}.js`;
  if (SetHas(scriptPaths, script) && !MapHas(modulesByPath, script)) runScript(script);
}

/**
 * Runs the scripts of a table of components by tag, but of those that placeholders stand in for.
 * @param {object | null} placeholders tag by tag in lower case
 */
function ensureUsed(user, components, placeholders) {
  if (!isObject(components)) return;
  const tags = ObjectKeys(components);
  for (let i = 0; i < tags.length; i += 1) {
    const tag = tags[i];
    const hasPlaceholder = placeholders !== null && placeholders[StringToLowerCase(tag)] !== undefined;
    if (!hasPlaceholder || !isAwaited(user, components[tag])) ensureRegistered(components[tag]);
  }
}
