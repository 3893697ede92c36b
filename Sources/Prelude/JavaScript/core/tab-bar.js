/** The tab bar's state and APIs (pages-and-routing.md 4.11), shown to the host as ui state `tabBar`. */

/** The state as the host sees it, or `undefined` for an app without a tab bar. */
let tabBar;

/** Takes the tab bar of app.json, with the documented defaults. */
function setTabBar(config) {
  if (!isObject(config)) return;
  tabBar = {
    __proto__: null,
    color: config.color ?? '#999999',
    selectedColor: config.selectedColor ?? '#3cc51f',
    backgroundColor: config.backgroundColor ?? '#ffffff',
    borderStyle: config.borderStyle ?? 'black',
    position: config.position ?? 'bottom',
    custom: config.custom === true,
    list: mapList(config.list ?? list(), tabItem),
    selected: -1,
    visible: true,
  };
  emitUI('tabBar', tabBar);
}

function tabItem(item) {
  return {
    __proto__: null, pagePath: item.pagePath, text: item.text ?? '', iconPath: item.iconPath ?? '',
    selectedIconPath: item.selectedIconPath ?? '', badge: '', redDot: false,
  };
}

/** The position of a page in the tab bar, -1 for other pages. */
function tabIndexOf(path) {
  if (tabBar === undefined) return -1;
  for (let i = 0; i < tabBar.list.length; i += 1) if (tabBar.list[i].pagePath === path) return i;
  return -1;
}

/** Marks the tab of the page on top. */
function tabBarFollows(page) {
  if (tabBar === undefined || page === undefined) return;
  const selected = tabIndexOf(page.path);
  if (tabBar.selected === selected) return;
  tabBar.selected = selected;
  emitUI('tabBar', tabBar);
}

/**
 * Defines an API that changes the tab bar while a tab page is on top.
 * @param {(request: object) => string} change returns why not, or ''
 */
function defineTabBarAPI(name, params, change) {
  defineAsync(name, {
    params,
    run(request, reply) {
      const page = currentPage();
      const refusal = tabBar === undefined || page === undefined || tabIndexOf(page.path) < 0
        ? 'not TabBar page' : change(request);
      if (refusal !== '') {
        reply.fail(refusal);
        return;
      }
      emitUI('tabBar', tabBar);
      reply.ok();
    },
  });
}

/** Defines an API that changes one item of the tab bar. */
function defineTabItemAPI(name, params, change) {
  defineTabBarAPI(name, { __proto__: null, index: 0, ...params }, (request) => {
    const item = tabBar.list[request.index];
    if (item === undefined) return 'tabbar item not found';
    change(item, request);
    return '';
  });
}

/** Takes the named string values of a request over into a record. */
function takeStrings(target, request, names) {
  for (let i = 0; i < names.length; i += 1) {
    if (typeof request[names[i]] === 'string') target[names[i]] = request[names[i]];
  }
}

defineTabItemAPI('setTabBarItem', undefined, (item, request) => {
  takeStrings(item, request, ['text', 'iconPath', 'selectedIconPath']);
});
defineTabItemAPI('setTabBarBadge', { __proto__: null, text: '' }, (item, request) => {
  item.badge = request.text.length > 4 ? '...' : request.text;
  item.redDot = false;
});
defineTabItemAPI('removeTabBarBadge', undefined, (item) => { item.badge = ''; });
defineTabItemAPI('showTabBarRedDot', undefined, (item) => {
  item.redDot = true;
  item.badge = '';
});
defineTabItemAPI('hideTabBarRedDot', undefined, (item) => { item.redDot = false; });
defineTabBarAPI('setTabBarStyle', record(), (request) => {
  takeStrings(tabBar, request, ['color', 'selectedColor', 'backgroundColor', 'borderStyle']);
  return '';
});
defineTabBarAPI('showTabBar', record(), () => {
  tabBar.visible = true;
  return '';
});
defineTabBarAPI('hideTabBar', record(), () => {
  tabBar.visible = false;
  return '';
});
