/** `wx:for`: rows that keep their nodes when the list changes (wxml.md 2.6). */

class Row {
  /** @param {string | number | null} key */
  constructor(key) {
    this.key = key;
    /** The one node of the row, or a group of them; null until it is made. */
    this.node = null;
    this.fragment = null;
    /** Its position in the list before this update, or -1. */
    this.place = -1;
    /** The update that last found an item for the row. */
    this.pass = 0;
  }
}
ObjectSetPrototypeOf(Row.prototype, null);

/** What a live loop shows. */
class LoopControl {
  constructor(source) {
    this.source = source;
    this.rows = list();
    this.byKey = new PrivateMap();
    this.pass = 0;
    /** How many rows the last update found items for, and whether they are all, in their order. */
    this.known = 0;
    this.isInOrder = true;
  }
}
ObjectSetPrototypeOf(LoopControl.prototype, null);

function prepareLoop(plan, description) {
  const inner = planOf(description.c);
  const reference = plan.reserve();
  const prepared = {
    __proto__: null,
    create: createLoop,
    items: description.l,
    slot: description.n,
    keyName: description.k === undefined ? null : description.k,
    position: description.p,
    plan: inner,
    isWarned: false,
    reference,
  };
  const binding = addBinding(plan, reference, prepared, '', null, applyLoop);
  dependOnExpression(plan, binding, prepared.items);
  dependOnPlan(plan, binding, inner, prepared.slot);
  return prepared;
}

function createLoop(prepared, fragment, parent) {
  const group = new ViewNode(GROUP, '', fragment.scope.component);
  fragment.nodes[prepared.reference] = group;
  linkNode(parent, group, null);
  const items = new LoopItems(evaluate(prepared.items, fragment));
  group.control = new LoopControl(items.source);
  appendRows(prepared, fragment, group, items);
}

/** Makes rows for the items after those that have one. */
function appendRows(prepared, fragment, group, items) {
  const { rows } = group.control;
  const added = newRows(group.control, items, prepared.keyName);
  for (let i = 0; i < added.length; i += 1) {
    createRow(prepared, fragment, group, items, rows.length, added[i]);
    push(rows, added[i]);
  }
  if (items.length > 0) warnAboutKey(prepared, fragment);
}

/** Says once for a loop that `wx:key` would help. */
function warnAboutKey(prepared, fragment) {
  if (prepared.keyName !== null || prepared.isWarned || !isExpression(prepared.items)) return;
  prepared.isWarned = true;
  if (isDev()) {
    warn('Now you can provide attr wx:key for a wx:for to improve performance. '
      + `(${fragment.scope.file.path}:${prepared.position})`);
  }
}

/** Makes the content of a row at the end of the loop's group. */
function createRow(prepared, fragment, group, items, position, row) {
  const slots = rowSlots(
    fragment.slots, prepared.slot, items.item(position), items.index(position)
  );
  const nodes = prepared.plan.nodes;
  const isElement = nodes.length === 1 && nodes[0].create === createElement;
  let parent = group;
  if (!isElement) {
    parent = new ViewNode(GROUP, '', fragment.scope.component);
    if (!holdsElement(nodes)) countNode(parent);
    linkNode(group, parent, null);
  }
  row.fragment = createFragment(prepared.plan, fragment.scope, slots, parent);
  row.fragment.outer = fragment;
  row.fragment.loop = prepared;
  row.node = isElement ? parent.last : parent;
}

/** Whether every row has an element of its own, which is counted; otherwise the row itself is. */
function holdsElement(nodes) {
  for (let i = 0; i < nodes.length; i += 1) if (nodes[i].create === createElement) return true;
  return false;
}

/** The loop variables of a row: those around the loop, then its own two. */
function rowSlots(outer, slot, item, index) {
  // Read and written in their bounds only, so that ordinary arrays do.
  if (slot === 0) return [item, index];
  if (slot === 2) return [outer[0], outer[1], item, index];
  const slots = list();
  for (let i = 0; i < slot; i += 1) slots[i] = outer[i];
  slots[slot] = item;
  slots[slot + 1] = index;
  return slots;
}

function applyLoop(fragment, binding, changes) {
  const prepared = binding.prepared;
  const group = fragment.nodes[binding.reference];
  const control = group.control;
  if (!isExpression(prepared.items) || !changes.touch(prepared.items)) {
    updateRows(prepared, fragment, control.rows, changes);
    return;
  }
  const items = new LoopItems(evaluate(prepared.items, fragment));
  const inside = changesInsideList(prepared, control, items, changes);
  control.source = items.source;
  if (inside === null || !keepsKeys(prepared, control.rows, items, inside)) {
    rearrange(prepared, fragment, group, items, changes, inside);
    return;
  }
  const before = control.rows.length;
  updateTouchedRows(prepared, fragment, control.rows, items, changes, inside);
  if (before === items.length) return;
  appendRows(prepared, fragment, group, items);
  showRows(group, control.rows, before);
}

/** Shows the rows from a position on, which stand at the end, and brings them to life. */
function showRows(group, rows, first) {
  if (first < rows.length) placeRows(rows, first, rows.length);
  for (let i = first; i < rows.length; i += 1) attachUnder(group, rows[i].node);
}

/**
 * The changes by index when the loop still goes through the same, changed array; otherwise null.
 */
function changesInsideList(prepared, control, items, changes) {
  if (items.source !== control.source || !ArrayIsArray(items.source)) return null;
  const paths = prepared.items.d;
  if (paths.length !== 1) return null;
  const inside = changes.at(paths[0]);
  return inside === WHOLE || inside === undefined ? null : inside;
}

/**
 * Whether the rows stay the same ones in the same order after changes inside the list; new ones may
 * follow.
 */
function keepsKeys(prepared, rows, items, inside) {
  if (rows.length > items.length) return false;
  if (prepared.keyName === null) return true;
  for (let i = 0; i < inside.size; i += 1) {
    const index = inside.keys[i];
    if (!(index < rows.length)) continue;
    const { key } = rows[index];
    // A row whose key another one has is without, and told of again.
    if (key !== null && !mayChangeKey(inside.values[i], prepared.keyName)) continue;
    if (key !== keyOf(items.source[index], prepared.keyName)) return false;
  }
  return true;
}

/** Whether an item may have another key after changes inside of it. */
function mayChangeKey(tree, keyName) {
  return tree === WHOLE || keyName === '*this' || tree.get(keyName) !== undefined;
}

/** Updates rows of a list that itself stayed the same; only outer values changed. */
function updateRows(prepared, fragment, rows, changes) {
  const outer = outerChanges(changes, prepared.slot);
  if (!concernsPlan(prepared.plan, outer)) return;
  for (let i = 0; i < rows.length; i += 1) {
    copyOuterSlots(rows[i].fragment.slots, fragment.slots, prepared.slot);
    updateFragment(rows[i].fragment, outer);
  }
}

/**
 * Updates the rows whose items changed; all rows when their content uses something else that
 * changed.
 */
function updateTouchedRows(prepared, fragment, rows, items, changes, inside) {
  if (concernsPlan(prepared.plan, outerChanges(changes, prepared.slot))) {
    for (let i = 0; i < rows.length; i += 1) {
      updateRow(prepared, fragment, rows[i], items, i, changes, inside.get(i));
    }
    return;
  }
  const { slot } = prepared;
  const bindings = prepared.plan.bySlot[slot] ?? noSlots;
  // One record of changes does for all rows, which are updated one after the other.
  const trees = rowChanges(changes, slot, undefined, undefined);
  const seen = new Changes(changes.fields, trees);
  for (let i = 0; i < inside.size; i += 1) {
    const index = inside.keys[i];
    if (!(index < rows.length)) continue;
    const row = rows[index].fragment;
    copyOuterSlots(row.slots, fragment.slots, slot);
    row.slots[slot] = items.source[index];
    trees[slot] = inside.values[i];
    applyBindings(bindings, row, seen);
  }
}

/**
 * Gives a row its item and index again, and updates what depends on them or on the outer changes.
 */
function updateRow(prepared, fragment, row, items, position, changes, itemChanges) {
  const slots = row.fragment.slots;
  const slot = prepared.slot;
  copyOuterSlots(slots, fragment.slots, slot);
  const index = items.index(position);
  const indexChanges = slots[slot + 1] === index ? undefined : WHOLE;
  slots[slot] = items.item(position);
  slots[slot + 1] = index;
  const trees = rowChanges(changes, slot, itemChanges, indexChanges);
  updateFragment(row.fragment, new Changes(changes.fields, trees));
}

function rowChanges(changes, slot, itemChanges, indexChanges) {
  if (slot === 0) return [itemChanges, indexChanges];
  const trees = outerTrees(changes, slot, 2);
  trees[slot] = itemChanges;
  trees[slot + 1] = indexChanges;
  return trees;
}

/** The changes without those of loop variables from `slot` on, which belong to another loop. */
function outerChanges(changes, slot) {
  if (changes.slots === null || changes.slots.length <= slot) return changes;
  const trees = copyList(changes.slots);
  trees.length = slot;
  return new Changes(changes.fields, trees);
}

function copyOuterSlots(slots, outer, count) {
  for (let i = 0; i < count; i += 1) slots[i] = outer[i];
}

/** Matches the rows with a new list: removes, updates, makes and moves as few as possible. */
function rearrange(prepared, fragment, group, items, changes, inside) {
  const control = group.control;
  const old = control.rows;
  if (old.length === 0) {
    appendRows(prepared, fragment, group, items);
    showRows(group, control.rows, 0);
    return;
  }
  if (items.length === 0) {
    control.rows = list();
    control.byKey.clear();
    for (let i = 0; i < old.length; i += 1) removeNode(old[i].node);
    return;
  }
  for (let i = 0; i < old.length; i += 1) old[i].place = i;
  const areKept = fragment.scope.data === fragment.scope.component.view
    && isSetWhole(prepared, items, changes);
  const rows = matchRows(control, items, prepared.keyName, areKept ? prepared.slot : -1);
  if (control.known < old.length) removeOtherRows(control, old);
  const mayKeep = areKept && !concernsPlan(prepared.plan, outerChanges(changes, prepared.slot));
  let done = 0;
  try {
    for (; done < rows.length; done += 1) {
      const row = rows[done];
      if (row.node === null) {
        createRow(prepared, fragment, group, items, done, row);
      } else if (!mayKeep || !isQuietRow(row, prepared, fragment, items, done)) {
        const changed = itemChanges(row, prepared, items, done, inside);
        updateRow(prepared, fragment, row, items, done, changes, changed);
      }
    }
  } finally {
    rows.length = done;
    control.rows = rows;
  }
  warnAboutKey(prepared, fragment);
  if (!control.isInOrder) arrangeRows(group, rows);
}

/** Removes the rows for which no item was found. */
function removeOtherRows(control, rows) {
  for (let i = 0; i < rows.length; i += 1) {
    if (rows[i].pass === control.pass) continue;
    if (rows[i].key !== null) control.byKey.delete(rows[i].key);
    removeNode(rows[i].node);
  }
}

function itemChanges(row, prepared, items, position, inside) {
  if (inside !== null && row.place === position) return inside.get(position);
  return sameBinding(row.fragment.slots[prepared.slot], items.item(position)) ? undefined : WHOLE;
}

/**
 * Whether a loop goes through a field that is an array and was set as a whole: then an item of a
 * component's own data that is the same object as before holds the same.
 */
function isSetWhole(prepared, items, changes) {
  const paths = prepared.items.d;
  return ArrayIsArray(items.source) && paths.length === 1 && paths[0].length === 1
    && typeof paths[0][0] === 'string' && changes.at(paths[0]) === WHOLE;
}

/**
 * Whether a row has its item already and nobody would notice that it gets it again. Then the row only
 * takes over the values around it.
 */
function isQuietRow(row, prepared, fragment, items, position) {
  const { slot, plan } = prepared;
  const { slots } = row.fragment;
  const item = slots[slot];
  if (item === null || typeof item !== 'object' || item !== items.source[position]) return false;
  if (slots[slot + 1] !== position && plan.bySlot[slot + 1] !== undefined) return false;
  const bindings = plan.bySlot[slot];
  for (let i = 0; bindings !== undefined && i < bindings.length; i += 1) {
    if (!isQuietAgain(bindings[i], row.fragment)) return false;
  }
  copyOuterSlots(slots, fragment.slots, slot);
  slots[slot + 1] = position;
  return true;
}

/** Where the new rows begin that end before a position; one row when it is not new. */
function firstOfRun(rows, end) {
  let first = end - 1;
  if (rows[first].place >= 0) return first;
  while (first > 0 && rows[first - 1].place < 0) first -= 1;
  return first;
}

/** Brings the rows into order; then new rows come alive and moved ones hear of it. */
function arrangeRows(group, rows) {
  const stays = stayingRows(rows);
  for (let end = rows.length; end > 0;) {
    if (stays[end - 1] === 1) {
      end -= 1;
      continue;
    }
    const first = firstOfRun(rows, end);
    let before = end < rows.length ? rows[end].node : null;
    for (let i = end - 1; i >= first; i -= 1) {
      const { node } = rows[i];
      if (node.next !== before || node.parent === null) {
        unlinkNode(node);
        linkNode(group, node, before);
      }
      before = node;
    }
    placeRows(rows, first, end);
    end = first;
  }
  for (let i = 0; i < rows.length; i += 1) {
    if (stays[i] === 1) continue;
    const row = rows[i];
    if (row.place < 0) {
      row.place = i;
      attachUnder(group, row.node);
    } else {
      moveTree(row.node);
    }
  }
}
