/**
 * Where a node is shown: the composed tree, in which a host's children are its own template's nodes
 * and the content given to the host hangs under the slots of that template. Groups are left out.
 */

/** The node under which a node is shown, or null when it is not shown at all. */
function shownParent(node) {
  let slotName = node.slotName;
  let outlet = null;
  let parent = node.parent;
  while (parent !== null && parent.kind === GROUP) {
    if (slotName === undefined) slotName = parent.slotName;
    if (parent.outlet !== null) outlet = parent.outlet;
    parent = parent.parent;
  }
  if (parent === null || parent.kind === SLOT) return null;
  if (parent.kind === SHADOW) return parent.host;
  if (outlet !== null) return outlet.outletName === (slotName ?? '') ? outlet : null;
  return parent.component === null ? parent : outletFor(parent.component, slotName);
}

/** Whether the host knows a node or will after the waiting operations. */
function isComing(node) {
  for (let at = node; at !== null; at = shownParent(at)) {
    if (at.live || at.coming !== null) return true;
  }
  return false;
}

/** Calls `visit` for the nodes shown directly under a node. */
function eachShown(node, visit) {
  if (node.kind === SLOT) {
    eachSlotted(node, visit);
    return;
  }
  const from = node.component === null ? node.first : node.component.shadow.first;
  for (let child = from; child !== null; child = child.next) eachMember(child, visit);
}

/**
 * The node before which a node is to be shown: the next one under the same parent that the host
 * knows.
 */
function shownNext(node, parent) {
  let at = node;
  for (;;) {
    while (at.next === null) {
      at = at.parent;
      if (at === null || at.kind !== GROUP) return null;
    }
    at = at.next;
    const found = firstShown(at, parent);
    if (found !== null) return found;
  }
}

function firstShown(node, parent) {
  if (node.kind !== GROUP) {
    // What is under a coming parent is written with it.
    const isThere = node.live || node.coming !== null || !parent.live;
    return isThere && shownParent(node) === parent ? node : null;
  }
  for (let child = node.first; child !== null; child = child.next) {
    const found = firstShown(child, parent);
    if (found !== null) return found;
  }
  return null;
}

/**
 * Brings a linked node to the place where it belongs now: shows it, moves it or takes it from view.
 */
function placeNode(node) {
  const parent = shownParent(node);
  if (parent === null || !isComing(parent)) {
    withdraw(node);
    return;
  }
  const isKnown = node.live || node.coming !== null;
  // A coming parent is written with its children; but once others move into it, the order needs an
  // operation each.
  if (!isKnown && !parent.live && !parent.takesMoves) return;
  const next = shownNext(node, parent);
  const before = next === null ? 0 : next.id;
  if (!isKnown) {
    queueInsertion(node, parent.id, before);
    return;
  }
  queueOp(`["m",${node.id},${parent.id},${before}]`);
  parent.takesMoves = !parent.live;
}

/** Places the shown nodes of a node, the last first, so that each finds its successor in place. */
function placeMembers(node) {
  eachMemberBackwards(node, placeNode);
}

/** Places rows that stand next to each other: together where they can be, otherwise one by one. */
function placeRows(rows, first, end) {
  if (placeTogether(rows, first, end)) return;
  for (let i = end - 1; i >= first; i -= 1) placeMembers(rows[i].node);
}

/** Places rows that the host does not know, if they are elements that belong to the same place. */
function placeTogether(rows, first, end) {
  const { node } = rows[first];
  const more = list();
  for (let i = first; i < end; i += 1) {
    const row = rows[i].node;
    const isSimple = row.kind === ELEMENT && row.slotName === node.slotName;
    if (!isSimple || row.live || row.coming !== null) return false;
    if (i > first) push(more, row);
  }
  const parent = shownParent(node);
  if (parent === null || !isComing(parent) || (!parent.live && !parent.takesMoves)) return true;
  const next = shownNext(rows[end - 1].node, parent);
  queueInsertion(node, parent.id, next === null ? 0 : next.id, more);
  return true;
}

/** Takes a node and everything shown in it from view. */
function withdraw(node) {
  if (!node.live && node.coming === null) return;
  if (node.coming !== null) writeInsertion(node.coming);
  if (!node.live) return;
  queueRemoval(node.id);
  forgetShown(node);
}

function forgetShown(node) {
  if (node.coming !== null) writeInsertion(node.coming);
  if (!node.live) return;
  node.live = false;
  if (nodesByID.size > 0) nodesByID.delete(node.id);
  // It may be shown again by an insertion that is sent before this removal.
  node.id = 0;
  if (node.component !== null && node.component.shape !== null) forgetStamp(node.component);
  else eachShown(node, forgetShown);
}

/** Shows the children that an update put into a group, and brings their components alive. */
function showChildren(group) {
  eachMemberBackwards(group, placeNode);
  for (let child = group.first; child !== null; child = child.next) attachUnder(group, child);
}

/** Removes everything in a group. */
function clearNode(group) {
  while (group.first !== null) removeNode(group.first);
}

/** Removes a node for good: from view, from its tree, from life. */
function removeNode(node) {
  eachMember(node, withdraw);
  unlinkNode(node);
  markOutletsStale(node.owner);
  detachTree(node);
}
