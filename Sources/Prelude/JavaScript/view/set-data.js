/**
 * setData and the setting of properties (components.md 3.3, 3.4).
 *
 * One update: the values are stored; observers run, in passes, until none is triggered any more;
 * the template is brought up to date once, which sets the properties of inner components; then the
 * observers of single properties run. A setData inside an observer joins the update, one inside
 * rendering waits for its end.
 */

/** How many passes of observers one update may take. */
const OBSERVER_PASSES = 100;

/** How deep updates of one component may start one another. */
const UPDATE_DEPTH = 100;

/** From how many UTF-16 units on a setData call is worth a warning. */
const LARGE_UPDATE_UNITS = 256 * 1024;

class Update {
  /** @param {number} observers how many the component has */
  constructor(observers) {
    this.tree = new ChangeTree();
    /** Position of an observer → whether it has to run. */
    this.triggered = observers > 0 ? makeTable(observers) : null;
    this.isTriggered = false;
    /** Assignments of properties whose own observers have to run, or null. */
    this.assigned = null;
  }
}
ObjectSetPrototypeOf(Update.prototype, null);

/**
 * `this.setData(values, callback)`.
 * @throws {Error} for a key that is not a data path; the keys before it stay queued for the next
 *   call
 */
function setData(component, values, callback) {
  if (!isDataObject(values)) {
    logError(`setData accepts an Object rather than some ${tagOf(values)}`);
    return;
  }
  queueValues(component, values);
  applyQueued(component);
  if (typeof callback !== 'function') return;
  queueTask(() => callComponent(component, callback, [], 'setData callback'));
}

/** A value that waits to be set. */
class Waiting {
  /** @param {object | string} path a data path; of a property its name  @param {*} value */
  constructor(path, value) {
    this.path = path;
    this.value = value;
    /** What changes inside of the value that a property has already, or null. */
    this.inside = null;
    this.next = null;
  }
}
ObjectSetPrototypeOf(Waiting.prototype, null);

/** Makes a value wait for `applyQueued`. */
function queueValue(component, path, value) {
  const waiting = new Waiting(path, value);
  if (component.queued === null) component.queued = waiting;
  else component.lastQueued.next = waiting;
  component.lastQueued = waiting;
}

/** Makes the values of a setData call wait, up to a key that is no path. */
function queueValues(component, values) {
  const keys = ObjectKeys(values);
  const most = limits.setDataBytes;
  let units = 2;
  for (let i = 0; i < keys.length; i += 1) {
    const key = keys[i];
    const path = parseDataPath(key);
    const value = values[key];
    if (value === undefined) warn(`Setting data field "${key}" to undefined is invalid.`);
    if (units <= most) units += weighMember(key, value, most - units, 0);
    queueValue(component, path, value);
  }
  if (units >= LARGE_UPDATE_UNITS || units > most) tellSize(component, units);
}

/**
 * Queues the value that the owner's template has for a property; `commitProperties` follows.
 * @param {object | true | undefined} inside what changed inside of the value, as a tree or WHOLE,
 *   if that is known
 */
function queueProperty(component, name, value, inside) {
  if (component.bound === null) component.bound = record();
  if (component.isUndrawn) {
    setFirstProperty(component, name, value);
    return;
  }
  const { bound } = component;
  let parts = null;
  if (name in bound) {
    const before = bound[name];
    if (sameBinding(before, value)) return;
    if (before === value && inside !== undefined && inside !== WHOLE) {
      parts = inside;
    } else if (isQuietRepetition(component, name, value, before === value && inside === WHOLE)) {
      bound[name] = value;
      return;
    }
  }
  bound[name] = value;
  if (component.shape !== null && component.isLean && component.phase !== DETACHED) {
    restamp(component, name, value, parts);
    return;
  }
  const waiting = new Waiting(name, value);
  waiting.inside = parts;
  if (component.incoming === null) component.incoming = waiting;
  else component.lastIncoming.next = waiting;
  component.lastIncoming = waiting;
}

/** Notes that only parts of a property's value change, unless the component changed it itself. */
function narrow(component, name, inside) {
  if (component.diverged !== null && component.diverged[name] === true) return;
  if (component.narrowed === null) component.narrowed = record();
  component.narrowed[name] = inside;
}

/** Sets the queued properties in one update. */
function commitProperties(component) {
  if (stamping !== null) finishRestamp();
  if (component.incoming === null) return;
  if (component.isLean && component.phase !== DETACHED) {
    commitLean(component);
    return;
  }
  const properties = component.definition.properties;
  let waiting = component.incoming;
  component.incoming = null;
  component.lastIncoming = null;
  while (waiting !== null) {
    if (waiting.inside !== null) narrow(component, waiting.path, waiting.inside);
    queueValue(component, properties[waiting.path].path, deepCopy(waiting.value));
    waiting = waiting.next;
  }
  try {
    applyQueued(component, true);
  } finally {
    if (component.narrowed !== null) component.narrowed = null;
  }
}

/** Applies the queued values, alone or as part of the update that is going on. */
function applyQueued(component, isFromOwner = false) {
  const isOutermost = component.update === null;
  if (isOutermost) {
    if (component.updateDepth >= UPDATE_DEPTH) {
      throw new RangeErrorCtor(
        `${component.definition.path}: setData started itself ${UPDATE_DEPTH} times in a row`
      );
    }
    component.update = new Update(component.definition.observers.length);
  }
  const update = component.update;
  const queued = component.queued;
  component.queued = null;
  component.lastQueued = null;
  component.updateDepth += 1;
  try {
    for (let waiting = queued; waiting !== null; waiting = waiting.next) {
      assign(component, update, waiting.path, waiting.value, isFromOwner);
    }
    if (isOutermost) finishUpdate(component, update);
  } finally {
    if (isOutermost) component.update = null;
    component.updateDepth -= 1;
  }
}

/** Stores one value and notes what follows from it. */
function assign(component, update, path, value, isFromOwner) {
  const definition = component.definition;
  const property = definition.properties[path[0]];
  if (property === undefined) {
    setAtPath(component.data, path, value);
    addChange(update.tree, path);
    if (update.triggered !== null) triggerObservers(definition, update, path);
    return;
  }
  value = assignProperty(component, update, property, path, value);
  noteChange(component, update, path, isFromOwner);
  if (update.triggered !== null) triggerObservers(definition, update, path);
  if (!isFromOwner) passToModel(component, path[0]);
}

/** Adds what was set of a property to an update: when its owner sets it, only the parts that change. */
function noteChange(component, update, path, isFromOwner) {
  if (!isFromOwner) {
    if (component.diverged === null) component.diverged = record();
    component.diverged[path[0]] = true;
  } else if (component.diverged !== null && path.length === 1) {
    component.diverged[path[0]] = false;
  }
  const parts = component.narrowed === null ? undefined : component.narrowed[path[0]];
  if (isFromOwner && parts !== undefined && update.tree.get(path[0]) === undefined) {
    update.tree.set(path[0], copyChangeTree(parts));
    return;
  }
  addChange(update.tree, path);
}

function assignProperty(component, update, property, path, value) {
  const field = path[0];
  const isWhole = path.length === 1;
  if (isWhole) value = coerceProperty(property, value, component.definition.path);
  const before = isWhole ? own(component.data, field) : undefined;
  setAtPath(component.data, path, value);
  if (property.observer !== undefined && !component.definition.isPure(field)) {
    if (!isWhole || !ObjectIs(before, value)) {
      if (update.assigned === null) update.assigned = list();
      push(update.assigned, { __proto__: null, property, path, value, before });
    }
  }
  return value;
}

/** Runs observers until none is triggered, renders, and runs the observers of properties. */
function finishUpdate(component, update) {
  runObservers(component, update);
  component.update = null;
  if (component.phase === DETACHED) return;
  if (component.isRendering) {
    postpone(component, update);
    return;
  }
  copyData(component, update.tree);
  runPropertyObservers(component, render(component, update.tree, update.assigned));
}

/** Leaves the rest of an update to the rendering that is going on. */
function postpone(component, update) {
  if (component.waiting === null) {
    component.waiting = update;
    return;
  }
  mergeChanges(component.waiting.tree, update.tree);
  component.waiting.assigned = joinLists(component.waiting.assigned, update.assigned);
}

/** One list of the items of two, either of which may be null. */
function joinLists(items, more) {
  if (items === null || more === null) return items ?? more;
  for (let i = 0; i < more.length; i += 1) push(items, more[i]);
  return items;
}

/**
 * Draws a component's template, and draws again what setData changed meanwhile. An error ends the
 * drawing and is reported: the view keeps what it shows by then.
 * @param {object | null} tree what changed; null for the first drawing
 * @param {object | null} assigned list of assignments
 * @returns {object | null} the list, with the assignments of the waiting updates
 */
function render(component, tree, assigned) {
  component.isRendering = true;
  try {
    if (tree === null) drawFirst(component);
    else redraw(component, tree);
    for (let pass = 0; component.waiting !== null && pass < OBSERVER_PASSES; pass += 1) {
      const waiting = component.waiting;
      component.waiting = null;
      assigned = joinLists(assigned, waiting.assigned);
      copyData(component, waiting.tree);
      redraw(component, waiting.tree);
    }
  } catch (error) {
    reportError(error, `${component.definition.path}.wxml`);
  } finally {
    component.isRendering = false;
    component.waiting = null;
  }
  return assigned;
}

/** @throws {TypeError} for cyclic data */
function copyData(component, tree) {
  copyChanges(component.view, component.data, tree, component.definition);
}

function redraw(component, tree) {
  if (component.shape !== null) {
    updateStamp(component, new Changes(tree, null));
    return;
  }
  // A template whose first drawing failed has no fragment.
  if (component.fragment === null) return;
  updateFragment(component.fragment, new Changes(tree, null));
  redistribute(component);
}

function runPropertyObservers(component, assigned) {
  for (let i = 0; assigned !== null && i < assigned.length; i += 1) {
    const { property, path, value, before } = assigned[i];
    const observer = handlerOf(component, property.observer);
    if (typeof observer !== 'function') continue;
    callComponent(
      component, observer, [value, before, toArray(path)], `observer of property ${property.name}`
    );
  }
}

/**
 * Warns about a large setData call, and logs an error about one beyond the limit; it is carried out
 * all the same.
 */
function tellSize(component, units) {
  const path = component.definition.path;
  if (units > limits.setDataBytes) {
    logError(`${path}: setData carries more than ${limits.setDataBytes} bytes, which is the limit; `
      + "set only what changed, such as 'list[3].name'");
  } else if (isDev()) {
    warn(
      `${path}: setData carries about ${units} bytes; set only what changed, such as 'list[3].name'`
    );
  }
}

/** About how many UTF-16 units of JSON a value has; counting stops soon after `most`. */
function weigh(value, most, depth) {
  if (typeof value === 'string') return value.length + 2;
  if (value === null || typeof value !== 'object' || depth > JSON_DEPTH) return 5;
  let units = 2;
  if (ArrayIsArray(value)) {
    for (let i = 0; i < value.length && units <= most; i += 1) {
      units += 1 + weigh(value[i], most - units, depth + 1);
    }
    return units;
  }
  for (const key in value) {
    if (units > most) break;
    units += weighMember(key, value[key], most - units, depth);
  }
  return units;
}

function weighMember(key, value, most, depth) {
  if (typeof value === 'string') return key.length + value.length + 6;
  if (value === null || typeof value !== 'object') return key.length + 9;
  return key.length + 4 + weigh(value, most - key.length, depth + 1);
}
