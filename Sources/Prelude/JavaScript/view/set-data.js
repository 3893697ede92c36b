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
    this.tree = record();
    /** Position of an observer → whether it has to run. */
    this.triggered = list();
    this.triggered.length = observers;
    this.isTriggered = false;
    /** Assignments of properties whose own observers have to run. */
    this.assigned = list();
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
  checkSize(component, values);
  const keys = ObjectKeys(values);
  for (let i = 0; i < keys.length; i += 1) {
    const path = parseDataPath(keys[i]);
    const value = values[keys[i]];
    if (value === undefined) warn(`Setting data field "${keys[i]}" to undefined is invalid.`);
    push(push(component.queued, path), value);
  }
  applyQueued(component);
  if (typeof callback !== 'function') return;
  queueTask(() => callComponent(component, callback, [], 'setData callback'));
}

/** Queues the value that the owner's template has for a property; `commitProperties` follows. */
function queueProperty(component, name, value) {
  if (name in component.bound && sameBinding(component.bound[name], value)) return;
  component.bound[name] = value;
  if (component.incoming === null) component.incoming = list();
  push(push(component.incoming, name), value);
}

/** Sets the queued properties in one update. */
function commitProperties(component) {
  const incoming = component.incoming;
  component.incoming = null;
  for (let i = 0; i < incoming.length; i += 2) {
    push(push(component.queued, listOf([incoming[i]])), deepCopy(incoming[i + 1]));
  }
  applyQueued(component, true);
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
  component.queued = list();
  component.updateDepth += 1;
  try {
    for (let i = 0; i < queued.length; i += 2) {
      assign(component, update, queued[i], queued[i + 1], isFromOwner);
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
  if (property !== undefined) {
    value = assignProperty(component, update, property, path, value);
  } else {
    setAtPath(component.data, path, value);
  }
  addChange(update.tree, path);
  triggerObservers(definition, update, path);
  if (property !== undefined && !isFromOwner) passToModel(component, path[0]);
}

function assignProperty(component, update, property, path, value) {
  const field = path[0];
  const isWhole = path.length === 1;
  if (isWhole) value = coerceProperty(property, value, component.definition.path);
  const before = isWhole ? own(component.data, field) : undefined;
  setAtPath(component.data, path, value);
  if (property.observer !== undefined && !component.definition.isPure(field)) {
    if (!isWhole || !ObjectIs(before, value)) {
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
  render(component, () => redraw(component, update.tree), update.assigned);
  runPropertyObservers(component, update.assigned);
}

/** Leaves the rest of an update to the rendering that is going on. */
function postpone(component, update) {
  if (component.waiting === null) {
    component.waiting = update;
    return;
  }
  mergeChanges(component.waiting.tree, update.tree);
  for (let i = 0; i < update.assigned.length; i += 1) {
    push(component.waiting.assigned, update.assigned[i]);
  }
}

/**
 * Draws a component's template, and draws again what setData changed meanwhile. An error ends the
 * drawing and is reported: the view keeps what it shows by then.
 * @param {() => void} draw
 * @param {object} assigned list that receives assignments of the waiting updates
 */
function render(component, draw, assigned) {
  component.isRendering = true;
  try {
    draw();
    for (let pass = 0; component.waiting !== null && pass < OBSERVER_PASSES; pass += 1) {
      const waiting = component.waiting;
      component.waiting = null;
      for (let i = 0; i < waiting.assigned.length; i += 1) push(assigned, waiting.assigned[i]);
      copyData(component, waiting.tree);
      redraw(component, waiting.tree);
    }
  } catch (error) {
    reportError(error, `${component.definition.path}.wxml`);
  } finally {
    component.isRendering = false;
    component.waiting = null;
  }
}

/** @throws {TypeError} for cyclic data */
function copyData(component, tree) {
  const definition = component.definition;
  copyChanges(component.view, component.data, tree, (field) => definition.isPure(field));
}

function redraw(component, tree) {
  // A template whose first drawing failed has no fragment.
  if (component.fragment === null) return;
  updateFragment(component.fragment, new Changes(tree, null));
  redistribute(component);
}

function runPropertyObservers(component, assigned) {
  for (let i = 0; i < assigned.length; i += 1) {
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
function checkSize(component, values) {
  const units = weigh(values, limits.setDataBytes, 0);
  if (units < LARGE_UPDATE_UNITS && units <= limits.setDataBytes) return;
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
  const keys = ObjectKeys(value);
  for (let i = 0; i < keys.length && units <= most; i += 1) {
    units += keys[i].length + 4 + weigh(value[keys[i]], most - units, depth + 1);
  }
  return units;
}
