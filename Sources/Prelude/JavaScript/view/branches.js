/** `wx:if`, `wx:elif`, `wx:else`: only the chosen branch exists (wxml.md 2.5). */

function prepareBranches(plan, description) {
  const reference = plan.reserve();
  const prepared = { __proto__: null, create: createBranches, branches: list(), reference };
  const binding = addBinding(plan, reference, prepared, '', null, applyBranches);
  for (let i = 0; i < description.i.length; i += 1) {
    const condition = description.i[i][0];
    const inner = planOf(description.i[i][1]);
    push(
      prepared.branches, { __proto__: null, condition, isLast: condition === null, plan: inner }
    );
    for (let k = 0; isExpression(condition) && k < condition.d.length; k += 1) {
      dependOn(plan, binding, condition.d[k][0]);
    }
    dependOnPlan(plan, binding, inner, NumberCtor.MAX_SAFE_INTEGER);
  }
  return prepared;
}

function createBranches(prepared, fragment, parent) {
  const group = new ViewNode(GROUP, '', fragment.scope.component);
  fragment.nodes[prepared.reference] = group;
  group.control = { __proto__: null, chosen: chooseBranch(prepared, fragment), fragment: null };
  linkNode(parent, group, null);
  createBranch(prepared, fragment, group);
}

/** The position of the first branch whose condition holds, or -1. */
function chooseBranch(prepared, fragment) {
  for (let i = 0; i < prepared.branches.length; i += 1) {
    const branch = prepared.branches[i];
    if (branch.isLast || evaluate(branch.condition, fragment)) return i;
  }
  return -1;
}

function createBranch(prepared, fragment, group) {
  const control = group.control;
  if (control.chosen < 0) return;
  const plan = prepared.branches[control.chosen].plan;
  control.fragment = createInnerFragment(plan, fragment, group);
}

function applyBranches(fragment, binding, changes) {
  const prepared = binding.prepared;
  const group = fragment.nodes[binding.reference];
  const control = group.control;
  const chosen = isChoiceTouched(prepared, changes)
    ? chooseBranch(prepared, fragment)
    : control.chosen;
  if (chosen === control.chosen) {
    if (control.fragment !== null) updateFragment(control.fragment, changes);
    return;
  }
  control.fragment = null;
  control.chosen = chosen;
  clearNode(group);
  createBranch(prepared, fragment, group);
  showChildren(group);
}

function isChoiceTouched(prepared, changes) {
  for (let i = 0; i < prepared.branches.length; i += 1) {
    const condition = prepared.branches[i].condition;
    if (isExpression(condition) && changes.touch(condition)) return true;
  }
  return false;
}
