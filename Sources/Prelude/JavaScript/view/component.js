/** Live components: one per host node, and one per page. */

/** How deep components may be nested in the templates of components. */
const COMPONENT_DEPTH = 100;

const noOutlets = ObjectFreeze(record());

const CREATED = 1;
const ATTACHED = 2;
const DETACHED = 3;

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
    /** What the mini-program sees as `this.data`. */
    this.data = null;
    /** The copy that the template reads. */
    this.view = record();
    this.instance = undefined;
    this.shadow = null;
    this.fragment = null;
    /** Whether the template is drawn when the first properties are set; see leaves.js. */
    this.isUndrawn = false;
    /** How many nodes the template made. */
    this.nodes = 0;
    this.outlets = noOutlets;
    this.areOutletsStale = false;
    /** Properties to be set together, the first of them, or null. */
    this.incoming = null;
    this.lastIncoming = null;
    /** Property → the value that the owner's template set last; null before the first. */
    this.bound = null;
    /** Values of setData that wait to be applied, the first of them, or null. */
    this.queued = null;
    this.lastQueued = null;
    /** The update whose observers are running, or null. */
    this.update = null;
    this.updateDepth = 0;
    this.isRendering = false;
    /** The update that waits for the rendering that is going on, or null. */
    this.waiting = null;
  }
}

/** What few components have: a component gets a field of its own when it is set. */
const seldomComponentFields = {
  __proto__: null,
  /** A custom tab bar does not hear of its page's lifetimes. */
  isOutsidePageLife: false,
  /** Gives a new instance more members, or null. */
  prepareInstance: null,
  /** Abstract node → path, or null. */
  generics: null,
  /** External class → classes given, or null. */
  externals: null,
  /** Property → the changes inside of the value that its owner sets, or null. */
  narrowed: null,
  /** Properties that the component changed itself since its owner set them whole, or null. */
  diverged: null,
  /** Relation key → list of linked components, or null. */
  links: null,
};
inheritFields(LiveComponent, seldomComponentFields);

/**
 * Puts the component that a tag means, if any, on its host node; runs `created`, the inner
 * components' first.
 */
function hostComponent(node, prepared, fragment) {
  const owner = fragment.scope.component;
  const definition = isAwaitedTag(owner.definition, prepared.tag)
    ? standIn(node, prepared, fragment)
    : definitionForTag(owner, prepared);
  if (definition !== null) putComponent(node, prepared, definition);
}

function putComponent(node, prepared, definition) {
  const { owner } = node;
  const component = new LiveComponent(definition, node, owner, owner.page);
  if (prepared.generics !== null) component.generics = resolveGenerics(prepared, owner);
  prepareComponent(component);
  if (isLeaf(definition)) component.isUndrawn = true;
  else startComponent(component);
}

/** Gives a new component its data, its instance and its template. */
function createComponent(component) {
  prepareComponent(component);
  startComponent(component);
}

/** Gives a new component its data and its instance. */
function prepareComponent(component) {
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
}

/** Draws a component's template and runs `created`. */
function startComponent(component) {
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
  const { initialData, initialFields } = component.definition.initial;
  const data = deepCopy(initialData);
  component.data = data;
  const { view } = component;
  for (let i = 0; i < initialFields.length; i += 1) {
    const value = data[initialFields[i]];
    view[initialFields[i]] = value !== null && typeof value === 'object' ? deepCopy(value) : value;
  }
}

/** The live component behind a guest-visible instance, or `undefined`. */
function componentOf(instance) {
  return isObject(instance) ? InstanceStamp.componentOf(instance) : undefined;
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
