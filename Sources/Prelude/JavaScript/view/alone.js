/**
 * Components that stand alone, for tests of components: no page is opened, and the host sees nothing of them.
 * The test library gets these functions, and through them the nodes, which mini-programs never see.
 */

let lastAlone = 0;

/** Listeners that a test put on nodes: node → list of `{type, handler, isCapture}`; null while there are none. */
let outsideListeners = null;

/**
 * What bindings of templates gave nodes, whatever became of it: node → map of names of attributes, and of expressions
 * whose functions the node was not given. Null outside of tests of components.
 */
let writtenAttributes = null;

/** Notes a value for `written`. */
function noteWritten(node, key, value) {
  let values = WeakMapGet(writtenAttributes, node);
  if (values === undefined) {
    values = new MapCtor();
    WeakMapSet(writtenAttributes, node, values);
  }
  MapSet(values, key, value);
}

const componentTools = ObjectFreeze({
  __proto__: null,

  /** Makes a component known: its json as the launch message would tell it. */
  declare(path, config) {
    launchInfo.components[path] = withoutPrototypes(config);
  },

  /** Registers what `Component()` would for a path. */
  define(path, options) {
    registerComponent(path, options);
  },

  isDefined: (path) => definitionAt(path) !== undefined,

  /** Renders a component under a tag. @returns the page around it, and its host node */
  render(path, tag, properties) {
    if (writtenAttributes === null) writtenAttributes = new WeakMapCtor();
    lastAlone += 1;
    const pagePath = `sampan-alone/${lastAlone}`;
    const meta = withoutPrototypes({
      path: pagePath, root: '', tab: false, config: {}, components: { [tag]: path }, placeholders: {},
    });
    pageMetas[pagePath] = meta;
    MapSet(templateFiles, `${pagePath}.wxml`, new TemplateFile(pagePath, {
      __proto__: null, main: listOf([{ __proto__: null, e: StringToLowerCase(tag) }]), templates: record(),
      imports: list(), wxs: record(),
    }));
    registerPage(pagePath, {});
    const root = new ViewNode(ELEMENT, 'page', null);
    root.prepared = bareElement;
    const component = new LiveComponent(definitionAt(pagePath), root, null, null);
    const page = new PageHandle(root.id, meta, component);
    component.page = page;
    component.prepareInstance = (instance) => fillPage(page, instance, {});
    createComponent(component);
    page.instance = component.instance;
    const host = component.shadow.first;
    const names = ObjectKeys(properties);
    for (let i = 0; i < names.length; i += 1) {
      const isKnown = host.component.definition.properties[names[i]] !== undefined;
      if (isKnown) queueProperty(host.component, names[i], properties[names[i]]);
    }
    commitProperties(host.component);
    return { page, host };
  },

  attach(page) {
    attachTree(page.component.node);
    page.isReady = true;
    readyTree(page.component.node);
  },

  detach(page) {
    detachTree(page.component.node);
  },

  /** The elements that a selector finds inside a component, or below a node. */
  find(node, selector) {
    const parsed = parseSelector(`${selector}`);
    const found = list();
    if (parsed !== undefined) {
      const top = node.component === null ? node : node.component.shadow;
      searchTree(top, parsed, false, (match) => { push(found, match); });
    }
    return toArray(found);
  },

  /** Sends an event as a user or another component would. */
  dispatch(node, type, detail, touches) {
    const message = { __proto__: null, type, detail, bubbles: true, composed: true, ...touches };
    sendDom(node, message, detail);
  },

  listen(node, type, handler, isCapture) {
    if (outsideListeners === null) outsideListeners = new MapCtor();
    if (!MapHas(outsideListeners, node)) MapSet(outsideListeners, node, list());
    push(MapGet(outsideListeners, node), { __proto__: null, type, handler, isCapture });
  },

  unlisten(node, type, handler) {
    const listeners = outsideListeners === null ? undefined : MapGet(outsideListeners, node);
    if (listeners === undefined) return;
    MapSet(outsideListeners, node, filterList(listeners, (one) => one.type !== type || one.handler !== handler));
  },

  instanceOf: (node) => (node.component === null ? undefined : node.component.instance),
  /** The host node of the component whose template wrote a node; `undefined` for what stands outside of all. */
  ownerOf: (node) => (node.owner === null ? undefined : node.owner.node),
  pathOf: (node) => (node.component === null ? undefined : node.component.definition.path),
  /** Whether the host of a component is not shown itself, only what is in it. */
  isVirtual: (node) => node.component !== null && node.component.definition.options.virtualHost === true,
  hasProperty: (node, name) => node.component !== null && node.component.definition.properties[name] !== undefined,

  setData(node, values, callback) {
    setData(node.component, values, callback);
  },

  lifetime(node, name, args) {
    if (node.component !== null) callLifetime(node.component, name, args);
  },

  pageLifetime(node, name, args) {
    if (node.component !== null) callPageLifetime(node.component, name, args);
  },

  /** What is shown inside a node: `{text}`, or `{node}` with what describe() tells of it. */
  children(node) {
    const children = list();
    const visit = (child) => {
      if (child.kind === SLOT) eachShown(child, visit);
      else push(children, child);
    };
    eachShown(node, visit);
    return toArray(children);
  },

  /** A node as it is shown: `{text}`, or its tag, attributes and dataset. */
  describe(node) {
    if (node.kind === TEXT) return { text: node.text };
    const attributes = {};
    for (const name in node.attributes) define(attributes, name, node.attributes[name]);
    return { tag: node.tag, attributes, dataset: datasetOf(node) };
  },

  /** What the template of an element says of it: attributes with the values they have now, datasets, listeners. */
  written(node) {
    const { prepared } = node;
    const attributes = {};
    for (const name in prepared.attributes) define(attributes, name, prepared.attributes[name]);
    const values = WeakMapGet(writtenAttributes, node);
    for (let i = 0; i < prepared.bound.length; i += 1) {
      const { name, expression } = prepared.bound[i];
      const value = values === undefined ? undefined : MapGet(values, name);
      define(attributes, name, value === undefined && values !== undefined ? MapGet(values, expression) : value);
    }
    const dataset = datasetOf(node);
    for (let i = 0; i < prepared.boundData.length; i += 1) {
      const { name } = prepared.boundData[i];
      if (!(name in dataset)) define(dataset, name, undefined);
    }
    const listeners = list();
    for (let i = 0; i < prepared.listeners.length; i += 1) {
      const { type, phase, handler } = prepared.listeners[i];
      const { isCapture, isMutual, isCatching } = phaseOf(phase);
      push(listeners, {
        name: type, handler: (isExpression(handler) ? node.handlers[i] : handler) ?? '',
        isCapture, isMutated: isMutual, isCatch: isCatching,
      });
    }
    return { attributes, dataset, listeners: toArray(listeners) };
  },
});

/** Calls what a test listens with on a node. */
function runOutside(event, node, isCapture) {
  const listeners = MapGet(outsideListeners, node);
  for (let i = 0; listeners !== undefined && i < listeners.length; i += 1) {
    const { type, handler } = listeners[i];
    if (type !== event.type || listeners[i].isCapture !== isCapture) continue;
    callGuest(handler, undefined, [eventObject(event, node)], 'a listener of the test');
  }
}
