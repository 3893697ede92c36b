/**
 * Properties that may be left alone when their owner sets them to an equal value: no observer hears
 * of it, and the template shows it in built-in elements only. Each row of a list that is set as a
 * whole would otherwise copy and draw its unchanged item.
 */

/** How many values are compared before a property counts as changed. */
const VALUES_COMPARED = 200;

/**
 * Whether a component already has an object that its owner sets, and nobody would notice.
 * @param {boolean} isKept whether the owner has the very value that it had before, and nothing in it
 *   has changed since
 */
function isQuietRepetition(component, name, value, isKept) {
  if (value === null || typeof value !== 'object') return false;
  if (!isQuietIn(component.definition, name)) return false;
  if (component.isLean) return isSameData(component.view[name], value);
  if (!isSameData(component.data[name], value)) return false;
  const isShown = isKept && (component.diverged === null || component.diverged[name] !== true);
  return isShown || isSameData(own(component.view, name), value);
}

/** Whether nobody would notice that a binding of a row is applied to the value that it has shown. */
function isQuietAgain(binding, fragment) {
  const { apply, prepared, name } = binding;
  if (apply === applyText) return true;
  if (apply !== applyAttribute && apply !== applyData && apply !== applyMark) return false;
  if (prepared.observers !== null) return false;
  const node = fragment.nodes[binding.reference];
  const { component } = node;
  if (component !== null && component.definition === binding.quietFor) {
    return component.diverged === null || component.diverged[name] !== true;
  }
  if (component === null) return node.state === null && builtInLives[node.tag] === undefined;
  if (apply !== applyAttribute || component.definition.properties[name] === undefined) return true;
  if (!isQuietIn(component.definition, name)) return false;
  binding.quietFor = component.definition;
  return component.diverged === null || component.diverged[name] !== true;
}

/** As `isQuietProperty`, found out once. */
function isQuietIn(definition, name) {
  let isQuiet = definition.quiet[name];
  if (isQuiet === undefined) {
    isQuiet = isQuietProperty(definition, name);
    definition.quiet[name] = isQuiet;
  }
  return isQuiet;
}

function isQuietProperty(definition, name) {
  const observed = definition.observersByField;
  if (definition.properties[name].observer !== undefined) return false;
  if (observed[name] !== undefined || observed[''] !== undefined) return false;
  const bindings = definition.template.plan.byField[name];
  for (let i = 0; bindings !== undefined && i < bindings.length; i += 1) {
    if (!isQuietBinding(definition, bindings[i])) return false;
  }
  return true;
}

/** Whether a binding ends in the text or an attribute of a built-in element. */
function isQuietBinding(definition, binding) {
  const { apply, prepared } = binding;
  if (apply === applyText) return true;
  if (apply !== applyAttribute && apply !== applyData && apply !== applyMark) return false;
  return prepared.observers === null && definition.uses[prepared.tag] === undefined
    && !isGenericTag(definition, prepared.tag);
}

function isGenericTag(definition, tag) {
  const config = componentConfig(definition.path);
  return config !== undefined && config.generics !== undefined && config.generics !== null
    && config.generics[tag] !== undefined;
}

/** How many values the comparison that is going on may still look at. */
let valuesLeft = 0;

/** Whether two values of data hold the same. Values of classes and large ones never do. */
function isSameData(one, other) {
  valuesLeft = VALUES_COMPARED;
  return compareData(one, other);
}

function compareData(one, other) {
  if (one === null || typeof one !== 'object') return ObjectIs(one, other);
  if (other === null || typeof other !== 'object') return false;
  const prototype = ObjectGetPrototypeOf(other);
  if (prototype !== ObjectPrototype && prototype !== ArrayPrototype) return false;
  if (ObjectGetPrototypeOf(one) !== prototype) return false;
  return ArrayIsArray(other) || ArrayIsArray(one)
    ? compareItems(one, other)
    : compareMembers(one, other);
}

function compareItems(one, other) {
  if (!ArrayIsArray(one) || !ArrayIsArray(other) || one.length !== other.length) return false;
  valuesLeft -= other.length + 1;
  if (valuesLeft < 0) return false;
  for (let i = 0; i < other.length; i += 1) {
    const before = one[i];
    const value = other[i];
    if (isSameSimple(before, value)) continue;
    const isThere = ObjectHasOwn(other, i);
    if (isThere !== ObjectHasOwn(one, i)) return false;
    if (isThere && !compareData(before, value)) return false;
  }
  return true;
}

/**
 * Compares the members of objects that inherit from `Object.prototype`. What a mini-program put there
 * is met in both, and counts as a difference where it could hide one.
 */
function compareMembers(one, other) {
  let count = 0;
  for (const key in other) {
    count += 1;
    if (count > valuesLeft) return false;
    const before = one[key];
    const value = other[key];
    if (isSameSimple(before, value)) continue;
    if (!ObjectHasOwn(one, key) || !compareData(before, value)) return false;
  }
  valuesLeft -= count + 1;
  if (valuesLeft < 0) return false;
  for (const key in one) {
    if (!(key in other)) return false;
    count -= 1;
  }
  return count === 0;
}

/** Whether two values are the same text, number or boolean; only zeros have to be looked at closer. */
function isSameSimple(before, value) {
  if (before !== value || value === 0) return false;
  const type = typeof value;
  return type === 'string' || type === 'number' || type === 'boolean';
}
