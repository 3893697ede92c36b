/** The listeners of routes and page loads (pages-and-routing.md 4.8), and wx.rewriteRoute. */

let lastRouteEvent = 0;

/** While onBeforeAppRoute listeners run: the route, and the url that one of them asked for. */
let rewriting;

for (const event in {
  __proto__: null, onBeforeAppRoute: 0, onAppRoute: 0, onAppRouteDone: 0, onBeforePageLoad: 0,
  onAfterPageLoad: 0, onBeforePageUnload: 0, onAfterPageUnload: 0,
}) defineLocalEvent(event);

/** Gives a route the id that all its events carry. */
function nameRoute(route) {
  lastRouteEvent += 1;
  route.eventID = `route-${lastRouteEvent}`;
}

/** Tells the listeners of a route event. @param {object | undefined} page the page that the event is about */
function emitRouteEvent(event, route, page) {
  noteRoutePerformance(event, route);
  if (!hasListeners(event)) return;
  const payload = {
    routeEventId: route.eventID,
    openType: route.openType,
    path: route.target.path,
    query: guestCopy(route.target.query),
    timeStamp: native.now(),
    notFound: false,
  };
  define(payload, 'isTabPage', isTabPage(route.target.path));
  define(payload, 'renderer', 'webview');
  if (page !== undefined) define(payload, 'page', page.instance);
  const id = page !== undefined ? page.id : route.pageID;
  if (id !== undefined) define(payload, 'webviewId', id);
  emitEvent(event, payload);
}

/** Runs onBeforeAppRoute and changes the route's target when a listener rewrote it. */
function emitBeforeRoute(route) {
  rewriting = { __proto__: null, route, target: undefined };
  try {
    emitRouteEvent('onBeforeAppRoute', route, undefined);
    if (rewriting.target !== undefined) route.target = rewriting.target;
  } finally {
    rewriting = undefined;
  }
}

defineAsync('rewriteRoute', {
  params: { __proto__: null, url: '' },
  run(request, reply) {
    const refusal = refuseRewrite(request);
    if (refusal !== '') reply.fail(refusal);
    else reply.ok();
  },
});

/** Rewrites the route that is about to happen; returns why not, or ''. */
function refuseRewrite(request) {
  if (rewriting === undefined) return 'rewriteRoute is only allowed in a onBeforeAppRoute callback';
  const { route } = rewriting;
  if (route.openType === 'navigateBack') return 'a "navigateBack" event is not allowed to be rewritten';
  if (rewriting.target !== undefined) return 'the route is already rewritten';
  const target = resolveRoute(request.url, route.target.path);
  if (pageMetaFor(target.path) === undefined) return `page "${target.text}" is not found`;
  if (isTabPage(target.path) !== isTabPage(route.target.path)) {
    return 'a route to a tab page and a route to another page cannot replace each other';
  }
  if (request.preserveQuery === true) target.query = route.target.query;
  rewriting.target = target;
  return '';
}
