/** The launch of a mini-program (app-and-config.md 1.12): app.js, the scripts, the first page; each its own task. */

function launch(text) {
  setLaunchInfo(parseRecord(text));
  setProfile(launchInfo.profile);
  useTimeAndChance(launchInfo.clock, launchInfo.seed);
  launchOptions = completeOptions(launchInfo.launch);
  enterOptions = launchOptions;
  if (typeof launchInfo.userData === 'string') wxEnv.USER_DATA_PATH = launchInfo.userData;
  if (isObject(launchInfo.tabBar)) setTabBar(launchInfo.tabBar);
  fillStorage(launchInfo.storage);
  defineGlobal('__wxConfig', wxConfig());
  if (!startsIndependent()) queueStep(loadMainPackage);
  for (let i = 0; i < launchInfo.order.length; i += 1) {
    const path = launchInfo.order[i];
    queueStep(() => runLaunchScript(path));
  }
  queueStep(openFirstPage);
}

/** Runs a script of the launch; one that cannot even be compiled counts as started, and is not tried again. */
function runLaunchScript(path) {
  if (MapHas(modulesByPath, path)) return;
  SetAdd(startedPaths, StringSlice(path, 0, -3));
  runScript(path);
}

/** Whether the start page lies in an independent subpackage, which runs without the app. */
function startsIndependent() {
  const subpackage = subpackageOf(launchOptions.path);
  return subpackage !== undefined && subpackage.independent === true;
}

let mainPackageLoaded = false;

/** Runs app.js, once; a start in an independent subpackage puts it off until a page of another package opens. */
function loadMainPackage() {
  if (mainPackageLoaded) return;
  mainPackageLoaded = true;
  const { appScript } = launchInfo;
  if (typeof appScript !== 'string') {
    warn('app.js is missing; the app runs as if it said App({})');
    guestApp({});
  } else if (runScript(appScript) && appInstance === undefined) {
    warn(`${appScript} does not call App(), so getApp() stays undefined`);
  }
}

/** Opens the page that the launch names, before the routes that scripts asked for meanwhile. */
function openFirstPage() {
  const earlier = copyList(waitingRoutes);
  waitingRoutes.length = 0;
  openEntry('appLaunch', launchOptions.path, launchOptions.query, true);
  for (let i = 0; i < earlier.length; i += 1) push(waitingRoutes, earlier[i]);
  routesOpen = true;
  startNextRoute();
}

/** `__wxConfig`, which many libraries read although it is not documented. */
function wxConfig() {
  return {
    ...guestCopy(launchInfo.appConfig),
    appname: launchInfo.appName ?? '',
    envVersion: launchInfo.envVersion ?? 'develop',
    pages: toArray(mapList(launchInfo.pages, (page) => page.path)),
    entryPagePath: launchOptions.path,
    platform: profile.platform ?? 'devtools',
    accountInfo: {
      appId: launchInfo.appId ?? '', nickname: launchInfo.appName ?? '', ...accountInfo().miniProgram,
    },
  };
}
