/** Pages: components at the top of a view (pages-and-routing.md 4.2, 4.3). */

/** Keys of `Page({…})` that are no members of the page. */
const pageSections = ObjectFreeze({
  __proto__: null, data: true, options: true, behaviors: true, observers: true,
});

/**
 * Definition of a page made by `Page` → its options, from which each instance takes its members.
 */
const pageOptions = new MapCtor();

class PageHandle {
  constructor(id, meta, component) {
    this.id = id;
    this.path = meta.path;
    this.meta = meta;
    this.component = component;
    this.instance = undefined;
    this.loaded = false;
    /** Whether its components have had `show` but not `hide`. */
    this.isShown = false;
    this.isReady = false;
    this.tabBar = null;
    /** The text control that has the focus, or null. */
    this.focused = null;
    /** The `<page-container>` that is open, or null. */
    this.container = null;
    this.openedAt = native.now();
  }
}
ObjectSetPrototypeOf(PageHandle.prototype, null);

/** Takes a `Page({…})` for a path. */
function registerPage(path, options) {
  if (!isDataObject(options)) {
    logError(`Page(): expected an object, found ${tagOf(options)} (${path})`);
    return;
  }
  applyFilters(options);
  const parts = readParts({
    behaviors: options.behaviors,
    data: options.data,
    observers: options.observers,
    options: options.options,
  });
  const definition = new Definition(path, parts, true);
  addDefinition(path, definition);
  MapSet(pageOptions, definition, options);
}

/** Makes a page and runs `created` of its components and its own. */
function createPage(pageID, meta, query) {
  const definition = definitionAt(meta.path);
  const node = new ViewNode(ELEMENT, 'page', null);
  node.id = pageID;
  node.prepared = bareElement;
  const component = new LiveComponent(definition, node, null, null);
  const handle = new PageHandle(pageID, meta, component);
  component.page = handle;
  component.prepareInstance = (instance) => fillPage(handle, instance, query);
  createComponent(component);
  handle.instance = component.instance;
  if (!definition.isPage) takeQuery(component, query);
  emitOp(`["page",${pageID},${pageInfo(handle, query)}]`);
  return handle;
}

/** Gives the instance its members before `created` runs. */
function fillPage(handle, instance, query) {
  handle.instance = instance;
  const options = MapGet(pageOptions, handle.component.definition);
  if (options !== undefined) copyMembers(instance, options);
  define(instance, 'route', handle.path);
  define(instance, 'options', query);
  // Not documented, but what testing tools and many libraries know pages by.
  defineHidden(instance, '__wxWebviewId__', handle.id);
  defineHidden(instance, 'renderer', 'webview');
}

/**
 * Copies the members of a page's options: functions bound to the page, everything else copied in
 * depth.
 */
function copyMembers(instance, options) {
  const names = ObjectKeys(options);
  for (let i = 0; i < names.length; i += 1) {
    const name = names[i];
    if (pageSections[name] === true) continue;
    const value = options[name];
    const isMethod = typeof value === 'function';
    define(instance, name, isMethod ? FunctionBind(value, instance) : deepCopyGraph(value));
  }
}

/** Sets the properties of a component used as page from the query (components.md 3.11). */
function takeQuery(component, query) {
  for (const name in component.definition.properties) {
    const value = isObject(query) ? own(query, name) : undefined;
    if (value !== undefined) queueProperty(component, name, value);
  }
  commitProperties(component);
}

function pageInfo(handle, query) {
  return jsonOf({
    __proto__: null,
    path: handle.path,
    query,
    config: handle.meta.config,
    component: handle.component.definition.isPage ? undefined : handle.path,
    styleIsolation: styleIsolationOf(handle.component.definition),
  });
}

/** Runs `attached` of the page and its components, and lets the host see the page. */
function attachPage(handle) {
  const node = handle.component.node;
  node.live = true;
  push(shownPages, node);
  showTogether(node);
  createTabBar(handle);
  attachTree(node);
}

/** Shows everything in a new page. */
function showTogether(page) {
  let first = null;
  const more = list();
  eachShown(page, (node) => {
    if (first === null) first = node;
    else push(more, node);
  });
  if (first !== null) queueInsertion(first, page.id, 0, more);
}

/** Runs `ready` of the components. */
function readyPage(handle) {
  handle.isReady = true;
  readyTree(handle.component.node);
  if (handle.tabBar !== null) readyTree(handle.tabBar.node);
}

/** Runs a page lifetime of the components: `show`, `hide`, `resize`, `routeDone`. */
function pageLifetime(handle, name, args) {
  if (name === 'show') handle.isShown = true;
  if (name === 'hide') handle.isShown = false;
  if (name === 'resize') tellWindowSize(handle);
  pageLifetimeTree(handle.component.node, name, args);
}

/** Ends a page: `detached` of its components, then nothing of it is left. */
function detachPage(handle) {
  const node = handle.component.node;
  handle.isShown = false;
  detachTabBar(handle);
  detachTree(node);
  flushView();
  forgetShown(node);
  shownPages = filterList(shownPages, (page) => page !== node);
  emitOp(`["drop",${handle.id}]`);
}

/**
 * Whether a page has a function of a name: a key of Page, a method of Component or of a behavior.
 */
function hasPageFunction(handle, name) {
  return methodOf(handle.component, name) !== undefined;
}

/** Calls a function of a page. @returns {{called: boolean, value: *}} */
function callPage(handle, name, args) {
  const method = methodOf(handle.component, name);
  if (method === undefined) return { __proto__: null, called: false, value: undefined };
  const value = callComponent(handle.component, method, args, name);
  return { __proto__: null, called: true, value };
}

/** The instance of the component at a host node or of the page at a root node, or `undefined`. */
function instanceForNode(id) {
  const node = nodeWithID(id);
  return node === undefined || node.component === null ? undefined : node.component.instance;
}

/** The data that a mini-program sees on an instance. */
function pageDataOf(instance) {
  const component = componentOf(instance);
  return component === undefined ? undefined : component.data;
}

/** `setData` for the host. */
function setDataOn(instance, values, callback) {
  setData(requireComponent(instance), values, callback);
}
