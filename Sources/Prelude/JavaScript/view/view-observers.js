/**
 * Intersection and media query observers (api-core.md 9.13). Without layout every node is at the
 * origin and has no size, so an observed node is reported once, as inside and with the ratio 0 of
 * empty areas.
 */
const observerStates = new WeakMapCtor();

const intersectionObserverPrototype = prototypeWith({
  __proto__: null,

  relativeTo() {
    return this;
  },

  relativeToViewport() {
    return this;
  },

  observe(selector, callback) {
    const state = WeakMapGet(observerStates, this);
    if (state === undefined || typeof callback !== 'function') return;
    state.isConnected = true;
    queueTask(() => reportIntersections(state, `${selector}`, callback));
  },

  disconnect() {
    const state = WeakMapGet(observerStates, this);
    if (state !== undefined) state.isConnected = false;
  },
});

function makeIntersectionObserver(component, options) {
  const observer = ObjectCreate(intersectionObserverPrototype);
  const isAll = isObject(options) && options.observeAll === true;
  WeakMapSet(observerStates, observer, { __proto__: null, component, isAll, isConnected: false });
  return observer;
}

function reportIntersections(state, selector, callback) {
  const current = currentPage();
  const component = state.component ?? (current === undefined ? undefined : current.component);
  if (!state.isConnected || component === undefined) return;
  const found = list();
  eachMatch(component, selector, (node) => {
    push(found, node);
    return !state.isAll;
  });
  for (let i = 0; i < found.length && state.isConnected; i += 1) {
    callGuest(callback, undefined, [intersectionOf(found[i])], 'IntersectionObserver callback');
  }
}

function intersectionOf(node) {
  const rect = addRectAndSize({}, geometryOf(node));
  const size = viewportSize();
  return {
    id: textOf(attributeOf(node, 'id')),
    dataset: datasetOf(node),
    intersectionRatio: 0,
    intersectionRect: { ...rect },
    boundingClientRect: rect,
    relativeRect: { left: 0, top: 0, right: size.width, bottom: size.height },
    time: native.now(),
  };
}

function addRectAndSize(answer, place) {
  addRect(answer, place);
  addSize(answer, place);
  return answer;
}

const mediaQueryObserverPrototype = prototypeWith({
  __proto__: null,

  observe(query, callback) {
    if (typeof callback !== 'function') return;
    const matches = matchesMedia(isObject(query) ? { __proto__: null, ...query } : record());
    queueTask(() => callGuest(callback, undefined, [{ matches }], 'MediaQueryObserver callback'));
  },

  disconnect() {},
});

function makeMediaQueryObserver() {
  return ObjectCreate(mediaQueryObserverPrototype);
}

function matchesMedia(query) {
  const { width, height } = viewportSize();
  if (query.minWidth !== undefined && width < query.minWidth) return false;
  if (query.maxWidth !== undefined && width > query.maxWidth) return false;
  if (query.width !== undefined && width !== query.width) return false;
  if (query.minHeight !== undefined && height < query.minHeight) return false;
  if (query.maxHeight !== undefined && height > query.maxHeight) return false;
  if (query.height !== undefined && height !== query.height) return false;
  return query.orientation === undefined || query.orientation === (
    width > height ? 'landscape' : 'portrait'
  );
}
