/** Live components: one per host node, and one per page. */

/** How deep components may be nested in the templates of components. */
const COMPONENT_DEPTH = 100;

const noOutlets = ObjectFreeze(record());

const CREATED = 1;
const ATTACHED = 2;
const DETACHED = 3;

/** Guest-visible instances → live components. */
const componentsByInstance = new WeakMapCtor();

class LiveComponent {
  /**
   * @param {Definition} definition
   * @param {ViewNode} node its host
   * @param {LiveComponent | null} owner whose template wrote the host; null for a page
   * @param {PageHandle | null} page
   */
  constructor(definition, node, owner, page) {
    this.definition = definition;
    this.node = node;
    this.owner = owner;
    this.page = page;
    this.depth = owner === null ? 0 : owner.depth + 1;
    this.phase = CREATED;
    this.isReady = false;
    /** A custom tab bar does not hear of its page's lifetimes. */
    this.isOutsidePageLife = false;
    /** What the mini-program sees as `this.data`. */
    this.data = {};
    /** The copy that the template reads. */
    this.view = record();
    this.instance = undefined;
    /** Gives a new instance more members, or null. */
    this.prepareInstance = null;
    this.shadow = null;
    this.fragment = null;
    /** How many nodes the template made. */
    this.nodes = 0;
    /** Abstract node → path, or null. */
    this.generics = null;
    /** External class → classes given, or null. */
    this.externals = null;
    this.outlets = noOutlets;
    this.areOutletsStale = false;
    /** Properties to be set together: a list of names and values in turn, or null. */
    this.incoming = null;
    /** Property → the value that the owner's template set last. */
    this.bound = record();
    /** Property → the changes inside of the value that its owner sets, or null. */
    this.narrowed = null;
    /** Properties that the component changed itself since its owner set them whole, or null. */
    this.diverged = null;
    /** Paths and values of setData that wait to be applied, in turn, or null. */
    this.queued = null;
    /** The update whose observers are running, or null. */
    this.update = null;
    this.updateDepth = 0;
    this.isRendering = false;
    /** The update that waits for the rendering that is going on, or null. */
    this.waiting = null;
    /** Relation key → list of linked components, or null. */
    this.links = null;
  }
}
ObjectSetPrototypeOf(LiveComponent.prototype, null);

/**
 * Puts the component that a tag means, if any, on its host node; runs `created`, the inner
 * components' first.
 */
function hostComponent(node, prepared, owner) {
  const definition = definitionForTag(owner, prepared.tag);
  if (definition === null) return;
  const component = new LiveComponent(definition, node, owner, owner.page);
  component.generics = resolveGenerics(prepared, owner);
  createComponent(component);
}

/** Gives a new component its data, its instance and its template. */
function createComponent(component) {
  const definition = component.definition;
  if (component.depth > COMPONENT_DEPTH) {
    throw new RangeErrorCtor(
      `<${component.node.tag}> is nested in ${component.depth} components; at most ${COMPONENT_DEPTH} fit`);
  }
  component.node.component = component;
  fillData(component);
  component.instance = makeInstance(component);
  if (component.prepareInstance !== null) component.prepareInstance(component.instance);
  const shadow = new ViewNode(SHADOW, '', component);
  shadow.host = component.node;
  component.shadow = shadow;
  const assigned = render(component, null, null);
  if (component.areOutletsStale) component.outlets = findOutlets(component);
  component.areOutletsStale = false;
  callLifetime(component, 'created', []);
  runPropertyObservers(component, assigned);
}

/** Makes the nodes of a component's template. */
function drawFirst(component) {
  const file = component.definition.template;
  const scope = new Scope(component, file, component.view, null);
  component.fragment = createFragment(file.plan, scope, noSlots, component.shadow);
}

/** The first data: the definition's, and the properties at their defaults. */
function fillData(component) {
  const definition = component.definition;
  component.data = deepCopy(definition.data);
  for (const name in definition.properties) {
    setOwn(component.data, name, deepCopy(definition.properties[name].initial));
  }
  const fields = ObjectKeys(component.data);
  for (let i = 0; i < fields.length; i += 1) {
    if (!definition.isPure(fields[i])) {
      component.view[fields[i]] = deepCopy(component.data[fields[i]]);
    }
  }
}

/** The live component behind a guest-visible instance, or `undefined`. */
function componentOf(instance) {
  return isObject(instance) ? WeakMapGet(componentsByInstance, instance) : undefined;
}

/**
 * Calls a method of the mini-program on a component; an error also reaches its `error` lifetime.
 */
function callComponent(component, fn, args, what) {
  const outcome = tryGuest(fn, component.instance, args, `${component.definition.path} ${what}`);
  if (outcome.ok) return outcome.value;
  const handlers = component.definition.lifetimes.error;
  for (let i = 0; handlers !== undefined && i < handlers.length; i += 1) {
    const handler = handlerOf(component, handlers[i]);
    if (handler !== undefined && handler !== fn) {
      callGuest(handler, component.instance, [outcome.error], `${component.definition.path} error`);
    }
  }
  return undefined;
}

/** A handler given as a function or as the name of a method, or `undefined`. */
function handlerOf(component, handler) {
  return typeof handler === 'string' ? methodOf(component, handler) : handler;
}

/** A method of an instance by name, or `undefined`. */
function methodOf(component, name) {
  const outcome = tryRead(component.instance, name);
  return typeof outcome === 'function' ? outcome : undefined;
}

/** Reads a member whose getter may throw. */
function tryRead(object, name) {
  try {
    return object[name];
  } catch (error) {
    reportError(error, name);
    return undefined;
  }
}

/** Calls all handlers of one lifetime. */
function callLifetime(component, name, args) {
  callHandlers(component, component.definition.lifetimes[name], args, name);
}

function callPageLifetime(component, name, args) {
  callHandlers(component, component.definition.pageLifetimes[name], args, name);
}

function callHandlers(component, handlers, args, what) {
  for (let i = 0; handlers !== undefined && i < handlers.length; i += 1) {
    const handler = handlerOf(component, handlers[i]);
    if (handler !== undefined) callComponent(component, handler, args, what);
  }
}
