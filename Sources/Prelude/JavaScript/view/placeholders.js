/**
 * `componentPlaceholder` (app-and-config.md 1.8): a tag that stands in for a component whose package
 * is not loaded, or whose script has not run with `lazyCodeLoading`. Packages are at hand here, so the
 * component comes in the next task; the content of the tag stays.
 */

/** Component path → hosts that wait for it: records `{node, fragment}`. */
const awaitedHosts = new MapCtor();

/**
 * The placeholders of a page or component by tag in lower case, or null. Those of app.json are for
 * the components of app.json: a tag that means something else here has none of them.
 */
function placeholdersAt(path) {
  const config = pageMetaFor(path) ?? componentConfig(path);
  const tags = record();
  copyTags(tags, launchInfo.globalPlaceholders);
  if (config !== undefined) {
    for (const tag in config.components) delete tags[StringToLowerCase(tag)];
    copyTags(tags, config.placeholders);
  }
  return staticTable(tags);
}

/** Whether a placeholder has to stand in for what a tag means in a template. */
function isAwaitedTag(definition, tag) {
  const { placeholders } = definition;
  return placeholders !== null && placeholders[tag] !== undefined
    && isAwaited(definition.path, definition.uses[tag]);
}

/** Whether a component has to be loaded before a page or component that has a placeholder for it. */
function isAwaited(user, path) {
  if (typeof path !== 'string' || SetHas(startedPaths, path)) return false;
  if (launchInfo.lazy === true) return true;
  const subpackage = subpackageOf(path);
  return subpackage !== undefined && subpackage !== subpackageOf(user)
    && !SetHas(loadedSubpackages, subpackage.root);
}

/** Lets a node wait for its component. @returns the definition that stands in, null for a built-in tag */
function standIn(node, prepared, fragment) {
  const { definition } = fragment.scope.component;
  const path = definition.uses[prepared.tag];
  if (!MapHas(awaitedHosts, path)) {
    MapSet(awaitedHosts, path, list());
    queueStep(() => replaceStandIns(path));
  }
  push(MapGet(awaitedHosts, path), { __proto__: null, node, fragment });
  const placeholder = placeholderOf(definition, prepared.tag);
  if (placeholder === undefined) node.tag = definition.placeholders[prepared.tag];
  return placeholder ?? null;
}

/** The definition of the component that stands in for a tag, or `undefined`. */
function placeholderOf(definition, tag) {
  const { placeholders } = definition;
  const placeholder = placeholders === null ? undefined : placeholders[tag];
  const path = placeholder === undefined ? undefined : definition.uses[placeholder];
  return path === undefined || path === null ? undefined : definitionAt(path);
}

/** Loads a component, and puts it where placeholders stand in for it. */
function replaceStandIns(path) {
  const hosts = MapGet(awaitedHosts, path);
  MapDelete(awaitedHosts, path);
  const definition = definitionAt(path);
  if (definition === undefined) {
    logError(`Component is not found in path "${path}"; its placeholder stays`);
    return;
  }
  for (let i = 0; i < hosts.length; i += 1) {
    const { node, fragment } = hosts[i];
    if (node.attached) replaceStandIn(node, fragment, definition);
  }
}

function replaceStandIn(node, fragment, definition) {
  const { prepared } = node;
  eachMember(node, withdraw);
  takeOffComponent(node);
  node.tag = prepared.tag;
  node.attributes = null;
  node.ownsAttributes = false;
  try {
    putComponent(node, prepared, definition);
    setAttributes(node, prepared, fragment);
    if (prepared.content !== null) {
      clearNode(node);
      createContent(node, prepared, fragment);
      attachChildren(node);
    }
  } catch (error) {
    reportError(error, `${node.owner.definition.path}.wxml`);
  }
  placeNode(node);
  if (node.component === null) return;
  attachComponent(node.component);
  if (node.owner.page.isReady) readyLater(node);
}

/** Ends the component at a node; the content that its owner gave it stays. */
function takeOffComponent(node) {
  const { component } = node;
  if (component === null) return;
  detachTree(component.shadow);
  if (component.phase === ATTACHED) detachComponent(component);
  component.phase = DETACHED;
  node.component = null;
}
