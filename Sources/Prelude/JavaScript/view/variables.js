/** `let:` attributes: a group whose content sees more names (glass-easel's templates only). */

function prepareVariables(plan, description) {
  const inner = planOf(description.c);
  const reference = plan.reserve();
  const prepared = {
    __proto__: null,
    create: createVariables,
    values: description.lt,
    slot: description.n,
    plan: inner,
    reference,
  };
  const binding = addBinding(plan, reference, prepared, '', null, applyVariables);
  for (let i = 0; i < prepared.values.length; i += 1) {
    dependOnExpression(plan, binding, prepared.values[i]);
  }
  dependOnPlan(plan, binding, inner, prepared.slot);
  return prepared;
}

function createVariables(prepared, fragment, parent) {
  const group = new ViewNode(GROUP, '', fragment.scope.component);
  fragment.nodes[prepared.reference] = group;
  linkNode(parent, group, null);
  const slots = outerSlots(fragment, prepared.slot);
  const seen = { __proto__: null, scope: fragment.scope, slots };
  for (let i = 0; i < prepared.values.length; i += 1) {
    push(slots, evaluate(prepared.values[i], seen));
  }
  group.control = createFragment(prepared.plan, fragment.scope, slots, group);
  group.control.outer = fragment;
}

function applyVariables(fragment, binding, changes) {
  const { values, slot } = binding.prepared;
  const inner = fragment.nodes[binding.reference].control;
  copyOuterSlots(inner.slots, fragment.slots, slot);
  const trees = outerTrees(changes, slot, values.length);
  const seen = new Changes(changes.fields, trees);
  for (let i = 0; i < values.length; i += 1) {
    if (!isExpression(values[i]) || !seen.touch(values[i])) continue;
    const value = evaluate(values[i], inner);
    if (sameBinding(inner.slots[slot + i], value)) continue;
    inner.slots[slot + i] = value;
    trees[slot + i] = WHOLE;
  }
  updateFragment(inner, seen);
}

/** The names around a group that adds some of its own from `slot` on. */
function outerSlots(fragment, slot) {
  const slots = list();
  for (let i = 0; i < slot; i += 1) slots[i] = fragment.slots[i];
  return slots;
}

/** The changes of the names around a group, with room for `count` of its own. */
function outerTrees(changes, slot, count) {
  const trees = list();
  trees.length = slot + count;
  for (let i = 0; changes.slots !== null && i < slot; i += 1) trees[i] = changes.slots[i];
  return trees;
}
