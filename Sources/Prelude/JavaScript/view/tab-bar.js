/** The custom tab bar: one instance on each tab page (app-and-config.md, `tabBar.custom`). */

const TAB_BAR_PATH = 'custom-tab-bar/index';

/** Adds the custom tab bar to a tab page, if the mini-program has one. */
function createTabBar(handle) {
  const tabBar = launchInfo.tabBar;
  if (handle.meta.tab !== true || !isObject(tabBar) || tabBar.custom !== true) return;
  const definition = definitionAt(TAB_BAR_PATH);
  if (definition === undefined) return;
  const page = handle.component;
  const node = new ViewNode(ELEMENT, 'custom-tab-bar', page);
  node.prepared = bareElement;
  linkNode(page.shadow, node, null);
  const component = new LiveComponent(definition, node, page, handle);
  component.isOutsidePageLife = true;
  createComponent(component);
  handle.tabBar = component;
  placeNode(node);
}

function detachTabBar(handle) {
  handle.tabBar = null;
}

/** What `getTabBar()` gives: the instance on the page, or null. */
function tabBarInstance(handle) {
  return handle === null || handle.tabBar === null ? null : handle.tabBar.instance;
}
