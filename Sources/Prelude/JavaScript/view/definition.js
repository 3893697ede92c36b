/**
 * Definitions: what `Component({…})` or `Page({…})` and its behaviors come to, ready to make
 * instances.
 */

/** Definitions by package path, such as `components/card/index`. */
const definitions = new MapCtor();

/** How often a definition was registered: what was looked up before may be something else now. */
let registrations = 0;

function addDefinition(path, definition) {
  MapSet(definitions, path, definition);
  registrations += 1;
}

class Definition {
  /**
   * @param {string} path
   * @param {object} parts from `readParts`
   * @param {boolean} isPage made by `Page`
   */
  constructor(path, parts, isPage) {
    this.path = path;
    this.isPage = isPage;
    this.properties = record();
    this.data = {};
    this.methods = record();
    this.lifetimes = record();
    this.pageLifetimes = record();
    this.observers = list();
    this.relations = record();
    this.hasRelations = false;
    /** External class → true, or null when there are none. */
    this.externalClasses = null;
    /** camelCase attribute → external class. */
    this.externalNames = record();
    this.options = parts.options;
    this.export = undefined;
    this.behaviors = new SetCtor();
    this.usedTags = null;
    this.templateFile = null;
    /** Property → whether nobody notices that it is set to an equal value; see quiet-properties.js. */
    this.quiet = record();
    this.pagePart = null;
    this.firstData = null;
    this.standIns = undefined;
    this.shown = null;
    /** Whether its components are drawn late, once that is known; see leaves.js. */
    this.leaf = null;
    /** What its components look like, or null; undefined before the first, see stamps.js. */
    this.shape = undefined;
    this.isSeen = false;
    const ordered = partsInOrder(parts);
    for (let i = 0; i < ordered.length; i += 1) mergeParts(this, ordered[i]);
    this.pureData = purePattern(path, this.options);
    this.pureFields = record();
    this.Instance = instanceClassOf(this);
    this.observersByField = indexObservers(this.observers);
  }

  /** Whether a field is kept from templates (components.md 3.5). */
  isPure(field) {
    if (this.pureData === undefined) return false;
    if (this.pureFields[field] === undefined) {
      this.pureFields[field] = RegExpExec(this.pureData, field) !== null;
    }
    return this.pureFields[field];
  }

  /** The first data of a component, and those of its fields that the template may read. */
  get initial() {
    if (this.firstData === null) this.firstData = firstDataOf(this);
    return this.firstData;
  }

  has(behavior) {
    return SetHas(this.behaviors, behavior);
  }

  /** What the host is told of every component of the definition; see node-text.js. */
  get shownText() {
    if (this.shown === null) this.shown = shownTextOf(this);
    return this.shown;
  }

  /** The tags that stand in for others of the template: tag → tag, or null for none. */
  get placeholders() {
    if (this.standIns === undefined) this.standIns = placeholdersAt(this.path);
    return this.standIns;
  }

  /** The compiled template. */
  get template() {
    if (this.templateFile === null) this.templateFile = templateFile(`${this.path}.wxml`);
    return this.templateFile;
  }

  /** The components that the template may use: tag → package path. */
  get uses() {
    if (this.usedTags === null) this.usedTags = usedTagsOf(this.path);
    return this.usedTags;
  }
}
ObjectSetPrototypeOf(Definition.prototype, null);

/** Adds one part; parts that come later win where only one can hold. */
function mergeParts(definition, parts) {
  const isRepeated = SetHas(definition.behaviors, parts);
  SetAdd(definition.behaviors, parts);
  for (const name in parts.properties) definition.properties[name] = parts.properties[name];
  for (const name in parts.methods) definition.methods[name] = parts.methods[name];
  mergeData(definition.data, parts.data, 0);
  if (parts.export !== undefined) definition.export = parts.export;
  for (const key in parts.relations) {
    definition.relations[key] = parts.relations[key];
    definition.hasRelations = true;
  }
  mergeExternalClasses(definition, parts.externalClasses);
  if (isRepeated) return;
  mergeHandlers(definition.lifetimes, parts.lifetimes);
  mergeHandlers(definition.pageLifetimes, parts.pageLifetimes);
  for (let i = 0; i < parts.observers.length; i += 1) {
    push(definition.observers, parts.observers[i]);
  }
}

/** The data that every component of a definition begins with: its own, and the properties' defaults. */
function firstDataOf(definition) {
  const initialData = deepCopy(definition.data);
  for (const name in definition.properties) {
    setOwn(initialData, name, deepCopy(definition.properties[name].initial));
  }
  const initialFields = list();
  const fields = ObjectKeys(initialData);
  for (let i = 0; i < fields.length; i += 1) {
    if (!definition.isPure(fields[i])) push(initialFields, fields[i]);
  }
  return { __proto__: null, initialData, initialFields };
}

function mergeHandlers(into, handlers) {
  for (const name in handlers) {
    if (into[name] === undefined) into[name] = list();
    push(into[name], handlers[name]);
  }
}

/** Lays data over data: plain objects are merged, everything else is replaced by a copy. */
function mergeData(into, data, depth) {
  const keys = ObjectKeys(data);
  for (let i = 0; i < keys.length; i += 1) {
    const value = data[keys[i]];
    const before = own(into, keys[i]);
    if (depth < JSON_DEPTH && isPlainObject(before) && isPlainObject(value)) {
      mergeData(before, value, depth + 1);
    } else {
      setOwn(into, keys[i], deepCopy(value));
    }
  }
}

function isPlainObject(value) {
  if (value === null || typeof value !== 'object' || ArrayIsArray(value)) return false;
  const prototype = ObjectGetPrototypeOf(value);
  return prototype === ObjectPrototype || isNoPrototype(prototype);
}

function mergeExternalClasses(definition, words) {
  for (let i = 0; i < words.length; i += 1) {
    if (definition.externalClasses === null) definition.externalClasses = record();
    definition.externalClasses[words[i]] = true;
    definition.externalNames[words[i]] = words[i];
    definition.externalNames[camelCase(words[i])] = words[i];
  }
}

/**
 * The pattern of pure data fields, from the script or the configuration file, as a regular
 * expression of ours.
 */
function purePattern(path, options) {
  const config = componentConfig(path);
  const pattern = options.pureDataPattern ?? (config === undefined ? undefined : config.pure);
  if (pattern === undefined || pattern === null) return undefined;
  try {
    return new RegExpCtor(typeof pattern === 'string' ? pattern : RegExpSource(pattern));
  } catch {
    logError(`${path}: pureDataPattern must be a regular expression, such as /^_/`);
    return undefined;
  }
}

/** How styles reach a component, as its script says, or `undefined` (wxss.md 7.6). */
function styleIsolationOf(definition) {
  const { styleIsolation, addGlobalClass } = definition.options;
  if (typeof styleIsolation === 'string') return styleIsolation;
  return addGlobalClass === true ? 'apply-shared' : undefined;
}

/** Takes a `Component({…})` for a path. */
function registerComponent(path, options) {
  if (!isDataObject(options)) {
    logError(`Component(): expected an object, found ${tagOf(options)} (${path})`);
    return;
  }
  applyFilters(options);
  addDefinition(path, new Definition(path, readParts(options), false));
}

/** Whether a page or component is registered under a path. */
function isRegistered(path) {
  return MapHas(definitions, path);
}

/**
 * The definition at a path, running its script first if need be; `undefined` when there is none.
 */
function definitionAt(path) {
  const known = MapGet(definitions, path);
  if (known !== undefined) return known;
  ensureRegistered(path);
  return MapGet(definitions, path);
}
