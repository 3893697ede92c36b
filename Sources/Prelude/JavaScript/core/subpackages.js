/** Subpackages (app-and-config.md 1.6): who may require whom, and the entry script of each. */

/** Roots whose entry script has run or failed. */
const loadedSubpackages = new SetCtor();

/** The subpackage that a path belongs to, or `undefined` for the main package. */
function subpackageOf(path) {
  const { subpackages } = launchInfo;
  for (let i = 0; i < subpackages.length; i += 1) {
    if (StringStartsWith(path, `${subpackages[i].root}/`)) return subpackages[i];
  }
  return undefined;
}

/**
 * Whether a synchronous require is allowed: within a package, or from a normal subpackage into the main one.
 * An independent subpackage sees only itself.
 */
function mayRequire(from, to) {
  const source = subpackageOf(from);
  const target = subpackageOf(to);
  if (source === target) return true;
  return target === undefined && source.independent !== true;
}

/**
 * Loads the package of a path before anything else of it runs: app.js for all but independent subpackages, then
 * the subpackage's entry script; each once.
 */
function loadPackageOf(path) {
  const subpackage = subpackageOf(path);
  if (subpackage === undefined || subpackage.independent !== true) loadMainPackage();
  if (subpackage === undefined || SetHas(loadedSubpackages, subpackage.root)) return;
  SetAdd(loadedSubpackages, subpackage.root);
  if (typeof subpackage.entry === 'string') runScript(subpackage.entry);
}
