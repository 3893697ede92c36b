/** `model:` bindings: from a control or component back to the field they name (wxml.md 2.9). */

/** Sets the field that `model:name` of a node is bound to, if any. */
function writeModel(node, name, value) {
  const path = modelPath(node, name);
  if (path === null) return;
  queueValue(node.owner, path, value);
  applyQueued(node.owner);
}

/**
 * Passes a property that a component set itself to the field of its owner that `model:` binds it
 * to.
 */
function passToModel(component, name) {
  const node = component.node;
  if (component.owner === null || modelPath(node, name) === null) return;
  const value = own(component.data, name);
  // The owner sets the same value again while it renders; that is no news.
  if (component.bound === null) component.bound = record();
  component.bound[name] = value;
  writeModel(node, name, deepCopy(value));
}

/** The data path that a `model:` attribute names, or null. */
function modelPath(node, name) {
  const models = node.prepared.models;
  if (models === null || models[name] === undefined || models[name] === null) return null;
  return dataPathOf(node.fragment, models[name]);
}

/**
 * A path that may begin with a loop variable as a path in the component's data, or null when there
 * is none.
 */
function dataPathOf(fragment, path) {
  if (typeof path[0] === 'string') {
    return fragment.scope.using === null ? knownKeys(fragment, path) : null;
  }
  let row = fragment;
  while (row !== null && (row.loop === null || row.loop.slot !== path[0])) row = row.outer;
  if (row === null || !isExpression(row.loop.items) || row.loop.items.d.length !== 1) return null;
  const source = dataPathOf(row.outer, row.loop.items.d[0]);
  if (source === null) return null;
  const whole = push(copyList(source), row.slots[row.loop.slot + 1]);
  const keys = knownKeys(fragment, path);
  for (let i = 1; i < keys.length; i += 1) push(whole, keys[i]);
  return whole;
}

/** A path with the keys that are expressions, as in `list[i].name`, worked out. */
function knownKeys(fragment, path) {
  const scope = fragment.scope;
  return mapList(path, (key) => {
    return typeof key === 'function' ? key(scope.data, fragment.slots, scope.scripts) : key;
  });
}
