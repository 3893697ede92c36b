/** How a `require` argument becomes a script of the package (app-and-config.md 1.11). */

/** Script paths of the package, filled at launch. */
const scriptPaths = new SetCtor();

/** Folders directly inside some `miniprogram_npm`, such as `miniprogram_npm/dayjs`, filled at launch. */
const npmFolders = new SetCtor();

/** Takes over the list of scripts that the launch message names. */
function setScripts(scripts) {
  for (let i = 0; i < scripts.length; i += 1) {
    SetAdd(scriptPaths, scripts[i]);
    addNpmFolders(scripts[i]);
  }
}

/** Notes every prefix of a script path that is a package folder: `a/miniprogram_npm/x`, `…/@scope/x`. */
function addNpmFolders(path) {
  const parts = split(path, '/');
  let folder = '';
  let fromPackages = -1;
  for (let i = 0; i < parts.length - 1; i += 1) {
    folder += (i === 0 ? '' : '/') + parts[i];
    if (fromPackages >= 0) fromPackages += 1;
    if (fromPackages === 1 || fromPackages === 2) SetAdd(npmFolders, folder);
    if (parts[i] === 'miniprogram_npm') fromPackages = 0;
  }
}

/** The folder of a path: `a/b.js` gives `a`, `b.js` gives ''. */
function folderOf(path) {
  const slash = StringLastIndexOf(path, '/');
  return slash < 0 ? '' : StringSlice(path, 0, slash);
}

/**
 * Joins a folder and a relative path, resolving `.` and `..`.
 * @returns {string | undefined} undefined when the result leaves the package
 */
function joinPath(folder, relative) {
  const parts = folder === '' ? list() : split(folder, '/');
  const steps = split(relative, '/');
  for (let i = 0; i < steps.length; i += 1) {
    if (steps[i] === '' || steps[i] === '.') continue;
    if (steps[i] !== '..') push(parts, steps[i]);
    else if (pop(parts) === undefined) return undefined;
  }
  return join(parts, '/');
}

/** Replaces the longest matching alias; both sides end in `/*`. */
function withoutAlias(specifier, aliases) {
  const keys = ObjectKeys(aliases);
  let best = '';
  for (let i = 0; i < keys.length; i += 1) {
    const start = StringSlice(keys[i], 0, -1);
    if (StringStartsWith(specifier, start) && start.length > best.length) best = start;
  }
  if (best === '') return specifier;
  const target = StringSlice(aliases[`${best}*`], 0, -1);
  const rest = StringSlice(specifier, best.length);
  return (StringStartsWith(target, '/') ? target : `/${joinPath('', target)}/`) + rest;
}

/** The script for a path without or with its extension: itself, `.js` added, or its `index.js`. */
function scriptAt(path) {
  if (path === undefined) return undefined;
  if (StringEndsWith(path, '.js') && SetHas(scriptPaths, path)) return path;
  if (SetHas(scriptPaths, `${path}.js`)) return `${path}.js`;
  const index = path === '' ? 'index.js' : `${path}/index.js`;
  return SetHas(scriptPaths, index) ? index : undefined;
}

/**
 * Finds the script that a specifier means.
 * @param {string} specifier the argument of require  @param {string} from path of the requiring script
 * @param {object} aliases `resolveAlias` of app.json  @param {(folder: string) => string | undefined} mainOf the
 *   `main` of a package folder's package.json
 * @returns {{path: string | undefined, wanted: string | undefined}} the script, and the path that was looked for;
 *   `wanted` is undefined when the specifier leaves the package
 */
function resolveModule(specifier, from, aliases, mainOf) {
  const name = withoutAlias(specifier, aliases);
  const folder = folderOf(from);
  const isRelative = RegExpExec(/^\.{1,2}(?:\/|$)/, name) !== null;
  if (isRelative || StringStartsWith(name, '/')) {
    const wanted = joinPath(isRelative ? folder : '', name);
    return { __proto__: null, path: scriptAt(wanted), wanted };
  }
  const wanted = joinPath(folder, name);
  const beside = scriptAt(wanted);
  // A specifier with its extension means the file beside; without, an npm package comes first.
  if (beside !== undefined && StringEndsWith(name, '.js')) return { __proto__: null, path: beside, wanted };
  const inPackages = scriptInPackages(name, folder, mainOf);
  return { __proto__: null, path: inPackages ?? beside, wanted };
}

/** Looks through the `miniprogram_npm` folders from a folder up to the package root. */
function scriptInPackages(name, folder, mainOf) {
  let place = folder;
  for (;;) {
    const packages = place === '' ? 'miniprogram_npm' : `${place}/miniprogram_npm`;
    const found = scriptInPackageFolder(`${packages}/`, name, mainOf);
    if (found !== undefined || place === '') return found;
    place = folderOf(place);
  }
}

function scriptInPackageFolder(packages, name, mainOf) {
  const path = joinPath('', packages + name);
  if (path === undefined || !StringStartsWith(path, packages)) return undefined;
  const found = scriptAt(path);
  if (found !== undefined || !SetHas(npmFolders, path)) return found;
  const main = mainOf(path);
  return main === undefined ? undefined : scriptAt(joinPath(path, main));
}
