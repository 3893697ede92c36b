/** App(), getApp() and the events of the application (pages-and-routing.md 4.1). */

/** The instance that App() made; `undefined` before. */
let appInstance;

/** Whether getApp() shows the instance: not before onLaunch has returned. */
let appVisible = false;

/** What `getApp({allowDefault: true})` gave out while there was no app. */
let appPlaceholder;

/** The options of the launch, and of the latest time the app came to the foreground, as records. */
let launchOptions = record();
let enterOptions = record();

/** The guest's App(). */
function guestApp(options) {
  if (appInstance !== undefined) {
    logError('App() can only be called once');
    return;
  }
  if (tagOf(options) !== 'Object') {
    throw new ErrorCtor(`App() needs an object with the app's functions and data; found ${tagOf(options)}`);
  }
  appInstance = makeAppInstance(options);
  callApp('onLaunch', [guestOptions(launchOptions)]);
  appVisible = true;
  appShown();
}

/** An object with the options' data by reference and their functions bound to it. */
function makeAppInstance(options) {
  const instance = {};
  for (const key in options) {
    if (key in ObjectPrototype) continue;
    const value = options[key];
    define(instance, key, typeof value === 'function' ? FunctionBind(value, instance) : value);
  }
  return appPlaceholder === undefined ? instance : copyOnto(instance, appPlaceholder);
}

/** The guest's getApp(). */
function guestGetApp(options) {
  if (appVisible) return appInstance;
  if (isObject(options) && own(options, 'allowDefault')) return (appPlaceholder ??= {});
  return undefined;
}

/** Calls one of the app's own functions; returns false when it has none. */
function callApp(name, args) {
  const fn = appFunction(name);
  if (fn === undefined) return false;
  callGuest(fn, appInstance, args, `App ${name}`);
  return true;
}

function appFunction(name) {
  if (appInstance === undefined) return undefined;
  const fn = own(appInstance, name);
  return typeof fn === 'function' ? fn : undefined;
}

/** App.onShow, then `wx.onAppShow` listeners. */
function appShown() {
  callApp('onShow', [guestOptions(enterOptions)]);
  emitEvent('onAppShow', guestOptions(enterOptions));
}

/**
 * App.onHide, then `wx.onAppHide` listeners.
 * @param {number} reason 0 exit, 1 other mini-program, 2 native page, 3 other
 */
function appHidden(reason) {
  callApp('onHide', []);
  emitEvent('onAppHide', { reason });
}

/** A fresh guest object of launch or enter options. */
function guestOptions(options) {
  return guestCopy(options);
}

/** The options of a launch with every documented key. */
function completeOptions(options) {
  return {
    __proto__: null,
    path: options.path ?? '',
    query: options.query ?? record(),
    scene: options.scene ?? 1001,
    referrerInfo: options.referrerInfo ?? record(),
    apiCategory: options.apiCategory ?? 'default',
    ...optional(options, 'shareTicket'),
    ...optional(options, 'chatType'),
    ...optional(options, 'forwardMaterials'),
  };
}

function optional(options, key) {
  return options[key] === undefined ? undefined : { __proto__: null, [key]: options[key] };
}

/**
 * Tells the app that an entry path is no page. Within the handlers a second one is not told.
 * @returns {boolean} whether anyone was told
 */
function tellPageNotFound(path, query, isEntryPage) {
  if (tellingPageNotFound) return false;
  tellingPageNotFound = true;
  try {
    const told = appFunction('onPageNotFound') !== undefined || hasListeners('onPageNotFound');
    callApp('onPageNotFound', [{ path, query: guestCopy(query), isEntryPage }]);
    emitEvent('onPageNotFound', { path, query: guestCopy(query), isEntryPage });
    return told;
  } finally {
    tellingPageNotFound = false;
  }
}

let tellingPageNotFound = false;

/** Gives an uncaught error's text to App.onError and `wx.onError`; what they throw is only noted. */
function tellErrorListeners(text) {
  const app = appFunction('onError');
  if (app !== undefined) callGuest(app, appInstance, [text], 'App onError');
  emitEvent('onError', text);
}

/** Gives an unhandled rejection to the host, App.onUnhandledRejection and `wx.onUnhandledRejection`. */
function tellUnhandledRejection(promise, reason) {
  if (!isUnsupportedResult(reason)) noteError(describeError(reason), 'unhandled promise rejection');
  callApp('onUnhandledRejection', [{ reason, promise }]);
  emitEvent('onUnhandledRejection', { reason, promise });
}

/** Changes the theme: profile, App.onThemeChange, `wx.onThemeChange`. */
function themeChanged(theme) {
  profile.theme = theme;
  callApp('onThemeChange', [{ theme }]);
  emitEvent('onThemeChange', { theme });
}

for (const event in {
  __proto__: null, onAppShow: 0, onAppHide: 0, onError: 0, onUnhandledRejection: 0, onPageNotFound: 0,
  onThemeChange: 0,
}) defineLocalEvent(event);

defineSync('getLaunchOptionsSync', { getLaunchOptionsSync() { return guestOptions(launchOptions); } }
  .getLaunchOptionsSync);
defineSync('getEnterOptionsSync', { getEnterOptionsSync() { return guestOptions(enterOptions); } }
  .getEnterOptionsSync);
