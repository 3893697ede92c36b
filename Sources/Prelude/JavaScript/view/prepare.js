/**
 * Plans: compiled blocks made ready to run, once per block.
 *
 * A plan lists the bindings of a block, with those of the elements inside, but not of its loops,
 * branches and templates, which have plans of their own. `byField` and `bySlot` tell which bindings
 * a data field or a loop variable concerns, so that an update looks at nothing else.
 */
class Plan {
  constructor() {
    /** Prepared nodes at the top of the block. */
    this.nodes = list();
    /** All bindings in tree order. */
    this.bindings = list();
    /** Data field → bindings in tree order. */
    this.byField = record();
    /** Loop slot → bindings in tree order. */
    this.bySlot = list();
    /** How many nodes of a fragment need to be found again. */
    this.references = 0;
  }

  reserve() {
    this.references += 1;
    return this.references - 1;
  }
}
ObjectSetPrototypeOf(Plan.prototype, null);

/**
 * One thing that may have to be done again when data changes.
 * `apply(fragment, binding, changes)` does it; `changes` tells what happened.
 */
class Binding {
  constructor(order, reference, prepared, name, expression, apply) {
    this.order = order;
    this.reference = reference;
    this.prepared = prepared;
    this.name = name;
    this.expression = expression;
    this.apply = apply;
    /** The last definition found whose components take the value again unnoticed, or null. */
    this.quietFor = null;
  }
}
ObjectSetPrototypeOf(Binding.prototype, null);

/** Makes the plan of a block. */
function planOf(block) {
  const plan = new Plan();
  for (let i = 0; i < block.length; i += 1) push(plan.nodes, prepareNode(plan, block[i]));
  return plan;
}

/**
 * Makes a prepared node: a record with `create(prepared, fragment, parent)` and what that needs.
 */
function prepareNode(plan, description) {
  if (typeof description === 'string') return prepareText(description);
  if (description.t !== undefined) return prepareBoundText(plan, description);
  if (description.e !== undefined) return prepareElement(plan, description);
  if (description.i !== undefined) return prepareBranches(plan, description);
  if (description.l !== undefined) return prepareLoop(plan, description);
  if (description.is !== undefined) return prepareTemplateUse(plan, description);
  if (description.s !== undefined) return prepareSlot(plan, description);
  if (description.lt !== undefined) return prepareVariables(plan, description);
  if (description.sv !== undefined) return prepareSlotValues(plan, description);
  return prepareBlock(plan, description);
}

/** Adds a binding of one expression to a plan; static values need none. */
function bind(plan, reference, prepared, name, expression, apply) {
  if (!isExpression(expression)) return null;
  const binding = addBinding(plan, reference, prepared, name, expression, apply);
  for (let i = 0; i < expression.d.length; i += 1) dependOn(plan, binding, expression.d[i][0]);
  return binding;
}

/** Adds a binding that has no dependencies yet. */
function addBinding(plan, reference, prepared, name, expression, apply) {
  const binding = new Binding(plan.bindings.length, reference, prepared, name, expression, apply);
  push(plan.bindings, binding);
  return binding;
}

/** Notes that a binding concerns a data field (a string) or a loop slot (a number). */
function dependOn(plan, binding, root) {
  const table = typeof root === 'string' ? plan.byField : plan.bySlot;
  let bindings = table[root];
  if (bindings === undefined) {
    bindings = list();
    table[root] = bindings;
  }
  // The dependencies of one binding are added in one go.
  if (bindings[bindings.length - 1] !== binding) push(bindings, binding);
}

/**
 * Makes a binding concern everything that an inner plan does, but for the loop slots from
 * `firstSlot` on.
 */
function dependOnPlan(plan, binding, inner, firstSlot) {
  for (const field in inner.byField) dependOn(plan, binding, field);
  for (let slot = 0; slot < inner.bySlot.length && slot < firstSlot; slot += 1) {
    if (inner.bySlot[slot] !== undefined) dependOn(plan, binding, slot);
  }
}
