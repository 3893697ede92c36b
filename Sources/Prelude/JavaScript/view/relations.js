/** Relations between components (components.md 3.8): both sides declare each other. */

const counterparts = ObjectFreeze({
  __proto__: null, parent: 'child', child: 'parent', ancestor: 'descendant', descendant: 'ancestor',
});

/** One link between two components, seen from both sides. */
class RelationLink {
  constructor(upper, upperRelation, lower, lowerRelation) {
    this.upper = upper;
    this.upperRelation = upperRelation;
    this.lower = lower;
    this.lowerRelation = lowerRelation;
  }
}
ObjectSetPrototypeOf(RelationLink.prototype, null);

/** Links a component that has just been attached to those around it. */
function linkRelations(component) {
  if (!component.definition.hasRelations) return;
  const relations = component.definition.relations;
  for (const key in relations) {
    const type = relations[key].type;
    if (type === 'parent' || type === 'ancestor') linkUpwards(component, relations[key]);
  }
}

function linkUpwards(component, relation) {
  let node = parentBeyondGroups(component.node);
  for (; node !== null && node.kind !== SHADOW; node = parentBeyondGroups(node)) {
    const upper = node.component;
    const matching = upper === null ? undefined : matchingRelation(upper, component, relation);
    if (matching !== undefined) {
      const link = new RelationLink(upper, matching, component, relation);
      addLink(upper, link);
      addLink(component, link);
      tellLink(link, 'linked');
      return;
    }
    if (relation.type === 'parent' && !isVirtualHost(node)) return;
  }
}

function isVirtualHost(node) {
  return node.component !== null && node.component.definition.options.virtualHost === true;
}

/**
 * The relation by which `upper` means the lower component that means it by `relation`, or
 * `undefined`.
 */
function matchingRelation(upper, lower, relation) {
  if (!meansComponent(lower, relation, upper)) return undefined;
  const relations = upper.definition.relations;
  for (const key in relations) {
    const other = relations[key];
    if (other.type !== counterparts[relation.type]) continue;
    if (meansComponent(upper, other, lower)) return other;
  }
  return undefined;
}

function meansComponent(component, relation, other) {
  if (relation.target !== undefined) return other.definition.has(relation.target);
  return resolvePath(component.definition.path, relation.key) === other.definition.path;
}

/** A package path relative to the file at another one; absolute from `/`. */
function resolvePath(base, path) {
  const isAbsolute = StringStartsWith(path, '/');
  const parts = isAbsolute ? list() : split(base, '/');
  if (!isAbsolute) pop(parts);
  const steps = split(path, '/');
  for (let i = 0; i < steps.length; i += 1) {
    if (steps[i] === '..') pop(parts);
    else if (steps[i] !== '.' && steps[i] !== '') push(parts, steps[i]);
  }
  return join(parts, '/');
}

function addLink(component, link) {
  if (component.links === null) component.links = list();
  push(component.links, link);
}

function removeLink(component, link) {
  component.links = filterList(component.links, (other) => other !== link);
}

/** Tells both sides, the upper one first. */
function tellLink(link, name) {
  tellSide(link.upper, link.upperRelation, name, link.lower);
  tellSide(link.lower, link.lowerRelation, name, link.upper);
}

function tellSide(component, relation, name, other) {
  const handler = handlerOf(component, relation[name]);
  if (typeof handler === 'function') {
    callComponent(component, handler, [other.instance], `relations ${relation.key} ${name}`);
  }
}

function unlinkRelations(component) {
  const links = component.links;
  if (links === null) return;
  component.links = null;
  for (let i = 0; i < links.length; i += 1) {
    const other = links[i].upper === component ? links[i].lower : links[i].upper;
    if (other.links === null || !contains(other.links, links[i])) continue;
    removeLink(other, links[i]);
    tellLink(links[i], 'unlinked');
  }
}

function relationsMoved(component) {
  for (let i = 0; component.links !== null && i < component.links.length; i += 1) {
    if (component.links[i].lower === component) tellLink(component.links[i], 'linkChanged');
  }
}

/**
 * The instances that a component is linked to by a relation key or by the path it names, in tree
 * order.
 */
function relationNodes(component, key) {
  const found = new SetCtor();
  let upper = null;
  const links = component.links;
  for (let i = 0; links !== null && i < links.length; i += 1) {
    const isUpper = links[i].upper === component;
    const relation = isUpper ? links[i].upperRelation : links[i].lowerRelation;
    if (relation.key !== key && resolvePath(component.definition.path, relation.key) !== key) {
      continue;
    }
    if (isUpper) SetAdd(found, links[i].lower);
    else upper = links[i].upper;
  }
  if (upper !== null) return [upper.instance];
  const nodes = list();
  if (SetSize(found) > 0) collectComponents(component.node, found, nodes);
  return toArray(nodes);
}

function collectComponents(node, wanted, instances) {
  for (let child = node.first; child !== null; child = child.next) {
    if (child.component !== null && SetHas(wanted, child.component)) {
      push(instances, child.component.instance);
    }
    collectComponents(child, wanted, instances);
  }
}
