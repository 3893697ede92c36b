/** What the host tells about the user and the window: back, tabs, background, scrolling, sharing. */

/** Handlers of host events by name; each gets the event's data as a record. */
const hostEvents = {
  __proto__: null,
  back() {
    const page = currentPage();
    if (page !== undefined && closeContainer(page)) return;
    if (stackedPages.length <= 1) return;
    askBeforeUnload(page, () => startRoute('navigateBack', { __proto__: null, delta: 1 }));
  },
  tab(message) {
    tapTab(message.index);
  },
  hide(message) {
    hidePage(currentPage());
    appHidden(message.reason ?? 3);
  },
  show(message) {
    comeToForeground(message);
  },
  pullDown() {
    const page = currentPage();
    if (page !== undefined && mayPullDown(page)) pullDown(page);
  },
  reachBottom() {
    onCurrentPage('onReachBottom', []);
  },
  pageScroll(message) {
    onCurrentPage('onPageScroll', [{ scrollTop: message.scrollTop ?? 0 }]);
  },
  share() {
    const page = currentPage();
    if (page !== undefined) sharePage(page, 'menu', undefined);
  },
  resize(message) {
    windowResized(message);
  },
  onThemeChange(message) {
    themeChanged(message.theme);
  },
  device(message) {
    deviceChanged(message.profile);
  },
  task(message) {
    receiveTaskEvent(message);
  },
  privacy(message) {
    askForPrivacy(message);
  },
  object(message) {
    receiveManagerEvent(message);
  },
  dom(message) {
    dispatchDom(message);
  },
};

function onCurrentPage(name, args) {
  const page = currentPage();
  if (page !== undefined) callPage(page, name, args);
}

/** A tap on the tab bar: a route when the tab is another, then onTabItemTap on the tab's page. */
function tapTab(index) {
  const item = tabBar === undefined ? undefined : tabBar.list[index];
  if (item === undefined) return;
  const tell = () => {
    const page = currentPage();
    if (page === undefined || page.path !== item.pagePath) return;
    callPage(page, 'onTabItemTap', [{ index: `${index}`, pagePath: item.pagePath, text: item.text }]);
  };
  if (currentPath() === item.pagePath) tell();
  else startRoute('switchTab', { __proto__: null, url: `/${item.pagePath}` }, tell);
}

/** Back from the background: App.onShow, then the page's onShow, or a new launch when the message names a path. */
function comeToForeground(message) {
  const hasPath = typeof message.path === 'string' && message.path !== '';
  enterOptions = completeOptions({
    __proto__: null, ...enterOptions, referrerInfo: record(), ...message,
    path: hasPath ? message.path : currentPath(),
    query: message.query ?? (hasPath ? record() : currentQuery()),
  });
  appShown();
  if (hasPath) openEntry('autoReLaunch', enterOptions.path, enterOptions.query, false);
  else if (currentPage() !== undefined) showPage(currentPage());
}

function currentQuery() {
  const page = currentPage();
  return page === undefined ? record() : page.query;
}

/** Opens a page that the host names; a path that is no page goes to onPageNotFound (4.7). */
function openEntry(openType, path, query, isFirst) {
  if (pageMetaFor(path) === undefined) {
    const waiting = waitingRoutes.length;
    tellPageNotFound(path, query, isFirst);
    // A handler that asked for a route has put it into the queue.
    if (waitingRoutes.length === waiting && !routeRunning) emitUI('pageNotFound', { __proto__: null, path, query });
    return;
  }
  const route = makeRoute(openType, record());
  route.target = { __proto__: null, path, query, text: path + queryText(query) };
  enqueueRoute(route);
}

/** The device is another one: the profile, and what is told of a new size or theme. */
function deviceChanged(values) {
  if (!isObject(values)) return;
  const { theme, windowWidth, windowHeight } = profile;
  setProfile(values);
  if (profile.theme !== theme) themeChanged(profile.theme);
  if (profile.windowWidth !== windowWidth || profile.windowHeight !== windowHeight) windowResized(record());
}

/** New window sizes: the profile, `wx.onWindowResize`, pageLifetimes.resize and onResize of the page on top. */
function windowResized(message) {
  const size = isObject(message.size) ? message.size : message;
  const keys = ObjectKeys(size);
  for (let i = 0; i < keys.length; i += 1) profile[keys[i]] = size[keys[i]];
  const payload = () => ({ size: { windowWidth: profile.windowWidth, windowHeight: profile.windowHeight } });
  emitEvent('onWindowResize', payload());
  const page = currentPage();
  if (page === undefined) return;
  pageLifetime(page, 'resize', [payload().size]);
  callPage(page, 'onResize', [payload()]);
}

defineLocalEvent('onWindowResize');
