/** `<block slot="…">`: a group whose members go to a slot of their host. Other blocks leave no trace. */

function prepareBlock(plan, description) {
  const inner = planOf(description.c);
  const reference = plan.reserve();
  const named = description.b !== undefined && description.b.length > 0 ? description.b[0][1] : undefined;
  const prepared = {
    __proto__: null,
    create: createBlock,
    slot: named !== undefined ? named : description.a !== undefined ? description.a.slot : undefined,
    plan: inner,
    reference,
  };
  const binding = isExpression(prepared.slot)
    ? bind(plan, reference, prepared, 'slot', prepared.slot, applyBlock)
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
