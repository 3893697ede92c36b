/**
 * wxs functions as event handlers and as `change:` observers, and what they get of nodes (wxml.md
 * 2.8).
 */

/** How long an animation frame takes, in milliseconds. */
const FRAME_MS = 16;

/** Nodes → the object that stands for them in wxs. */
const descriptors = new WeakMapCtor();

/** Calls a wxs event handler with the event and the component whose template has the node. */
function runScriptHandler(event, node, handler) {
  const argument = intoScript(eventObject(event, node), 0);
  define(argument, 'instance', descriptorOf(node));
  define(argument, 'stopPropagation', () => { event.isStopped = true; });
  define(argument, 'preventDefault', () => {});
  const outcome = tryGuest(handler, undefined, [argument, ownerDescriptor(node)],
    `${node.owner.definition.path} wxs handler of ${event.type}`);
  if (outcome.ok && outcome.value === false) event.isStopped = true;
}

/** Attributes that were set and have a `change:` observer that still has to hear of it, or null. */
let observedChanges = null;

/**
 * Lets the `change:` observer of an attribute, if it has one, hear that the attribute is set: after
 * the current code, when the nodes around are there as well.
 */
function observeAttribute(node, name, value) {
  if (node.prepared.observers[name] === undefined) return;
  const before = node.component === null
    ? attributeOf(node, name)
    : (node.component.bound === null ? undefined : node.component.bound[name]);
  if (observedChanges === null) {
    observedChanges = list();
    queueStep(tellObservedChanges);
  }
  push(observedChanges, { __proto__: null, node, name, value, before });
}

function tellObservedChanges() {
  const changes = observedChanges;
  observedChanges = null;
  for (let i = 0; i < changes.length; i += 1) {
    const { node, name, value, before } = changes[i];
    if (node.owner.phase !== DETACHED) tellObservedChange(node, name, value, before);
  }
}

function tellObservedChange(node, name, value, before) {
  const expression = node.prepared.observers[name];
  const observer = isExpression(expression) ? evaluateAny(expression, node.fragment) : expression;
  if (typeof observer !== 'function') return;
  const args = [
    intoScript(value, 0), intoScript(before, 0), ownerDescriptor(node), descriptorOf(node),
  ];
  callGuest(observer, undefined, args, `${node.owner.definition.path} change:${name}`);
}

function ownerDescriptor(node) {
  return descriptorOf(node.owner.node);
}

/** The object that stands for a node in wxs. */
function descriptorOf(node) {
  const known = WeakMapGet(descriptors, node);
  if (known !== undefined) return known;
  const descriptor = ObjectFreeze(
    copyOnto(scriptRealmTools().newObject(), descriptorMembers(node))
  );
  WeakMapSet(descriptors, node, descriptor);
  return descriptor;
}

function descriptorMembers(node) {
  const state = scriptRealmTools().newObject();
  const tree = () => node.component ?? node.owner;
  const find = (selector, isAll) => {
    const found = list();
    eachMatch(tree(), selector, (match) => {
      push(found, descriptorOf(match));
      return !isAll;
    });
    return found;
  };
  return {
    __proto__: null,
    selectComponent: (selector) => find(selector, false)[0] ?? null,
    selectAllComponents: (selector) => intoScriptArray(find(selector, true)),
    setStyle: (style) => setScriptStyle(node, style),
    addClass: (name) => setScriptClass(node, `${name}`, true),
    removeClass: (name) => setScriptClass(node, `${name}`, false),
    hasClass: (name) => contains(wordsOf(shownAttribute(node, 'class') ?? ''), `${name}`),
    getDataset: () => intoScript(datasetOf(node), 0),
    callMethod: (name, argument) => callMethodFromScript(tree(), `${name}`, argument),
    requestAnimationFrame: (callback) => { scriptTimer(callback, FRAME_MS); },
    getState: () => state,
    triggerEvent: (type, detail) => {
      if (node.component !== null) {
        triggerEvent(node.component, `${type}`, fromScript(detail, 0) ?? {}, undefined);
      }
    },
    getComputedStyle: () => scriptRealmTools().newObject(),
    setTimeout: (callback, delay) => scriptTimer(callback, numberOf(delay)),
    clearTimeout: (id) => cancelAfter(id),
    getBoundingClientRect: () => intoScript(addRectAndSize({}, geometryOf(node)), 0),
  };
}

/**
 * Calls a wxs function later. It counts among the mini-program's timers.
 * @throws {RangeError} when there are too many
 */
function scriptTimer(callback, delay) {
  const run = () => {
    if (typeof callback === 'function') callGuest(callback, undefined, [], 'wxs timer');
  };
  return addTimer(run, delay >= 1 ? delay : 1, 0, true);
}

function intoScriptArray(items) {
  const array = scriptRealmTools().newArray();
  for (let i = 0; i < items.length; i += 1) define(array, i, items[i]);
  return array;
}

function callMethodFromScript(component, name, argument) {
  const method = methodOf(component, name);
  if (method !== undefined) callComponent(component, method, [fromScript(argument, 0)], name);
}

/**
 * Sets styles that only the view has, over those of the template.
 * @param {object | string} style
 */
function setScriptStyle(node, style) {
  node.scriptStyle = typeof style === 'string' ? style : styleText(fromScript(style, 0));
  if (node.live) queueAttribute(node, 'style');
}

function styleText(style) {
  if (!isDataObject(style)) return '';
  let text = '';
  const names = ObjectKeys(style);
  for (let i = 0; i < names.length; i += 1) text += `${names[i]}:${textOf(style[names[i]])};`;
  return text;
}

/** Adds or removes a class that only the view has. */
function setScriptClass(node, name, isAdded) {
  if (node.scriptClasses === null) node.scriptClasses = record();
  node.scriptClasses[name] = isAdded;
  if (node.live) queueAttribute(node, 'class');
}
