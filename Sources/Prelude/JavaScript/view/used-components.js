/**
 * Which component a tag of a template means: usingComponents, app.json, generics (components.md
 * 3.12).
 */

/** The tags that the template of a page or component may use, from the configuration files. */
function usedTagsOf(path) {
  const tags = record();
  copyTags(tags, launchInfo.globalComponents);
  const component = componentConfig(path);
  if (component !== undefined) copyTags(tags, component.components);
  const page = pageMetaFor(path);
  if (page !== undefined) copyTags(tags, page.components);
  return tags;
}

function copyTags(tags, more) {
  // Templates have their tags in lower case.
  for (const tag in more) tags[StringToLowerCase(tag)] = more[tag];
}

/** The configuration of a component from the launch message, or `undefined`. */
function componentConfig(path) {
  return launchInfo.components === undefined ? undefined : launchInfo.components[path];
}

/**
 * The definition of the component that a tag means in a component's template, or `null` for
 * built-in tags and for components that cannot be had.
 */
function definitionForTag(owner, prepared) {
  const { tag } = prepared;
  if (prepared.user === owner.definition && prepared.registrations === registrations) {
    return prepared.meaning;
  }
  const generic = genericPath(owner, tag);
  const path = generic === undefined ? owner.definition.uses[tag] : generic;
  if (path === undefined || path === null) {
    if (generic === undefined) remember(prepared, owner, null);
    return null;
  }
  const found = definitionAt(path);
  if (found !== undefined && generic === undefined) remember(prepared, owner, found);
  const definition = found ?? placeholderOf(owner.definition, tag);
  if (definition === undefined) {
    logError(`Component is not found in path "${path}" (using by "${owner.definition.path}")`);
    owner.definition.uses[tag] = null;
    return null;
  }
  return definition;
}

/** Keeps what a tag means for the next row or instance; a template may be shared by several users. */
function remember(prepared, owner, definition) {
  prepared.user = owner.definition;
  prepared.registrations = registrations;
  prepared.meaning = definition;
}

/**
 * The path of the component that stands for an abstract node, `null` when none was given,
 * `undefined` when the tag is not an abstract node.
 */
function genericPath(owner, tag) {
  const config = componentConfig(owner.definition.path);
  if (config === undefined || config.generics === undefined || config.generics[tag] === undefined) {
    return undefined;
  }
  if (owner.generics !== null && owner.generics[tag] !== undefined) return owner.generics[tag];
  const fallback = config.generics[tag];
  if (isObject(fallback) && typeof fallback.default === 'string') return fallback.default;
  logError(`${owner.definition.path}: the abstract node <${tag}> needs generic:${tag}="…" `
    + 'where the component is used');
  return null;
}

/** The paths that `generic:name="tag"` attributes give. */
function resolveGenerics(prepared, owner) {
  const paths = record();
  for (const name in prepared.generics) {
    const tag = prepared.generics[name];
    paths[name] = genericPath(owner, tag) ?? owner.definition.uses[tag] ?? null;
  }
  return paths;
}
