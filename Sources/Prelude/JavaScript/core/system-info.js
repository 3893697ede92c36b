/** What the device, the window and the host app are (api-core.md 9.6), answered from the host's profile. */

/** The flat result of getSystemInfoSync. Filled by `setProfile`; window sizes and theme change later. */
const profile = record();

function setProfile(values) {
  if (isObject(values)) ObjectAssign(profile, values);
}

/** The fields of the functions that answer a part of the profile. */
const profileParts = {
  __proto__: null,
  getWindowInfo: listOf([
    'pixelRatio', 'screenWidth', 'screenHeight', 'windowWidth', 'windowHeight', 'statusBarHeight', 'safeArea',
    'screenTop',
  ]),
  getDeviceInfo: listOf([
    'abi', 'deviceAbi', 'benchmarkLevel', 'brand', 'model', 'system', 'platform', 'cpuType', 'memorySize',
  ]),
  getAppBaseInfo: listOf([
    'SDKVersion', 'enableDebug', 'host', 'language', 'version', 'theme', 'fontSizeScaleFactor', 'fontSizeSetting',
  ]),
  getSystemSetting: listOf(['bluetoothEnabled', 'locationEnabled', 'wifiEnabled', 'deviceOrientation']),
  getAppAuthorizeSetting: listOf([
    'albumAuthorized', 'bluetoothAuthorized', 'cameraAuthorized', 'locationAuthorized',
    'locationReducedAccuracy', 'microphoneAuthorized', 'notificationAuthorized',
    'notificationAlertAuthorized', 'notificationBadgeAuthorized', 'notificationSoundAuthorized',
    'phoneCalendarAuthorized',
  ]),
};

function profilePart(names) {
  const part = record();
  for (let i = 0; i < names.length; i += 1) {
    if (profile[names[i]] !== undefined) part[names[i]] = profile[names[i]];
  }
  return withoutTheme(guestCopy(part));
}

/** Authorisations as words; the profile may hold them as the booleans of getSystemInfo. */
function authorizations() {
  const part = profilePart(profileParts.getAppAuthorizeSetting);
  const names = ObjectKeys(part);
  for (let i = 0; i < names.length; i += 1) {
    if (names[i] === 'locationReducedAccuracy' || typeof part[names[i]] !== 'boolean') continue;
    part[names[i]] = part[names[i]] ? 'authorized' : 'denied';
  }
  return part;
}

/** All of it, in the form of getSystemInfoSync. */
function systemInfo() {
  return withoutTheme(guestCopy(profile));
}

/** The theme is only told to a mini-program that says that it has a dark one. */
function withoutTheme(values) {
  if (launchInfo.appConfig.darkmode !== true) delete values.theme;
  return values;
}

defineSync('getWindowInfo', { getWindowInfo() { return profilePart(profileParts.getWindowInfo); } }.getWindowInfo);
defineSync('getDeviceInfo', { getDeviceInfo() { return profilePart(profileParts.getDeviceInfo); } }.getDeviceInfo);
defineSync('getAppBaseInfo', { getAppBaseInfo() { return profilePart(profileParts.getAppBaseInfo); } }.getAppBaseInfo);
defineSync('getSystemSetting', { getSystemSetting() { return profilePart(profileParts.getSystemSetting); } }
  .getSystemSetting);
defineSync('getAppAuthorizeSetting', { getAppAuthorizeSetting() { return authorizations(); } }
  .getAppAuthorizeSetting);
defineSync('getSystemInfoSync', { getSystemInfoSync() { return systemInfo(); } }.getSystemInfoSync);
defineAsync('getSystemInfoAsync', { run: (request, reply) => reply.ok(systemInfo()) });

/** getSystemInfo calls its callbacks before it returns, as the platform does, and programs rely on that. */
defineSync('getSystemInfo', {
  getSystemInfo(options) {
    const call = callbacksOf('getSystemInfo', snapshotOf(options).value ?? options, true);
    deliver(call, true, okResult('getSystemInfo', systemInfo()));
    return call.promise;
  },
}.getSystemInfo);

/** Size of the capsule at the top right and its distances from status bar and screen edge, in px. */
const menuButton = { __proto__: null, width: 87, height: 32, fromStatusBar: 4, fromRight: 7 };

defineSync('getMenuButtonBoundingClientRect', {
  getMenuButtonBoundingClientRect() {
    const top = (profile.statusBarHeight ?? 20) + menuButton.fromStatusBar;
    const right = (profile.screenWidth ?? 375) - menuButton.fromRight;
    return {
      width: menuButton.width, height: menuButton.height, top, right,
      bottom: top + menuButton.height, left: right - menuButton.width,
    };
  },
}.getMenuButtonBoundingClientRect);

/** The account fields of `wx.getAccountInfoSync` and `__wxConfig`. */
function accountInfo() {
  return {
    miniProgram: {
      appId: launchInfo.appId ?? '', envVersion: launchInfo.envVersion ?? 'develop', version: launchInfo.version ?? '',
    },
  };
}

defineSync('getAccountInfoSync', { getAccountInfoSync() { return accountInfo(); } }.getAccountInfoSync);
defineSync('getExtConfigSync', { getExtConfigSync() { return guestCopy(launchInfo.ext); } }.getExtConfigSync);
defineAsync('getExtConfig', {
  run: (request, reply) => reply.ok({ __proto__: null, extConfig: guestCopy(launchInfo.ext) }),
});
