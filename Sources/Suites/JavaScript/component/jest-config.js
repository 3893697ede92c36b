/** `jest.config.js` at the top of the folder, as far as suites of components need it: globals, mapped modules, set-up files. */
function applyJestConfig() {
  let config;
  try {
    config = native.requireModule('jest.config.js');
  } catch {
    return;
  }
  if (typeof config !== 'object' || config === null) return;
  mapModules(config.moduleNameMapper ?? {});
  Object.entries(config.globals ?? {}).forEach(([name, value]) => native.defineGlobal(name, value));
  [...(config.setupFiles ?? []), ...(config.setupFilesAfterEnv ?? [])].forEach((file) => {
    const path = pathInFolder(file).replace(/\.ts$/, '.js');
    if (!path.startsWith('..')) native.requireModule(path);
  });
}
