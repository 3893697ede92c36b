/** Fragments: live instances of plans. */

/** What the expressions of a fragment see, apart from loop variables. */
class Scope {
  /**
   * @param {LiveComponent} component whose template this is: events and components are looked up
   *   there
   * @param {TemplateFile} file
   * @param {object} data a record: the component's view data, or a template's data
   * @param {object} using the plans of the templates being rendered around this one, innermost
   *   first, as a chain
   */
  constructor(component, file, data, using) {
    this.component = component;
    this.file = file;
    this.scripts = file.scripts;
    this.data = data;
    this.using = using;
  }
}
ObjectSetPrototypeOf(Scope.prototype, null);

class Fragment {
  /**
   * @param {Plan} plan
   * @param {Scope} scope
   * @param {object} slots list of loop variables, outermost first
   */
  constructor(plan, scope, slots) {
    this.plan = plan;
    this.scope = scope;
    this.slots = slots;
    /** Nodes by the reference that the plan gave them. */
    this.nodes = makeTable(plan.references);
    /** The fragment in whose loop, branch or block this one is, or null. */
    this.outer = null;
    /** The prepared loop of which this is a row, or null. */
    this.loop = null;
  }
}
ObjectSetPrototypeOf(Fragment.prototype, null);

/**
 * A list of a known length, to be filled and read in its bounds only: then an ordinary array does,
 * which takes far less time to make.
 */
function makeTable(length) {
  switch (length) {
    case 0: return noSlots;
    case 1: return [nothing];
    case 2: return [nothing, nothing];
    case 3: return [nothing, nothing, nothing];
    case 4: return [nothing, nothing, nothing, nothing];
    case 5: return [nothing, nothing, nothing, nothing, nothing];
    case 6: return [nothing, nothing, nothing, nothing, nothing, nothing];
    default: {
      const table = list();
      for (let i = 0; i < length; i += 1) table[i] = null;
      return table;
    }
  }
}

const noSlots = ObjectFreeze(list());

/** Makes the nodes of a plan under a parent that nobody sees yet. */
function createFragment(plan, scope, slots, parent) {
  const fragment = new Fragment(plan, scope, slots);
  const nodes = plan.nodes;
  for (let i = 0; i < nodes.length; i += 1) nodes[i].create(nodes[i], fragment, parent);
  return fragment;
}

/** As `createFragment`, inside another fragment and with its loop variables. */
function createInnerFragment(plan, outer, parent) {
  const fragment = createFragment(plan, outer.scope, outer.slots, parent);
  fragment.outer = outer;
  return fragment;
}

/** Does again what the changes concern. */
function updateFragment(fragment, changes) {
  const bindings = touchedBindings(fragment.plan, changes);
  if (bindings !== null) applyBindings(bindings, fragment, changes);
}

/** Applies bindings of a fragment in turn. The properties of one component are set together. */
function applyBindings(bindings, fragment, changes) {
  let host = null;
  for (let i = 0; i < bindings.length; i += 1) {
    const binding = bindings[i];
    const node = fragment.nodes[binding.reference];
    if (host !== null && host !== node) commitProperties(host.component);
    binding.apply(fragment, binding, changes);
    const { component } = node;
    host = component !== null && (component.incoming !== null || stamping === component) ? node : null;
  }
  if (host !== null) commitProperties(host.component);
}

/** The bindings that a change may concern, in tree order; null when there are none. */
function touchedBindings(plan, changes) {
  let found = null;
  let sources = 0;
  const { keys, size } = changes.fields;
  for (let i = 0; i < size; i += 1) {
    const bindings = plan.byField[keys[i]];
    if (bindings === undefined) continue;
    found = sources === 0 ? bindings : appendList(found, bindings, sources === 1);
    sources += 1;
  }
  const slots = changes.slots;
  const count = slots === null ? 0 : MathMin(slots.length, plan.bySlot.length);
  for (let slot = 0; slot < count; slot += 1) {
    const bindings = plan.bySlot[slot];
    if (slots[slot] === undefined || bindings === undefined) continue;
    found = sources === 0 ? bindings : appendList(found, bindings, sources === 1);
    sources += 1;
  }
  return sources > 1 ? inTreeOrder(found) : found;
}

/** Appends to a list; to a copy of it when it belongs to a plan. */
function appendList(items, more, isShared) {
  const all = isShared ? copyList(items) : items;
  for (let i = 0; i < more.length; i += 1) push(all, more[i]);
  return all;
}

/** Sorts bindings into tree order and leaves out repeated ones. */
function inTreeOrder(bindings) {
  ArraySort(bindings, (a, b) => a.order - b.order);
  let kept = 0;
  for (let i = 0; i < bindings.length; i += 1) {
    if (kept > 0 && bindings[kept - 1] === bindings[i]) continue;
    bindings[kept] = bindings[i];
    kept += 1;
  }
  bindings.length = kept;
  return bindings;
}

/** Whether a change concerns anything in a plan. */
function concernsPlan(plan, changes) {
  return touchedBindings(plan, changes) !== null;
}

/**
 * Counts a node of a component's template.
 * @throws {Error} past the limit, with the platform's sentence
 */
function countNode(node) {
  const component = node.owner;
  node.isCounted = true;
  component.nodes += 1;
  if (component.nodes > limits.nodes) {
    throw new ErrorCtor("Dom limit exceeded, please check if there's any mistake you've made.");
  }
}
