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
    /** What the mini-program sees as `this.data`, once it may have seen it. */
    this.seenData = null;
    /** The copy that the template reads. */
    this.view = record();
    this.seenInstance = undefined;
    /** The top of the tree of its template, once it is made. */
    this.tree = null;
    this.fragment = null;
    /** While its nodes are not made: what they look like; see stamps.js. */
    this.shape = null;
    /** The id of the first of them and the values of bindings, once the host knows them. */
    this.base = 0;
    this.values = null;
    /** Whether the template is drawn when the first properties are set; see leaves.js. */
    this.isUndrawn = false;
    /** How many nodes the template made. */
    this.nodes = 0;
    /** Property → the value that the owner's template set last; null before the first. */
    this.bound = null;
  }

  get shadow() {
    return this.tree === null ? growTree(this) : this.tree;
  }

  get data() {
    if (this.seenData === null) this.seenData = dataFromView(this);
    return this.seenData;
  }

  get instance() {
    if (this.seenInstance === undefined) this.seenInstance = makeInstance(this);
    return this.seenInstance;
  }

  /** Whether nobody has seen its data yet: they are what the template reads. */
  get isLean() {
    return this.seenData === null;
  }
}

/** What few components have: a component gets a field of its own when it is set. */
const seldomComponentFields = {
  __proto__: null,
  /** Properties to be set together, the first of them, or null. */
  incoming: null,
  lastIncoming: null,
  /** Values of setData that wait to be applied, the first of them, or null. */
  queued: null,
  lastQueued: null,
  /** The update whose observers are running, or null. */
  update: null,
  updateDepth: 0,
  isRendering: false,
  /** The update that waits for the rendering that is going on, or null. */
  waiting: null,
  outlets: noOutlets,
  areOutletsStale: false,
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
  if (isLeaf(definition)) prepareLeaf(component);
  else createComponent(component);
}

/** Gives a new component its data, its instance and its template. */
function createComponent(component) {
  prepareComponent(component);
  startComponent(component);
}

/** Gives a new component its data and its instance. */
function prepareComponent(component) {
  enterHost(component);
  fillData(component);
  component.seenInstance = makeInstance(component);
  if (component.prepareInstance !== null) component.prepareInstance(component.instance);
}

/** Puts a new component on its host. */
function enterHost(component) {
  if (component.depth > COMPONENT_DEPTH) {
    throw new RangeErrorCtor(
      `<${component.node.tag}> is nested in ${component.depth} components; at most ${COMPONENT_DEPTH} fit`);
  }
  component.node.component = component;
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
  component.seenData = deepCopy(initialData);
  fillView(component.view, component.seenData, initialFields);
}

function fillView(view, data, fields) {
  for (let i = 0; i < fields.length; i += 1) {
    const value = data[fields[i]];
    view[fields[i]] = value !== null && typeof value === 'object' ? deepCopy(value) : value;
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
