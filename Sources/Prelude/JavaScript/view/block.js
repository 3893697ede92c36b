/**
 * `<block slot="…">`: a group whose members go to a slot of their host. Other blocks leave no
 * trace.
 */

function prepareBlock(plan, description) {
  const inner = planOf(description.c);
  const reference = plan.reserve();
  const slot = slotAttribute(description);
  const prepared = { __proto__: null, create: createBlock, slot, plan: inner, reference };
  const binding = isExpression(slot)
    ? bind(plan, reference, prepared, 'slot', slot, applyBlock)
    : addBinding(plan, reference, prepared, 'slot', null, applyBlock);
  dependOnPlan(plan, binding, inner, NumberCtor.MAX_SAFE_INTEGER);
  return prepared;
}

function createBlock(prepared, fragment, parent) {
  const group = new ViewNode(GROUP, '', fragment.scope.component);
  fragment.nodes[prepared.reference] = group;
  if (prepared.slot !== undefined) group.slotName = textOf(evaluate(prepared.slot, fragment));
  linkNode(parent, group, null);
  group.control = createInnerFragment(prepared.plan, fragment, group);
}

function applyBlock(fragment, binding, changes) {
  const group = fragment.nodes[binding.reference];
  if (binding.expression !== null && changes.touch(binding.expression)) {
    setSlotName(group, textOf(evaluate(binding.expression, fragment)));
  }
  updateFragment(group.control, changes);
}
