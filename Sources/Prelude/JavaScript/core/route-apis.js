/** wx.navigateTo and its kin, and the routers of pages and components. */

const routeNames = listOf(['navigateTo', 'redirectTo', 'switchTab', 'reLaunch', 'navigateBack']);

function routeParameters(name) {
  return name === 'navigateBack' ? record() : { __proto__: null, url: '' };
}

for (let i = 0; i < routeNames.length; i += 1) {
  const name = routeNames[i];
  defineAsync(name, {
    params: routeParameters(name),
    run: (request, reply) => requestRoute(name, request, { __proto__: null, reply }),
  });
}

/** The object behind `this.router` and `this.pageRouter`: the route APIs, urls relative to a page or component. */
function makeRouter(basePath) {
  const router = {};
  for (let i = 0; i < routeNames.length; i += 1) {
    const name = routeNames[i];
    define(router, name, asyncFunction(name, routeParameters(name), (request, reply) => {
      requestRoute(name, request, { __proto__: null, base: basePath, reply });
    }));
  }
  return router;
}
