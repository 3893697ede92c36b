/** `<template is="…" data="…"/>` (wxml.md 2.7). */

function prepareTemplateUse(plan, description) {
  const reference = plan.reserve();
  const prepared = {
    __proto__: null,
    create: createTemplateUse,
    name: description.is,
    data: description.d === undefined ? null : description.d,
    position: description.p,
    reference,
  };
  const binding = addBinding(plan, reference, prepared, '', null, applyTemplateUse);
  dependOnExpression(plan, binding, prepared.name);
  dependOnExpression(plan, binding, prepared.data);
  return prepared;
}

function dependOnExpression(plan, binding, expression) {
  for (let i = 0; isExpression(expression) && i < expression.d.length; i += 1) {
    dependOn(plan, binding, expression.d[i][0]);
  }
}

function createTemplateUse(prepared, fragment, parent) {
  const group = new ViewNode(GROUP, '', fragment.scope.component);
  fragment.nodes[prepared.reference] = group;
  const name = textOf(evaluate(prepared.name, fragment));
  group.control = { __proto__: null, name, fragment: null };
  linkNode(parent, group, null);
  fillTemplate(prepared, fragment, group);
}

/**
 * Makes the content of the template that the group names, unless that name is unknown or already
 * around it.
 */
function fillTemplate(prepared, fragment, group) {
  const scope = fragment.scope;
  const control = group.control;
  control.fragment = null;
  const found = findTemplate(scope.file, control.name);
  if (found === undefined) {
    warn(`Template \`${control.name}\` not found. (${scope.file.path}:${prepared.position})`);
    return;
  }
  for (let user = scope.using; user !== null; user = user.next) {
    if (user.plan !== found.plan) continue;
    warn(`Template \`${control.name}\` is being called recursively, will be stop. `
      + `(${scope.file.path}:${prepared.position})`);
    return;
  }
  const using = { __proto__: null, plan: found.plan, next: scope.using };
  const inner = new Scope(scope.component, found.file, templateData(prepared, fragment), using);
  control.fragment = createFragment(found.plan, inner, noSlots, group);
}

/** The fields that a template sees, as a record. */
function templateData(prepared, fragment) {
  const data = record();
  const given = prepared.data === null ? undefined : evaluate(prepared.data, fragment);
  if (given === null || typeof given !== 'object') return data;
  const fields = ObjectKeys(given);
  for (let i = 0; i < fields.length; i += 1) data[fields[i]] = given[fields[i]];
  return data;
}

function applyTemplateUse(fragment, binding, changes) {
  const prepared = binding.prepared;
  const group = fragment.nodes[binding.reference];
  const control = group.control;
  if (isExpression(prepared.name) && changes.touch(prepared.name)) {
    const name = textOf(evaluate(prepared.name, fragment));
    if (name !== control.name) {
      control.name = name;
      clearNode(group);
      fillTemplate(prepared, fragment, group);
      showChildren(group);
      return;
    }
  }
  if (control.fragment === null || !isExpression(prepared.data) || !changes.touch(prepared.data)) {
    return;
  }
  const scope = control.fragment.scope;
  const before = scope.data;
  scope.data = templateData(prepared, fragment);
  const fields = templateChanges(before, scope.data, prepared.data, fragment, changes);
  updateFragment(control.fragment, new Changes(fields, null));
}

/**
 * Which fields of a template's data changed. A field that still holds the same object of the outer
 * data takes over the changes inside it, so that one row of a long list costs one row inside a
 * template as well.
 */
function templateChanges(before, after, expression, fragment, changes) {
  const tree = new ChangeTree();
  for (const field in after) {
    const value = after[field];
    if (value !== null && typeof value === 'object' && value === before[field]) {
      const inner = changesInside(field, value, expression, fragment, changes);
      if (inner !== undefined) tree.set(field, inner);
    } else if (!sameBinding(value, before[field])) {
      tree.set(field, WHOLE);
    }
  }
  for (const field in before) if (!(field in after)) tree.set(field, WHOLE);
  return tree;
}

function changesInside(field, value, expression, fragment, changes) {
  const paths = expression.d;
  for (let i = 0; i < paths.length; i += 1) {
    const source = valueOfPath(paths[i], fragment);
    if (source === value) return changes.at(paths[i]);
    if (source === null || typeof source !== 'object' || own(source, field) !== value) continue;
    const inner = changes.at(paths[i]);
    return inner === WHOLE || inner === undefined ? inner : inner.get(field);
  }
  return WHOLE;
}

/** The value of a dependency path: a data field or a loop variable, and keys below it. */
function valueOfPath(path, fragment) {
  let value = typeof path[0] === 'string' ? fragment.scope.data[path[0]] : fragment.slots[path[0]];
  for (let i = 1; i < path.length; i += 1) {
    if (value === null || value === undefined) return undefined;
    value = own(value, path[i]);
  }
  return value;
}
