/**
 * What the user of a built-in tag changed: text, ticks, positions (builtin-components.md 6.0). The
 * view shows it as the attribute of that name, and a template that sets the same value as before
 * does not undo it.
 */

/** Shows a value that the user gave to an attribute, and passes it on to `model:`. */
function setUserValue(node, name, value) {
  if (node.state === null) node.state = record();
  if (!(name in node.state)) node.state[name] = attributeOf(node, name);
  showUserValue(node, name, value);
  writeModel(node, name, value);
}

/** Shows a value without telling `model:`. */
function showUserValue(node, name, value) {
  ownAttributes(node);
  // From now on the node may have attributes that its template does not set.
  if (node.state === null) node.state = record();
  if (sameBinding(node.attributes[name], value)) return;
  node.attributes[name] = value;
  if (node.live) queueAttribute(node, name);
}

/**
 * Whether a template's value is the one it set before, so that what the user changed since stays;
 * notes the new one otherwise. Tags that act by themselves will look at it (see lives.js).
 */
function userChanged(node, name, value) {
  if (node.attached) noticeBuiltIn(node);
  if (node.state === null || !(name in node.state)) return false;
  if (sameBinding(node.state[name], value)) return true;
  node.state[name] = value;
  return false;
}

/** Whether a Boolean attribute holds: any truthy value does, the text `false` too. */
function isOn(node, name) {
  return !!attributeOf(node, name);
}

/** A Number attribute, or its default. */
function numberAttribute(node, name, standard) {
  const value = attributeOf(node, name);
  if (value === undefined || value === null || value === '') return standard;
  const number = numberOf(value);
  return NumberIsFinite(number) ? number : standard;
}

/** A String attribute, or its default. */
function stringAttribute(node, name, standard) {
  const value = attributeOf(node, name);
  return value === undefined || value === null ? standard : textOf(value);
}

/**
 * Calls `visit(node)` for the built-in elements inside a node, as written there, until it returns
 * true.
 */
function eachInside(node, visit) {
  for (let child = node.first; child !== null; child = child.next) {
    if (child.kind === ELEMENT && visit(child) === true) return true;
    if (eachInside(child, visit)) return true;
  }
  return false;
}

/** The nearest element around a node with one of some tags, in the composed tree, or null. */
function surrounding(node, tag) {
  for (let at = composedParent(node); at !== null; at = composedParent(at)) {
    if (at.kind === ELEMENT && at.component === null && at.tag === tag) return at;
  }
  return null;
}
