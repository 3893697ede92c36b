/**
 * Components that stand alone, for tests of components: no page is opened, and the host sees nothing of them.
 * The test library gets these functions, and through them the nodes, which mini-programs never see.
 */

let lastAlone = 0;

/** Listeners that a test put on nodes: node → list of `{type, handler, isCapture}`; null while there are none. */
let outsideListeners = null;

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
    if (host.component.incoming !== null) commitProperties(host.component);
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
  /** The path of the component whose template wrote a node. */
  writerOf: (node) => (node.owner === null ? undefined : node.owner.definition.path),
  pathOf: (node) => (node.component === null ? undefined : node.component.definition.path),

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

  /** A node as a snapshot shows it. */
  describe(node) {
    if (node.kind === TEXT) return { text: node.text };
    const attributes = {};
    // External classes and the like are no attributes of a host, but written on it all the same.
    const written = node.component === null ? null : node.prepared.attributes;
    for (const name in written) define(attributes, name, written[name]);
    for (const name in node.attributes) define(attributes, name, node.attributes[name]);
    const events = {};
    for (let i = 0; i < node.prepared.listeners.length; i += 1) {
      const listener = node.prepared.listeners[i];
      const handler = isExpression(listener.handler) ? node.handlers[i] : listener.handler;
      const phase = phaseOf(listener.phase);
      define(events, listener.type, {
        handler: handler ?? '', name: listener.type, isCapture: phase.isCapture, isMutated: phase.isMutual, isCatch: phase.isCatching,
      });
    }
    return { tag: node.tag, attributes, dataset: datasetOf(node), events };
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
