/**
 * Leaf components: their templates hold no component and run no wxs, and nothing of theirs runs
 * before they are attached. Nobody can tell when such a template is drawn, so it is drawn once, with
 * the properties that the owner sets, instead of first with their defaults.
 */

/** Whether the components of a definition are drawn when their first properties are set. */
function isLeaf(definition) {
  if (definition.leaf === null) definition.leaf = isLeafDefinition(definition);
  return definition.leaf;
}

function isLeafDefinition(definition) {
  if (definition.lifetimes.created !== undefined || definition.observers.length > 0) return false;
  for (const name in definition.properties) {
    if (definition.properties[name].observer !== undefined) return false;
  }
  const { template } = definition;
  return !template.hasScripts && !template.isEasel && areInert(definition, template.plan.nodes);
}

/** Whether prepared nodes hold built-in elements and text only, in loops and branches as well. */
function areInert(definition, nodes) {
  for (let i = 0; i < nodes.length; i += 1) if (!isInert(definition, nodes[i])) return false;
  return true;
}

function isInert(definition, prepared) {
  switch (prepared.create) {
    case createText:
    case createBoundText:
    case createSlot:
      return true;
    case createElement:
      return definition.uses[prepared.tag] === undefined && !isGenericTag(definition, prepared.tag)
        && prepared.content === null && prepared.models === null && prepared.observers === null
        && areInert(definition, prepared.children);
    case createLoop:
    case createBlock:
      return areInert(definition, prepared.plan.nodes);
    case createBranches:
      for (let i = 0; i < prepared.branches.length; i += 1) {
        if (!areInert(definition, prepared.branches[i].plan.nodes)) return false;
      }
      return true;
    default:
      return false;
  }
}

/**
 * Gives a new leaf what its template reads. Its data and its instance are made when somebody asks for
 * them, as nobody has yet.
 */
function prepareLeaf(component) {
  enterHost(component);
  component.isUndrawn = true;
  const { definition } = component;
  if (definition.pureData !== undefined) {
    fillData(component);
    return;
  }
  const { initialData, initialFields } = definition.initial;
  fillView(component.view, initialData, initialFields);
}

/** The data of a component that its template alone has read so far. */
function dataFromView(component) {
  const { initialFields } = component.definition.initial;
  const data = {};
  for (let i = 0; i < initialFields.length; i += 1) {
    setOwn(data, initialFields[i], deepCopy(component.view[initialFields[i]]));
  }
  return data;
}

/** Sets a property of a component that is not drawn yet. */
function setFirstProperty(component, name, value) {
  const { definition } = component;
  component.bound[name] = value;
  const taken = coerceProperty(definition.properties[name], value, definition.path);
  if (!component.isLean) setOwn(component.data, name, deepCopy(taken));
  if (!definition.isPure(name)) component.view[name] = deepCopy(taken);
}

/** Sets the queued properties of a component whose data nobody has seen. */
function commitLean(component) {
  const { definition, view } = component;
  let waiting = component.incoming;
  component.incoming = null;
  component.lastIncoming = null;
  const tree = new ChangeTree();
  for (; waiting !== null; waiting = waiting.next) {
    const name = waiting.path;
    const value = coerceProperty(definition.properties[name], waiting.value, definition.path);
    if (waiting.inside !== null && tree.get(name) === undefined) {
      tree.set(name, copyChange(view, name, value, waiting.inside));
    } else {
      view[name] = deepCopy(value);
      tree.set(name, WHOLE);
    }
  }
  redrawLean(component, tree);
}

/** Shows what has changed in the view of a component whose data nobody has seen. */
function redrawLean(component, tree) {
  if (component.shape === null) {
    render(component, tree, null);
    return;
  }
  try {
    updateStamp(component, new Changes(tree, null));
  } catch (error) {
    reportError(error, `${component.definition.path}.wxml`);
  }
}

/** Ends the making of a host: what its owner's template says of it is known. */
function takeFirstProperties(component) {
  if (component.isUndrawn) {
    component.isUndrawn = false;
    component.shape = shapeFor(component.definition);
    if (component.shape === null) {
      startComponent(component);
      return;
    }
    component.nodes = component.shape.elements;
    reserveIDs(component);
  } else {
    commitProperties(component);
  }
}
