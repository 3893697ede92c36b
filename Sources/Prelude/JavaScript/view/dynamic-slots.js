/**
 * Components with `dynamicSlots`: their slots may repeat, and each shows content of its own, made
 * for it, which may read the values that the slot gives (`slot:` attributes; glass-easel only).
 */

function hasDynamicSlots(component) {
  return component !== null && component.definition.options.dynamicSlots === true
    && component.definition.template.isEasel;
}

/** Plans the content of an element that may turn out to be such a component. */
function prepareContent(plan, prepared, description) {
  prepared.content = planOf(description.c);
  const binding = addBinding(plan, prepared.reference, prepared, '', null, applyContent);
  dependOnPlan(plan, binding, prepared.content, NumberCtor.MAX_SAFE_INTEGER);
}

/** Makes the content of an element: once, or once for each slot of its component. */
function createContent(node, prepared, fragment) {
  node.control = list();
  if (!hasDynamicSlots(node.component)) {
    const made = createInnerFragment(prepared.content, fragment, node);
    push(node.control, { __proto__: null, outlet: null, group: null, fragment: made });
    return;
  }
  node.fragment = fragment;
  eachOutlet(node.component.shadow, (outlet) => addSlotContent(node, outlet));
}

function addSlotContent(node, outlet) {
  const group = new ViewNode(GROUP, '', node.owner);
  group.outlet = outlet;
  linkNode(node, group, null);
  /** What is shown in one slot. */
  const content = { __proto__: null, outlet, group, fragment: null };
  group.control = content;
  push(node.control, content);
  content.fragment = createInnerFragment(node.prepared.content, node.fragment, group);
  return content;
}

function applyContent(fragment, binding, changes) {
  const contents = fragment.nodes[binding.reference].control;
  for (let i = 0; i < contents.length; i += 1) {
    updateFragment(contents[i].fragment, changes);
  }
}

/** Calls `visit` for the slots of a component's tree in order. */
function eachOutlet(node, visit) {
  for (let child = node.first; child !== null; child = child.next) {
    if (child.kind === SLOT) visit(child);
    else eachOutlet(child, visit);
  }
}

/** Gives new slots their content, takes that of slots that went, and shows what has moved. */
function renewSlotContents(component) {
  const node = component.node;
  if (node.control === null) return;
  const outlets = new SetCtor();
  eachOutlet(component.shadow, (outlet) => SetAdd(outlets, outlet));
  const kept = list();
  const known = new SetCtor();
  for (let i = 0; i < node.control.length; i += 1) {
    const content = node.control[i];
    if (!SetHas(outlets, content.outlet)) {
      removeNode(content.group);
      continue;
    }
    SetAdd(known, content.outlet);
    push(kept, content);
  }
  node.control = kept;
  eachOutlet(component.shadow, (outlet) => {
    if (SetHas(known, outlet)) return;
    const { group } = addSlotContent(node, outlet);
    placeMembers(group);
    attachUnder(node, group);
  });
  for (let i = 0; i < kept.length; i += 1) showOrHide(kept[i].group);
}

function showOrHide(group) {
  eachMemberBackwards(group, (member) => {
    const isKnown = member.live || member.coming !== null;
    if (isKnown !== (shownParent(member) !== null)) placeNode(member);
  });
}

/** The slot for which a node was made, and the slot's content; null outside such a component. */
function slotContentAround(node) {
  for (let at = node; at !== null && at.kind === GROUP; at = at.parent) {
    if (at.outlet !== null) return at.control;
  }
  return null;
}

// Values of slots

/** `slot:` attributes: a group whose content sees values of the slot that shows it. */
function prepareSlotValues(plan, description) {
  const inner = planOf(description.c);
  const reference = plan.reserve();
  const prepared = {
    __proto__: null,
    create: createSlotValues,
    keys: description.sv,
    slot: description.n,
    plan: inner,
    reference,
  };
  const binding = addBinding(plan, reference, prepared, '', null, applySlotValues);
  dependOnPlan(plan, binding, inner, prepared.slot);
  return prepared;
}

function createSlotValues(prepared, fragment, parent) {
  const group = new ViewNode(GROUP, '', fragment.scope.component);
  group.prepared = prepared;
  fragment.nodes[prepared.reference] = group;
  linkNode(parent, group, null);
  const slots = outerSlots(fragment, prepared.slot);
  const content = slotContentAround(group);
  for (let i = 0; i < prepared.keys.length; i += 1) {
    push(slots, content === null ? undefined : content.outlet.values[prepared.keys[i]]);
  }
  group.control = createFragment(prepared.plan, fragment.scope, slots, group);
  group.control.outer = fragment;
}

function applySlotValues(fragment, binding, changes) {
  const { keys, slot } = binding.prepared;
  const inner = fragment.nodes[binding.reference].control;
  copyOuterSlots(inner.slots, fragment.slots, slot);
  updateFragment(inner, new Changes(changes.fields, outerTrees(changes, slot, keys.length)));
}

/** Gives a changed value of a slot to the content that reads it. */
function passSlotValue(outlet, key) {
  const contents = outlet.owner.node.control;
  for (let i = 0; contents !== null && i < contents.length; i += 1) {
    if (contents[i].outlet === outlet) passValueBelow(contents[i].group, key, outlet.values[key]);
  }
}

function passValueBelow(group, key, value) {
  for (let child = group.first; child !== null; child = child.next) {
    if (child.kind !== GROUP) continue;
    if (child.prepared !== null && child.prepared.keys !== undefined) {
      updateSlotValue(child, key, value);
    }
    passValueBelow(child, key, value);
  }
}

function updateSlotValue(group, key, value) {
  const { keys, slot } = group.prepared;
  const inner = group.control;
  const trees = list();
  trees.length = slot + keys.length;
  let isRead = false;
  for (let i = 0; i < keys.length; i += 1) {
    if (keys[i] !== key) continue;
    inner.slots[slot + i] = value;
    trees[slot + i] = WHOLE;
    isRead = true;
  }
  if (isRead) updateFragment(inner, new Changes(new ChangeTree(), trees));
}
