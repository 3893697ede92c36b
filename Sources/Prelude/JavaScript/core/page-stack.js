/** The stack of pages: the handles that the view gives out, bottom first, and the living tab pages. */

const stackedPages = list();

/** Tab pages with an instance, by path, on the stack or not (pages-and-routing.md 4.6). */
const tabPages = new MapCtor();

/** Every living page by id. */
const pagesByID = new MapCtor();

/** The handle of the page that a user sees, or `undefined` before the first. */
function currentPage() {
  return stackedPages[stackedPages.length - 1];
}

/** The handle of a living page. */
function pageHandle(id) {
  return MapGet(pagesByID, id);
}

/** The guest's getCurrentPages(): a fresh array of instances, bottom first. */
function guestGetCurrentPages() {
  return toArray(mapList(stackedPages, (page) => page.instance));
}

/** Tells the host which pages are on the stack, when that changed. */
function emitStack() {
  const ids = join(mapList(stackedPages, (page) => `${page.id}`), ',');
  if (ids === emittedStack) return;
  emittedStack = ids;
  emitOp(`["stack",[${ids}]]`);
}

let emittedStack = '';

/** Makes a page's instance and puts the page on the stack (4.3 steps 1 to 5, and show). */
function openPage(route, path, query) {
  const meta = pageMetaFor(path);
  ensureRegistered(path);
  if (!isRegistered(path)) registerMissing(path);
  const id = nextNodeID();
  route.pageID = id;
  takeChannel(id);
  emitRouteEvent('onBeforePageLoad', route, undefined);
  const options = guestCopy(query);
  const page = createPage(id, meta, options);
  page.meta = meta;
  page.query = query;
  page.alive = true;
  page.ready = false;
  MapSet(pagesByID, id, page);
  if (meta.tab === true) MapSet(tabPages, path, page);
  push(stackedPages, page);
  emitStack();
  attachPage(page);
  callPage(page, 'onLoad', [options]);
  showPage(page);
  emitRouteEvent('onAfterPageLoad', route, page);
  return page;
}

/** A page whose script never called Page() or Component() opens empty, with the platform's two sentences. */
function registerMissing(path) {
  logError(`Page[${path}] not found. May be caused by: 1. Forgot to add page route in app.json. ` +
    '2. Invoking Page() in async task.');
  logError('Page is not constructed because it is not found.');
  registerPage(path, {});
}

/** pageLifetimes.show of components, then the page's onShow. */
function showPage(page) {
  page.shown = true;
  pageLifetime(page, 'show', []);
  callPage(page, 'onShow', []);
}

/** pageLifetimes.hide of components, then the page's onHide; nothing when the page is hidden already. */
function hidePage(page) {
  if (page === undefined || page.shown !== true) return;
  page.shown = false;
  pageLifetime(page, 'hide', []);
  callPage(page, 'onHide', []);
}

/** `ready` of components and the page's onReady, once, unless the page is gone. */
function makeReady(page) {
  if (!page.alive || page.ready) return;
  page.ready = true;
  readyPage(page);
  callPage(page, 'onReady', []);
}

/** onUnload, `detached`, and off the stack. */
function closePage(route, page) {
  emitRouteEvent('onBeforePageUnload', route, page);
  page.shown = false;
  callPage(page, 'onUnload', []);
  page.alive = false;
  detachPage(page);
  MapDelete(pagesByID, page.id);
  if (MapGet(tabPages, page.path) === page) MapDelete(tabPages, page.path);
  const at = indexIn(stackedPages, page);
  if (at >= 0) removeAt(stackedPages, at);
  forgetPageState(page.id);
  emitRouteEvent('onAfterPageUnload', route, undefined);
}
