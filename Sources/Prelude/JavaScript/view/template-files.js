/**
 * The compiled templates of the package: loaded once each, with their wxs modules and their
 * imports.
 */

/** How many imports are followed to find a template. */
const IMPORTS_FOLLOWED = 100;

const templateFiles = new MapCtor();

class TemplateFile {
  /** @param {string} path  @param {object} compiled the record that a compiled template gives */
  constructor(path, compiled) {
    this.path = path;
    this.main = compiled.main;
    this.templates = compiled.templates;
    this.imports = compiled.imports;
    /** Whether it is written in glass-easel's language. */
    this.isEasel = compiled.easel === 1;
    this.scripts = scriptTable(compiled.wxs);
    this.hasScripts = staticTable(compiled.wxs) !== null;
    this.plans = record();
    this.mainPlan = null;
  }

  /** The plan of everything outside `<template name>`. */
  get plan() {
    if (this.mainPlan === null) this.mainPlan = planOf(this.main);
    return this.mainPlan;
  }

  /** The plan of a template of this file, or `undefined`. */
  planNamed(name) {
    const known = this.plans[name];
    if (known !== undefined) return known;
    const template = this.templates === undefined ? undefined : this.templates[name];
    if (template === undefined) return undefined;
    const plan = planOf(template.b);
    this.plans[name] = plan;
    return plan;
  }
}
ObjectSetPrototypeOf(TemplateFile.prototype, null);

/**
 * The compiled template at a package path such as `pages/a/a.wxml`; an empty one when there is
 * none. A template that cannot be compiled is reported and counts as empty.
 */
function templateFile(path) {
  const known = MapGet(templateFiles, path);
  if (known !== undefined) return known;
  const file = new TemplateFile(path, compiledTemplate(path));
  MapSet(templateFiles, path, file);
  return file;
}

function compiledTemplate(path) {
  const empty = {
    __proto__: null, main: list(), templates: record(), imports: list(), wxs: record(),
  };
  try {
    const text = native.source(path);
    if (text === undefined) return empty;
    const compiled = native.evaluate(text, path, 1)(expressionHelpers, countersOf(path));
    return { __proto__: null, ...empty, ...withoutPrototypes(compiled) };
  } catch (error) {
    reportError(error, path);
    return empty;
  }
}

/**
 * Finds a template by name: in the file itself, then in its imports, the last one first. Imports of
 * imports do not count (wxml.md 2.7).
 * @returns {{file: TemplateFile, plan: Plan} | undefined}
 */
function findTemplate(file, name) {
  const plan = file.planNamed(name);
  if (plan !== undefined) return { __proto__: null, file, plan };
  const first = MathMax(0, file.imports.length - IMPORTS_FOLLOWED);
  for (let i = file.imports.length - 1; i >= first; i -= 1) {
    const imported = templateFile(file.imports[i]);
    const found = imported.planNamed(name);
    if (found !== undefined) return { __proto__: null, file: imported, plan: found };
  }
  return undefined;
}
