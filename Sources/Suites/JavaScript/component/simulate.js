/** The module that answers to `miniprogram-simulate`: components without a mini-program around them. */

/** Components that are rendered now, by the test or block that they go with; those of no one stay. */
const renderedComponents = new Map();

let lastComponent = 0;

function nextComponentPath() {
  lastComponent += 1;
  return `sampan-loaded/${suitePath}/${lastComponent}`;
}

/** `load(path, tag, options)` or `load(definition)`. @returns {string} an id for `render` */
function loadComponent(target, tag, options = {}) {
  if (typeof tag === 'object' && tag !== null) return loadComponent(target, undefined, tag);
  if (typeof target === 'string') return loadFromPath(target, tag ?? 'main', options);
  if (typeof target !== 'object' || target === null) {
    throw new TypeError(`load takes a path or a definition, found ${brief(target)}`);
  }
  return loadDefinition(target);
}

function loadFromPath(target, tag, options) {
  const load = new ComponentLoad(packagePath(target));
  const root = options.rootPath === undefined ? pathModule.dirname(load.path) : packagePath(options.rootPath);
  declareTree(load, load.path, tag, root === '.' ? '' : root, options.usingComponents ?? {});
  if (!components.isDefined(load.path)) throw new Error(`'${target}' does not call Component()`);
  return addLoad(load);
}

/** A path from the folder of the tests, without a slash in front. */
function packagePath(path) {
  return pathModule.resolve(`/${pathModule.dirname(suitePath)}`, path).slice(1);
}

/** Tells the prelude of a component and of all that it uses, and runs their scripts, the used ones first. */
function declareTree(load, path, tag, root, overrides) {
  if (load.tags.has(path)) return;
  load.tags.set(path, tag);
  const config = readJSON(`${path}.json`);
  if (config === undefined) throw new Error(`invalid componentPath: ${path}; there is no ${path}.json`);
  const used = {};
  Object.entries({ ...config.usingComponents, ...overrides }).forEach(([name, target]) => {
    const known = loads.get(target);
    const at = known?.path ?? usedPath(path, root, String(target));
    if (at === undefined) return;
    used[name] = at;
    if (known === undefined) declareTree(load, at, name, root, overrides);
    else load.foreign.set(at, known);
  });
  addGlobals(load);
  components.declare(path, {
    components: { ...globalPaths(), ...used }, generics: config.componentGenerics ?? {}, placeholders: {},
    styleIsolation: config.styleIsolation ?? null, pure: null,
  });
  native.requireModule(`${path}.js`);
}

function globalPaths() {
  return Object.fromEntries(Object.entries(globalComponents).map(([tag, load]) => [tag, load.path]));
}

/** Lets a load know those components that every template may use. */
function addGlobals(load) {
  Object.values(globalComponents).forEach((one) => { load.foreign.set(one.path, one); });
}

/** The path of a used component; `undefined` when it is not there, as the platform's tools pass over it. */
function usedPath(from, root, target) {
  const at = target.startsWith('/') ? pathModule.join(root, target.slice(1))
    : pathModule.join(pathModule.dirname(from), target);
  return [at, `${at}/index`].find((one) => readJSON(`${one}.json`) !== undefined);
}

function readJSON(path) {
  try {
    return native.requireModule(path);
  } catch {
    return undefined;
  }
}

function loadDefinition(definition) {
  const { id, tagName, template = '', usingComponents = {}, ...options } = definition;
  const load = new ComponentLoad(nextComponentPath());
  load.hasPrefix = false;
  load.tags.set(load.path, tagName);
  addGlobals(load);
  const used = globalPaths();
  Object.entries(usingComponents).forEach(([tag, target]) => {
    const known = loads.get(target) ?? loads.get(loadFromPath(target, tag, {}));
    used[tag] = known.path;
    load.foreign.set(known.path, known);
  });
  native.callHostNow({ verb: 'template', world: 'none', path: `${load.path}.wxml`, text: tidied(template) });
  components.declare(load.path, { components: used, generics: {}, placeholders: {}, styleIsolation: null, pure: null });
  components.define(load.path, options);
  if (id !== undefined) globalComponents[id] = load;
  return addLoad(load);
}

/**
 * A template as the platform's module reads those of definitions: texts are trimmed, end tags that nothing opened are
 * passed over, and those that are missing added.
 */
function tidied(template) {
  const open = [];
  let tidy = '';
  let at = 0;
  const addText = (until) => { tidy += template.slice(at, until).trim().replace(/\s+/g, ' '); };
  const tags = /<!--[^]*?-->|<wxs\b[^>]*?\/>|<wxs\b[^]*?<\/wxs\s*>|<(\/?)([-\w]+)((?:"[^"]*"|'[^']*'|[^"'>])*?)(\/?)>/g;
  for (const { 0: whole, 1: slash, 2: tag, 4: isEmpty, index } of template.matchAll(tags)) {
    addText(index);
    at = index + whole.length;
    if (tag === undefined) {
      if (!whole.startsWith('<!--')) tidy += whole;
    } else if (slash === '') {
      tidy += whole;
      if (isEmpty === '') open.push(tag);
    } else if (open.includes(tag)) {
      open.splice(open.lastIndexOf(tag)).reverse().forEach((one) => { tidy += `</${one}>`; });
    }
  }
  addText();
  return tidy + open.reverse().map((tag) => `</${tag}>`).join('');
}

/** `render(id, properties)`. @returns {RootComponent} */
function renderComponent(id, properties = {}) {
  const load = loads.get(id);
  if (load === undefined) throw new Error('you need to pass the componentId');
  const { page, host } = components.render(load.path, 'sampan-root', properties);
  const root = new RootComponent(host, page, load, properties);
  renderedComponents.set(root, runningBlock ?? running);
  return root;
}

/** One element of a rendered tree. */
class SimulatedComponent {
  #node;

  constructor(node) {
    this.#node = node;
  }

  get node() { return this.#node; }

  get dom() { return domOf(this.#node); }

  get instance() { return components.instanceOf(this.#node); }

  get data() { return this.instance?.data; }

  querySelector(selector) {
    const [first] = components.find(this.#node, selector);
    return first === undefined ? undefined : simulated(first);
  }

  querySelectorAll(selector) { return components.find(this.#node, selector).map(simulated); }

  setData(data, callback) {
    this.instance?.setData(data);
    if (typeof callback === 'function') Promise.resolve().then(callback).catch((error) => console.error(error));
  }

  dispatchEvent(name, options = {}) {
    const touches = touchesFor(name, options);
    Promise.resolve().then(() => components.dispatch(this.#node, name, options.detail ?? {}, touches));
    if (name === 'touchend' || name === 'touchstart') simulateTap(this, name, touches);
  }

  addEventListener(name, handler, capture = false) {
    components.listen(this.#node, name, handler, capture === true || capture?.capture === true);
  }

  removeEventListener(name, handler) { components.unlisten(this.#node, name, handler); }

  triggerLifeTime(name, ...args) { components.lifetime(this.#node, name, args); }

  triggerPageLifeTime(name, ...args) { components.pageLifetime(this.#node, name, args); }

  toJSON() { return treeOf(this.#node); }
}

class RootComponent extends SimulatedComponent {
  #page;

  constructor(node, page, load, properties) {
    super(node);
    this.#page = page;
    rootLoads.set(node, load);
    rootProperties.set(node, { ...properties });
    Object.defineProperty(this.instance, '$$', { configurable: true, get: () => this.dom });
  }

  attach(parent) {
    this.parentNode = parent;
    parent?.appendChild?.(this.dom);
    components.attach(this.#page);
  }

  detach() {
    if (this.parentNode === undefined) return;
    this.parentNode?.removeChild?.(this.dom);
    this.parentNode = undefined;
    components.detach(this.#page);
    renderedComponents.delete(this);
  }
}

const simulatedByNode = new WeakMap();

function simulated(node) {
  if (!simulatedByNode.has(node)) simulatedByNode.set(node, new SimulatedComponent(node));
  return simulatedByNode.get(node);
}

/** Touch points in the form that handlers get. */
function touchesFor(name, options) {
  const isTouch = /^touch(?:start|move|end|cancel)$/.test(name);
  if (!isTouch) return { touches: options.touches ?? {}, changedTouches: options.changedTouches ?? {} };
  const isDown = name === 'touchstart' || name === 'touchmove';
  const points = (list) => list.map((touch, index) => ({
    identifier: index, clientX: touch.x, clientY: touch.y, pageX: touch.x, pageY: touch.y, ...touch,
  }));
  return {
    touches: points(options.touches ?? (isDown ? [{ x: 0, y: 0 }] : [])),
    changedTouches: points(options.changedTouches ?? [{ x: 0, y: 0 }]),
  };
}

let touchBegan;

/** A touch that ends where it began is a tap; one that lasts 350 ms is a long press. */
function simulateTap(component, name, touches) {
  if (name === 'touchstart') {
    const began = { component, touches, isPressed: false };
    touchBegan = began;
    setTimeout(() => {
      if (touchBegan !== began) return;
      began.isPressed = true;
      components.dispatch(component.node, 'longpress', placeOf(touches), touches);
    }, 350);
    return;
  }
  const began = touchBegan;
  touchBegan = undefined;
  if (began === undefined || began.isPressed || touches.touches.length > 0) return;
  Promise.resolve().then(() => components.dispatch(component.node, 'tap', placeOf(touches), began.touches));
}

function placeOf(touches) {
  const [point] = touches.changedTouches;
  return { x: point?.pageX ?? 0, y: point?.pageY ?? 0 };
}

/** Scrolls an element to a place by steps, each a `scroll` event. */
function scrollComponent(component, offset = 0, times = 20, property = 'scrollTop') {
  const { dom } = component;
  const from = dom[property] ?? 0;
  for (let i = 1; i <= times; i += 1) {
    setTimeout(() => {
      dom[property] = i === times ? offset : from + Math.trunc((offset - from) / times) * i;
      components.dispatch(component.node, 'scroll', {
        scrollTop: dom.scrollTop ?? 0, scrollLeft: dom.scrollLeft ?? 0,
      }, {});
    }, 0);
  }
}

/** Ends what a test, or the beforeAll of a block, rendered and did not take away. */
function endRendered(owner) {
  renderedComponents.forEach((one, root) => {
    if (one !== owner) return;
    root.detach();
    renderedComponents.delete(root);
  });
}

const simulate = {
  load: loadComponent,
  render: renderComponent,
  behavior: (definition) => Behavior(definition),
  match: matchesHTML,
  sleep: (time = 0) => sleep(time),
  scroll: scrollComponent,
};

/** What suites make functions of `wx` with. */
const simulateUtilities = {
  mockSync: (value) => () => value,
  mockAsync: (name, value) => (options = {}) => answerLater(name, value, options),
  mockAsyncAndPromise: (name, value) => (options = {}) => answerLater(name, value, options),
};

function answerLater(name, value, { success, complete }) {
  const result = { ...value, errMsg: `${name}:ok` };
  return Promise.resolve().then(() => {
    success?.(result);
    complete?.(result);
    return result;
  });
}
