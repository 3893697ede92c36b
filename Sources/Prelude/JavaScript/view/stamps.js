/**
 * Stamped components: leaves of a known shape. Their nodes are made when somebody asks for them
 * (`growTree`): a selector, an event, a walk over the tree. Most rows of a list are never asked for.
 */

/** The value of a binding as its hole shows it. */
function stampedValue(component, binding) {
  const { expression, name, apply } = binding;
  const { file } = component.shape;
  let value;
  try {
    value = expression.f(component.view, noSlots, file.scripts);
  } catch (error) {
    reportError(error, `${file.path}:${expression.p} {{${expression.t}}}`);
  }
  if (typeof value === 'function') value = undefined;
  if (apply === applyText) return textOf(value);
  if (apply === applyData) return deepCopy(value);
  if (value === undefined) return undefined;
  if (name === 'class') return classText(value);
  return name === 'id' || name === 'style' ? textOf(value) : value;
}

/**
 * Describes the nodes of a stamped component to the host; `null` when they have to be made after all.
 * @param {number} depth how many nodes are around them
 */
function stampText(component, depth) {
  const { shape } = component;
  if (depth + shape.depth > SHOWN_DEPTH) return null;
  const values = stampedValuesText(component);
  if (values === null) return null;
  tellShape(shape);
  return `[${component.base},${shape.number}${values}]`;
}

/** As `stampText`, together with the host, if the host says nothing but what all its likes do. */
function stampedHostText(node, depth) {
  const { component, prepared } = node;
  if (node.attributes !== null || node.dataset !== prepared.dataset) return null;
  if (node.scriptClasses !== null || node.scriptStyle !== '') return null;
  if (depth + 1 + component.shape.depth > SHOWN_DEPTH) return null;
  if (prepared.hostShape === null) prepared.hostShape = makeHostShape(node);
  if (prepared.hostShape.inner !== component.shape || prepared.hostShape.number === 0) return null;
  const values = stampedValuesText(component);
  if (values === null || component.base !== node.id + 1) return null;
  tellShape(prepared.hostShape);
  return `[${node.id},${prepared.hostShape.number}${values}]`;
}

/** Works out what a stamped component shows, as the texts of its holes; `null` when it has to be made. */
function stampedValuesText(component) {
  const { shape } = component;
  const { bindings } = shape.plan;
  const values = makeTable(bindings.length);
  for (let i = 0; i < bindings.length; i += 1) {
    if (shape.holeOf[i] !== null) values[i] = stampedValue(component, bindings[i]);
  }
  let text = '';
  const { holes } = shape;
  for (let i = 0; i < holes.length; i += 1) {
    const value = holes[i].write(holes[i], values);
    if (value === undefined) return null;
    text += `,${value}`;
  }
  if (component.base === 0) reserveIDs(component);
  component.values = values;
  return text;
}

/** Keeps ids for the nodes of a stamped component. */
function reserveIDs(component) {
  component.base = lastNodeID + 1;
  lastNodeID += component.shape.nodes;
}

/** Shows what the changes concern in a stamped component. */
function updateStamp(component, changes) {
  // What nobody has been told yet is worked out when it is.
  if (component.values === null) return;
  const bindings = touchedBindings(component.shape.plan, changes);
  for (let i = 0; bindings !== null && i < bindings.length; i += 1) {
    if (changes.touch(bindings[i].expression)) updateHole(component, bindings[i]);
  }
}

/** Shows what a binding gives now, if anything shows it and it is something else. */
function updateHole(component, binding) {
  const { shape, values } = component;
  const hole = shape.holeOf[binding.order];
  if (hole === null) return;
  const value = stampedValue(component, binding);
  if (sameBinding(values[binding.order], value)) return;
  values[binding.order] = value;
  queueOp(changeText(hole, component.base + hole.node, values));
}

/** The stamped component whose properties are being set, or null. */
let stamping = null;

/** The first property that was set, and what changed inside of it, as a tree or WHOLE. */
let stampedName = '';
let stampedInside = null;

/** What changed when it is more than one property, or null. */
let stampedTree = null;

/**
 * Sets a property of a stamped component whose data nobody has seen; `finishRestamp` follows.
 * @param {object | null} inside what changes inside of the value that the property has, or null
 */
function restamp(component, name, value, inside) {
  if (stamping !== null && stamping !== component) finishRestamp();
  const { definition, view } = component;
  const taken = coerceProperty(definition.properties[name], value, definition.path);
  let changed = WHOLE;
  // A property that is set twice holds more changes than those of one time.
  if (inside !== null && !isRestamped(name)) changed = copyChange(view, name, taken, inside);
  else view[name] = deepCopy(taken);
  if (stamping === null) {
    stamping = component;
    stampedName = name;
    stampedInside = changed;
    return;
  }
  if (stampedTree === null) {
    stampedTree = new ChangeTree();
    stampedTree.set(stampedName, stampedInside);
  }
  stampedTree.set(name, changed);
}

function isRestamped(name) {
  if (stamping === null) return false;
  return stampedTree === null ? stampedName === name : stampedTree.get(name) !== undefined;
}

/** Shows what the properties that were set change. */
function finishRestamp() {
  const component = stamping;
  const tree = stampedTree;
  const inside = stampedInside;
  stamping = null;
  stampedTree = null;
  stampedInside = null;
  if (tree !== null) redrawLean(component, tree);
  else updateStampedField(component, stampedName, inside);
}

/** As `redrawLean` of a stamped component, for one field of its view. */
function updateStampedField(component, field, inside) {
  if (component.values === null) return;
  const bindings = component.shape.plan.byField[field];
  try {
    for (let i = 0; bindings !== undefined && i < bindings.length; i += 1) {
      if (isFieldTouched(bindings[i].expression, field, inside)) updateHole(component, bindings[i]);
    }
  } catch (error) {
    reportError(error, `${component.definition.path}.wxml`);
  }
}

/** Whether an expression may give another value after a change inside of a data field. */
function isFieldTouched(expression, field, inside) {
  const paths = expression.d;
  for (let i = 0; i < paths.length; i += 1) {
    if (paths[i][0] === field && isTouched(inside, paths[i], 1)) return true;
  }
  return false;
}

/** The operation that tells the host of another value. */
function changeText(hole, id, values) {
  const value = hole.write(hole, values);
  if (hole.write === writeText) return `["t",${id},${value}]`;
  if (hole.write === writeDataset) return `["d",${id},${value}]`;
  return value === undefined
    ? `["a",${id},${quotedName(hole.name)}]`
    : `["a",${id},${quotedName(hole.name)},${value}]`;
}

/** Lets the host forget the nodes of a stamped component, which may be shown again. */
function forgetStamp(component) {
  if (nodesByID.size > 0 && component.values !== null) {
    for (let i = 0; i < component.shape.nodes; i += 1) nodesByID.delete(component.base + i);
  }
  component.base = 0;
  component.values = null;
}

/** Makes the tree of a component: its top, and the nodes of a stamped one as the host knows them. */
function growTree(component) {
  const shadow = new ViewNode(SHADOW, '', component);
  shadow.host = component.node;
  component.tree = shadow;
  if (component.shape === null) return shadow;
  const isShown = component.values !== null;
  const last = lastNodeID;
  const hasIDs = component.base > 0;
  if (hasIDs) lastNodeID = component.base - 1;
  component.shape = null;
  component.values = null;
  component.nodes = 0;
  try {
    drawFirst(component);
  } finally {
    if (hasIDs) lastNodeID = last;
  }
  if (isShown) becomeLive(shadow);
  if (component.phase === ATTACHED) {
    shadow.attached = true;
    attachChildren(shadow);
  }
  return shadow;
}

function becomeLive(parent) {
  for (let child = parent.first; child !== null; child = child.next) {
    child.live = true;
    becomeLive(child);
  }
}
