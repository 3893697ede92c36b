/**
 * The `observers` section: which observers a path triggers, and their passes (components.md 3.4).
 */

/**
 * First field of an observed path → entries `{position, path, isDeep}`; those of `**` under the
 * empty name.
 */
function indexObservers(observers) {
  const index = record();
  for (let i = 0; i < observers.length; i += 1) {
    const paths = observers[i].paths;
    for (let k = 0; k < paths.length; k += 1) {
      const field = paths[k].path.length === 0 ? '' : paths[k].path[0];
      if (index[field] === undefined) index[field] = list();
      push(
        index[field], { __proto__: null, position: i, path: paths[k].path, isDeep: paths[k].isDeep }
      );
    }
  }
  return index;
}

/** Marks the observers that have to run after `path` was set. */
function triggerObservers(definition, update, path) {
  triggerListed(definition.observersByField[path[0]], update, path);
  triggerListed(definition.observersByField[''], update, path);
}

function triggerListed(entries, update, path) {
  for (let i = 0; entries !== undefined && i < entries.length; i += 1) {
    if (!observesPath(entries[i], path)) continue;
    update.triggered[entries[i].position] = true;
    update.isTriggered = true;
  }
}

/**
 * Whether setting `path` concerns an observed path: the same, an ancestor of it, or with `.**` a
 * descendant.
 */
function observesPath(entry, path) {
  const common = MathMin(entry.path.length, path.length);
  for (let i = 0; i < common; i += 1) {
    if (entry.path[i] !== path[i] && `${entry.path[i]}` !== `${path[i]}`) return false;
  }
  return entry.isDeep || path.length <= entry.path.length;
}

/**
 * Runs triggered observers in the order of their definition; those triggered by later ones run in
 * another pass.
 */
function runObservers(component, update) {
  const observers = component.definition.observers;
  for (let pass = 0; update.isTriggered; pass += 1) {
    if (pass === OBSERVER_PASSES) {
      logError(`${component.definition.path}: observers triggered each other ${OBSERVER_PASSES} times `
        + 'in a row; an observer that calls setData for its own field must stop at some value');
      return;
    }
    update.isTriggered = false;
    for (let i = 0; i < observers.length; i += 1) {
      if (update.triggered[i] !== true) continue;
      update.triggered[i] = false;
      runObserver(component, observers[i]);
    }
    for (let i = 0; i < observers.length; i += 1) {
      if (update.triggered[i] === true) update.isTriggered = true;
    }
  }
}

function runObserver(component, observer) {
  const fn = handlerOf(component, observer.observer);
  if (fn === undefined) return;
  const args = list();
  for (let i = 0; i < observer.paths.length; i += 1) {
    push(args, valueAtPath(component.data, observer.paths[i].path));
  }
  callComponent(component, fn, args, `observer of ${observer.fields}`);
}
