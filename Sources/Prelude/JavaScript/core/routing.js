/**
 * Routes (pages-and-routing.md 4.5 to 4.7): one at a time, in the order of the requests, each a task. A route
 * changes the stack, runs the pages' functions, answers its caller, and only then lets the next one begin.
 *
 * @typedef {object} Route
 * @property {string} openType  appLaunch, navigateTo, redirectTo, switchTab, reLaunch, autoReLaunch, navigateBack
 * @property {{path: string, query: object, text: string}} target
 * @property {number} delta  pages to close, for navigateBack
 * @property {object | undefined} channels  the pair of event channels, for navigateTo
 * @property {Reply} reply  answered after the page's onShow
 * @property {(result: {errMsg: string}) => void} done  called once nothing of the route is left to do
 */

const waitingRoutes = list();

/** Whether a route is between its first and its last task. */
let routeRunning = false;

/** Routes asked for before the first page wait for it. */
let routesOpen = false;

/**
 * Asks for a route.
 * @param {string} api  the route API's name  @param {{url?: string, delta?: number, events?: object}} request
 * @param {{base?: string, reply?: Reply, done?: Function}} [extras]
 */
function requestRoute(api, request, extras = record()) {
  const route = makeRoute(api, extras);
  if (api === 'navigateBack') route.delta = backDelta(request.delta);
  else route.target = resolveRoute(request.url, extras.base ?? currentPath());
  if (api === 'navigateTo') {
    route.channels = makeChannelPair();
    listenToEvents(route.channels.opener, request.events);
  }
  enqueueRoute(route);
}

function makeRoute(openType, extras) {
  return {
    __proto__: null, openType, target: undefined, delta: 0, channels: undefined, pageID: undefined,
    reply: extras.reply ?? silentReply, done: extras.done ?? (() => {}),
  };
}

function enqueueRoute(route) {
  nameRoute(route);
  push(waitingRoutes, route);
  startNextRoute();
}

function startNextRoute() {
  if (routeRunning || !routesOpen || waitingRoutes.length === 0) return;
  routeRunning = true;
  const route = waitingRoutes[0];
  removeAt(waitingRoutes, 0);
  queueStep(() => runRoute(route));
}

/** A route for code of ours, such as <navigator> or the host. `done` gets the result when all is over. */
function startRoute(api, request, done = () => {}) {
  if (api !== 'navigateBack') {
    const sentences = parameterErrors(request, { __proto__: null, url: '' });
    if (sentences !== '') {
      done({ errMsg: `${api}:fail parameter error: ${sentences}` });
      return;
    }
  }
  requestRoute(api, request, { __proto__: null, done });
}

/** The path of the current page, '' before the first. */
function currentPath() {
  const page = currentPage();
  return page === undefined ? '' : page.path;
}

/** delta as the platform reads it: whole, at least 1, and 1 for what is no number. */
function backDelta(delta) {
  return typeof delta === 'number' && delta >= 1 ? MathTrunc(delta) : 1;
}

function runRoute(route) {
  const refusal = refuseRoute(route);
  if (refusal !== '') {
    endRoute(route, `${route.openType}:fail ${refusal}`, () => route.reply.fail(refusal));
    return;
  }
  const failure = performRoute(route);
  emitStack();
  tabBarFollows(currentPage());
  if (failure !== '') {
    endRoute(route, `${route.openType}:fail ${failure}`, () => route.reply.fail(failure));
    return;
  }
  emitRouteEvent('onAppRoute', route, currentPage());
  endRoute(route, `${route.openType}:ok`, () => route.reply.ok(
    route.channels === undefined ? undefined : { __proto__: null, eventChannel: route.channels.opener }));
}

/** Changes the stack; returns why a page could not be made, or ''. */
function performRoute(route) {
  try {
    if (route.openType === 'navigateBack') aimBack(route);
    emitBeforeRoute(route);
    transitions[route.openType](route);
    return '';
  } catch (error) {
    reportError(error, `${route.openType} to ${route.target.path}`);
    return `page "${route.target.text}" cannot be opened: ${failureText(error)}`;
  }
}

/** Why a route cannot happen, in the platform's words, or ''. */
function refuseRoute(route) {
  const { openType, target } = route;
  if (openType === 'navigateBack') {
    return stackedPages.length > 1 ? '' : 'cannot navigate back at first page';
  }
  if (pageMetaFor(target.path) === undefined) return `page "${target.text}" is not found`;
  const isTab = isTabPage(target.path);
  if (openType === 'switchTab') return isTab ? '' : 'can not switch to no-tabBar page';
  if (isTab && (openType === 'navigateTo' || openType === 'redirectTo')) {
    return `can not ${openType} a tabbar page`;
  }
  if (openType === 'navigateTo' && stackedPages.length >= limits.stack) return 'webview count limit exceed';
  return '';
}

/** The last tasks of a route: the answer, then `ready`, then routeDone, then the next route. */
function endRoute(route, errMsg, answer) {
  const page = currentPage();
  const moved = StringEndsWith(errMsg, ':ok');
  answer();
  queueStep(() => {
    if (moved && page !== undefined) makeReady(page);
    queueStep(() => {
      if (moved && page !== undefined) tellRouteDone(route, page);
      routeRunning = false;
      const { done } = route;
      done({ errMsg });
      startNextRoute();
    });
  });
}

function tellRouteDone(route, page) {
  if (page.alive) {
    pageLifetime(page, 'routeDone', []);
    callPage(page, 'onRouteDone', []);
  }
  emitRouteEvent('onAppRouteDone', route, page);
}
