/**
 * The way of an event through the trees, and what a listener on the way sees of its target
 * (events.md 5.3, 5.6).
 */

/** The next node outwards in the composed tree, or null at the page. */
function composedParent(node) {
  let slotName = node.slotName;
  let parent = node.parent;
  while (parent !== null && parent.kind === GROUP) {
    if (slotName === undefined) slotName = parent.slotName;
    parent = parent.parent;
  }
  if (parent === null) return null;
  if (parent.kind === SHADOW) return parent.host;
  return parent.component === null ? parent : outletFor(parent.component, slotName) ?? parent;
}

/** The nodes from a target outwards; not beyond the target's own tree unless composed. */
function eventPath(target, isComposed) {
  const path = list();
  if (isComposed) {
    for (let node = target; node !== null; node = composedParent(node)) push(path, node);
  } else {
    let node = target;
    for (; node !== null && node.kind !== SHADOW; node = parentBeyondGroups(node)) push(path, node);
  }
  return path;
}

/**
 * The target as a listener sees it: never a node inside a component whose inside the listener does
 * not know.
 */
function targetSeenFrom(listening, target) {
  let seen = target;
  while (seen.owner !== null && !isInside(listening, seen.owner)) seen = seen.owner.node;
  return seen;
}

/** Whether a node was written by a component's template, or by one of a component in it. */
function isInside(node, component) {
  for (let owner = node.owner; owner !== null; owner = owner.owner) {
    if (owner === component) return true;
  }
  return false;
}

/**
 * The union of the marks on the way, within the tree of the listener; inner nodes override outer
 * ones (events.md 5.4).
 */
function marksSeenFrom(listening, path) {
  const marks = {};
  let start = listening;
  for (let i = 0; i < path.length; i += 1) {
    if (path[i].owner !== listening.owner) continue;
    start = path[i];
    break;
  }
  for (let node = start; node !== null && node.kind !== SHADOW; node = parentBeyondGroups(node)) {
    for (const name in node.marks) {
      if (!ObjectHasOwn(marks, name)) define(marks, name, deepCopy(node.marks[name]));
    }
  }
  return marks;
}

/** What an event says about a node. */
function describeTarget(node) {
  const place = geometryOf(node);
  return {
    id: textOf(attributeOf(node, 'id')),
    dataset: datasetOf(node),
    offsetLeft: place.left,
    offsetTop: place.top,
  };
}

/** The dataset of a node as an object for the mini-program. */
function datasetOf(node) {
  return node.dataset === null ? {} : deepCopy(node.dataset);
}
