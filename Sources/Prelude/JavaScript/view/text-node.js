/** Text in templates. */

function prepareText(text) {
  return { __proto__: null, create: createText, text };
}

function createText(prepared, fragment, parent) {
  const node = new ViewNode(TEXT, '', fragment.scope.component);
  node.text = prepared.text;
  linkNode(parent, node, null);
}

function prepareBoundText(plan, description) {
  const reference = plan.reserve();
  const expression = description.t;
  const prepared = { __proto__: null, create: createBoundText, expression, reference };
  bind(plan, reference, prepared, '', expression, applyText);
  return prepared;
}

function createBoundText(prepared, fragment, parent) {
  const node = new ViewNode(TEXT, '', fragment.scope.component);
  node.text = textOf(evaluate(prepared.expression, fragment));
  fragment.nodes[prepared.reference] = node;
  linkNode(parent, node, null);
}

function applyText(fragment, binding, changes) {
  if (!changes.touch(binding.expression)) return;
  const node = fragment.nodes[binding.reference];
  const text = textOf(evaluate(binding.expression, fragment));
  if (text === node.text) return;
  node.text = text;
  if (node.live) queueOp(`["t",${node.id},${quoted(text)}]`);
}
