/** Behavior(): shared sections of component definitions (components.md 3.7). */

/** How deep behaviors may refer to behaviors. */
const BEHAVIOR_DEPTH = 100;

/** Behavior values handed to the mini-program → what they say. */
const behaviorParts = new WeakMapCtor();

/** The behaviors that the platform brings, by their names. */
const builtInBehaviors = {
  __proto__: null,
  'wx://form-field': readParts({ properties: { name: StringCtor, value: null } }),
  'wx://form-field-group': readParts({}),
  'wx://form-field-button': readParts({}),
  'wx://component-export': readParts({}),
};

/** Makes a behavior from the options of `Behavior({…})`. */
function makeBehavior(options) {
  const behavior = {};
  const definition = isObject(options) ? options : {};
  applyFilters(definition);
  WeakMapSet(behaviorParts, behavior, readParts(definition));
  return behavior;
}

/** The parts of a behavior value or of a built-in name, or `undefined`. */
function behaviorOf(value) {
  if (typeof value === 'string') return builtInBehaviors[value];
  return isObject(value) ? WeakMapGet(behaviorParts, value) : undefined;
}

function readBehaviors(declared) {
  const behaviors = list();
  for (let i = 0; ArrayIsArray(declared) && i < declared.length; i += 1) {
    const behavior = behaviorOf(declared[i]);
    if (behavior === undefined) {
      logError(`behaviors: item ${i} is neither a Behavior() nor the name of a built-in behavior`);
    } else {
      push(behaviors, behavior);
    }
  }
  return behaviors;
}

/**
 * Runs the `definitionFilter` of each behavior that a definition uses, on the definition itself. A
 * filter gets the filters of the behaviors that its own behavior uses, and decides whether to call
 * them.
 */
function applyFilters(definition) {
  const behaviors = definition.behaviors;
  if (!ArrayIsArray(behaviors)) return;
  // The filter may change the list of behaviors.
  const used = listOf(ArraySlice(behaviors));
  for (let i = 0; i < used.length; i += 1) {
    const behavior = behaviorOf(used[i]);
    if (behavior === undefined || behavior.filter === undefined) continue;
    callGuest(behavior.filter, used[i], [definition, filtersOf(behavior)], 'definitionFilter');
  }
}

function filtersOf(behavior) {
  const filters = list();
  for (let i = 0; i < behavior.behaviors.length; i += 1) {
    if (behavior.behaviors[i].filter !== undefined) push(filters, behavior.behaviors[i].filter);
  }
  return toArray(filters);
}

/**
 * The parts that make up a definition, in the order in which they count: referenced behaviors
 * before those that refer to them, the definition itself last. A behavior that is reached twice is
 * in the list twice.
 */
function partsInOrder(parts) {
  const all = list();
  addParts(all, parts, 0);
  return all;
}

function addParts(all, parts, depth) {
  if (depth > BEHAVIOR_DEPTH) {
    throw new RangeErrorCtor(`behaviors refer to each other more than ${BEHAVIOR_DEPTH} deep`);
  }
  for (let i = 0; i < parts.behaviors.length; i += 1) addParts(all, parts.behaviors[i], depth + 1);
  push(all, parts);
}
