/** Elements of templates: built-in tags, hosts of components, and tags that nobody knows. */

/** The preparation of an element without anything, as for the root of a page. */
function makeBareElement() {
  return {
    __proto__: null,
    create: createElement,
    tag: '',
    position: '',
    reference: 0,
    attributes: null,
    bound: list(),
    dataset: null,
    boundData: list(),
    marks: null,
    boundMarks: list(),
    listeners: list(),
    hasBoundListeners: false,
    /** The types of events listened to, as JSON texts with commas between. */
    eventNames: '',
    generics: null,
    /** Attribute → the path that `model:` names, or null. */
    models: null,
    /** The definition in whose template the tag was last looked up, and what it means there. */
    user: null,
    registrations: 0,
    meaning: null,
    /** The text that all nodes of the element share, once it is made; see node-text.js. */
    headText: undefined,
    /** What its hosts and the stamped components at them look like together, or null; see stamps.js. */
    hostShape: null,
    /** Attribute → the expression of `change:`, or null. */
    observers: null,
    children: list(),
    /** The plan of the children where they may be made more than once, or null. */
    content: null,
  };
}

const bareElement = makeBareElement();

function prepareElement(plan, description) {
  const prepared = makeBareElement();
  prepared.tag = description.e;
  prepared.position = description.p;
  prepared.reference = plan.reserve();
  prepared.attributes = staticTable(description.a);
  prepared.dataset = staticTable(description.ds);
  prepared.marks = staticTable(description.mk);
  prepared.generics = staticTable(description.g);
  bindAll(plan, prepared, prepared.bound, description.b, applyAttribute);
  bindAll(plan, prepared, prepared.boundData, description.db, applyData);
  bindAll(plan, prepared, prepared.boundMarks, description.mb, applyMark);
  prepareListeners(plan, prepared, description.v);
  prepareModels(plan, prepared, description.mo);
  prepareObservers(prepared, description.ch);
  if (description.dc !== undefined) {
    prepareContent(plan, prepared, description);
    return prepared;
  }
  for (let i = 0; description.c !== undefined && i < description.c.length; i += 1) {
    push(prepared.children, prepareNode(plan, description.c[i]));
  }
  return prepared;
}

/** A table of static values, or null for none. */
function staticTable(table) {
  if (table === undefined) return null;
  for (const name in table) if (name !== '') return table;
  return null;
}

function bindAll(plan, prepared, into, pairs, apply) {
  for (let i = 0; pairs !== undefined && i < pairs.length; i += 1) {
    const name = pairs[i][0];
    const expression = pairs[i][1];
    bind(plan, prepared.reference, prepared, name, expression, apply);
    push(into, { __proto__: null, name, expression });
  }
}

function prepareListeners(plan, prepared, listeners) {
  const names = list();
  for (let i = 0; listeners !== undefined && i < listeners.length; i += 1) {
    const phase = listeners[i][0];
    const type = listeners[i][1];
    const handler = listeners[i][2];
    push(prepared.listeners, { __proto__: null, phase, type, handler });
    if (isExpression(handler)) {
      prepared.hasBoundListeners = true;
      bind(plan, prepared.reference, prepared, i, handler, applyHandler);
    }
    if (!contains(names, JSONStringify(type))) push(names, JSONStringify(type));
  }
  prepared.eventNames = join(names, ',');
}

/**
 * `model:` bindings set their attribute like others, and lead changes back to the field they name.
 */
function prepareModels(plan, prepared, models) {
  for (let i = 0; models !== undefined && i < models.length; i += 1) {
    const name = models[i][0];
    if (prepared.models === null) prepared.models = record();
    prepared.models[name] = models[i][2];
    bind(plan, prepared.reference, prepared, name, models[i][1], applyAttribute);
    push(prepared.bound, { __proto__: null, name, expression: models[i][1] });
  }
}

function prepareObservers(prepared, observers) {
  for (let i = 0; observers !== undefined && i < observers.length; i += 1) {
    if (prepared.observers === null) prepared.observers = record();
    prepared.observers[observers[i][0]] = observers[i][1];
  }
}

function createElement(prepared, fragment, parent) {
  const owner = fragment.scope.component;
  const node = new ViewNode(ELEMENT, prepared.tag, owner);
  countNode(node);
  node.prepared = prepared;
  fragment.nodes[prepared.reference] = node;
  if (prepared.models !== null || prepared.observers !== null) node.fragment = fragment;
  linkNode(parent, node, null);
  hostComponent(node, prepared, fragment);
  setAttributes(node, prepared, fragment);
  if (prepared.content !== null) createContent(node, prepared, fragment);
  for (let i = 0; i < prepared.children.length; i += 1) {
    prepared.children[i].create(prepared.children[i], fragment, node);
  }
}

/** Gives a new node, or one with another component than before, all that its template says of it. */
function setAttributes(node, prepared, fragment) {
  setStaticAttributes(node, prepared);
  for (let i = 0; i < prepared.bound.length; i += 1) {
    const bound = prepared.bound[i];
    setElementAttribute(node, bound.name, evaluateFor(node, bound.expression, fragment));
  }
  setDataset(node, prepared, fragment);
  setMarks(node, prepared, fragment);
  if (prepared.hasBoundListeners) setHandlers(node, prepared, fragment);
  if (node.component !== null) takeFirstProperties(node.component);
}

function setStaticAttributes(node, prepared) {
  if (prepared.attributes === null) return;
  if (node.component === null) {
    node.attributes = prepared.attributes;
    if (prepared.attributes.slot !== undefined) node.slotName = prepared.attributes.slot;
    return;
  }
  for (const name in prepared.attributes) {
    setElementAttribute(node, name, prepared.attributes[name]);
  }
}

/**
 * Sets what a template writes as `name="value"`: an attribute, a property of the component, an
 * external class.
 * @param {object | true | undefined} inside what changed inside of the value, if that is known
 */
function setElementAttribute(node, name, value, inside) {
  const component = node.component;
  if (writtenAttributes !== null) noteWritten(node, name, value);
  if (node.prepared.observers !== null) observeAttribute(node, name, value);
  if (component === null) {
    if (!userChanged(node, name, value)) setAttribute(node, name, value);
    return;
  }
  if (component.definition.properties[name] !== undefined) {
    queueProperty(component, name, value, inside);
  } else if (component.definition.externalNames[name] !== undefined) {
    setExternalClass(component, component.definition.externalNames[name], value);
  }
  if (commonAttributes[name] === true) setAttribute(node, name, value);
}

function applyAttribute(fragment, binding, changes) {
  const { expression } = binding;
  if (!changes.touch(expression)) return;
  const node = fragment.nodes[binding.reference];
  const value = evaluateFor(node, expression, fragment);
  const isData = node.component !== null && value !== null && typeof value === 'object';
  const inside = isData ? changesInsideValue(value, expression, fragment, changes) : undefined;
  setElementAttribute(node, binding.name, value, inside);
}

/** What changed inside of a value that the data hold, as a tree or WHOLE, or `undefined`. */
function changesInsideValue(value, expression, fragment, changes) {
  if (expression.d.length !== 1 || valueOfPath(expression.d[0], fragment) !== value) return undefined;
  return changes.at(expression.d[0]);
}

/** Gives a node its dataset: static values are shared, bound ones copied. */
function setDataset(node, prepared, fragment) {
  node.dataset = prepared.dataset;
  if (prepared.boundData.length === 0) return;
  node.dataset = record();
  for (const name in prepared.dataset) node.dataset[name] = prepared.dataset[name];
  for (let i = 0; i < prepared.boundData.length; i += 1) {
    const bound = prepared.boundData[i];
    setDatum(node, bound.name, evaluate(bound.expression, fragment));
  }
}

function setDatum(node, name, value) {
  if (value === undefined) delete node.dataset[name];
  else node.dataset[name] = deepCopy(value);
}

function applyData(fragment, binding, changes) {
  if (!changes.touch(binding.expression)) return;
  const node = fragment.nodes[binding.reference];
  const value = evaluate(binding.expression, fragment);
  if (sameBinding(node.dataset[binding.name], value)) return;
  setDatum(node, binding.name, value);
  if (node.live) queueOp(`["d",${node.id},${datasetText(node)}]`);
}

function setMarks(node, prepared, fragment) {
  if (prepared.marks !== null) node.marks = prepared.marks;
  if (prepared.boundMarks.length === 0) return;
  node.marks = record();
  for (const name in prepared.marks) node.marks[name] = prepared.marks[name];
  for (let i = 0; i < prepared.boundMarks.length; i += 1) {
    const bound = prepared.boundMarks[i];
    node.marks[bound.name] = evaluate(bound.expression, fragment);
  }
}

function applyMark(fragment, binding, changes) {
  if (!changes.touch(binding.expression)) return;
  fragment.nodes[binding.reference].marks[binding.name] = evaluate(binding.expression, fragment);
}

function setHandlers(node, prepared, fragment) {
  node.handlers = list();
  for (let i = 0; i < prepared.listeners.length; i += 1) {
    const handler = prepared.listeners[i].handler;
    if (isExpression(handler)) node.handlers[i] = evaluateAny(handler, fragment);
  }
}

function applyHandler(fragment, binding, changes) {
  if (!changes.touch(binding.expression)) return;
  fragment.nodes[binding.reference].handlers[binding.name] = evaluateAny(
    binding.expression, fragment
  );
}
