/** `<slot>`: which content of a host is shown where (wxml.md 2.7). */

function prepareSlot(plan, description) {
  const reference = plan.reserve();
  const prepared = {
    __proto__: null,
    create: createSlot,
    name: description.s,
    place: slotAttribute(description),
    reference,
  };
  bind(plan, reference, prepared, 'name', prepared.name, applySlotName);
  bind(plan, reference, prepared, 'slot', prepared.place, applySlotPlace);
  prepareGivenValues(plan, prepared, description);
  return prepared;
}

/** The other attributes of a slot are values for its content, if its component hands them out. */
function prepareGivenValues(plan, prepared, description) {
  prepared.values = staticTable(description.a);
  prepared.boundValues = list();
  for (let i = 0; description.b !== undefined && i < description.b.length; i += 1) {
    const name = description.b[i][0];
    const expression = description.b[i][1];
    if (name === 'slot') continue;
    bind(plan, prepared.reference, prepared, name, expression, applySlotValue);
    push(prepared.boundValues, { __proto__: null, name, expression });
  }
}

function giveValues(node, prepared, fragment) {
  node.values = record();
  for (const name in prepared.values) node.values[name] = prepared.values[name];
  for (let i = 0; i < prepared.boundValues.length; i += 1) {
    const { name, expression } = prepared.boundValues[i];
    node.values[name] = evaluate(expression, fragment);
  }
}

function applySlotValue(fragment, binding, changes) {
  const node = fragment.nodes[binding.reference];
  if (node.values === null || !changes.touch(binding.expression)) return;
  const value = evaluate(binding.expression, fragment);
  if (sameBinding(node.values[binding.name], value)) return;
  node.values[binding.name] = value;
  passSlotValue(node, binding.name);
}

/** The `slot` attribute of a description, static or bound, or `undefined`. */
function slotAttribute(description) {
  for (let i = 0; description.b !== undefined && i < description.b.length; i += 1) {
    if (description.b[i][0] === 'slot') return description.b[i][1];
  }
  return description.a === undefined ? undefined : description.a.slot;
}

function createSlot(prepared, fragment, parent) {
  const component = fragment.scope.component;
  const node = new ViewNode(SLOT, 'slot', component);
  node.outletName = textOf(evaluate(prepared.name, fragment));
  if (prepared.place !== undefined) node.slotName = textOf(evaluate(prepared.place, fragment));
  if (hasDynamicSlots(component)) giveValues(node, prepared, fragment);
  fragment.nodes[prepared.reference] = node;
  linkNode(parent, node, null);
  markOutletsStale(component);
}

function applySlotName(fragment, binding, changes) {
  if (!changes.touch(binding.expression)) return;
  const node = fragment.nodes[binding.reference];
  const name = textOf(evaluate(binding.expression, fragment));
  if (name === node.outletName) return;
  node.outletName = name;
  markOutletsStale(node.owner);
}

function applySlotPlace(fragment, binding, changes) {
  if (!changes.touch(binding.expression)) return;
  setSlotName(fragment.nodes[binding.reference], textOf(evaluate(binding.expression, fragment)));
}

/** Changes the `slot` attribute of a node or group and moves it to the slot of that name. */
function setSlotName(node, name) {
  if (node.slotName === name) return;
  node.slotName = name;
  const host = parentBeyondGroups(node);
  if (host !== null && host.component !== null) placeMembers(node);
}

/**
 * Notes that the slots of a component came, went or changed their names; `redistribute` follows.
 */
function markOutletsStale(component) {
  component.areOutletsStale = true;
}

/**
 * Finds the slots that receive content: by name, the first of each; without `multipleSlots` just
 * the first.
 */
function findOutlets(component) {
  const outlets = record();
  collectOutlets(component.shadow, component.definition.options.multipleSlots === true, outlets);
  return outlets;
}

function collectOutlets(node, areNamed, outlets) {
  for (let child = node.first; child !== null; child = child.next) {
    if (child.kind === SLOT) {
      const name = areNamed ? child.outletName : '';
      if (outlets[name] === undefined) outlets[name] = child;
    } else {
      collectOutlets(child, areNamed, outlets);
    }
  }
}

/** The slot that shows content with a `slot` attribute, or null. */
function outletFor(component, slotName) {
  const isNamed = component.definition.options.multipleSlots === true && slotName !== undefined;
  return component.outlets[isNamed ? slotName : ''] ?? null;
}

/** Calls `visit` for the content that a slot shows. */
function eachSlotted(slot, visit) {
  eachContent(slot.owner.node, (member) => {
    if (shownParent(member) === slot) visit(member);
  });
}

/** Calls `visit` for the content of a host, whichever slot it goes to. */
function eachContent(host, visit) {
  for (let child = host.first; child !== null; child = child.next) eachMember(child, visit);
}

/** Brings the content of a component's host to its slots after these changed. */
function redistribute(component) {
  if (!component.areOutletsStale) return;
  component.areOutletsStale = false;
  if (hasDynamicSlots(component)) {
    renewSlotContents(component);
    return;
  }
  const host = component.node;
  const shown = new MapCtor();
  eachContent(host, (member) => MapSet(shown, member, shownParent(member)));
  component.outlets = findOutlets(component);
  for (let child = host.last; child !== null; child = child.previous) {
    eachMemberBackwards(child, (member) => {
      if (MapGet(shown, member) !== shownParent(member)) placeNode(member);
    });
  }
}
