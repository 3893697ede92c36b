/**
 * Selectors over the tree of a component: tags, `#id`, `.class`, `[name=value]`, descendants, `>`,
 * `,`, and `>>>` into components (components.md 3.10).
 */

/** How many selectors are remembered. */
const SELECTORS_KEPT = 500;

/** How long a selector may be, in UTF-16 units. */
const SELECTOR_UNITS = 4096;

const selectorsByText = new MapCtor();

/** The parsed selector, or `undefined` (with an error on the console) when the text is none. */
function parseSelector(text) {
  const known = MapGet(selectorsByText, text);
  if (known !== undefined) return known;
  const selector = text.length > SELECTOR_UNITS ? undefined : scanSelector(text);
  if (selector === undefined) {
    logError(`"${bounded(text)}" is not a selector; `
      + 'tags, #id, .class, [name=value], spaces, >, >>> and commas are known');
    return undefined;
  }
  if (MapSize(selectorsByText) >= SELECTORS_KEPT) MapClear(selectorsByText);
  MapSet(selectorsByText, text, selector);
  return selector;
}

/**
 * A list of alternatives; each is a list of stages (parted by `>>>`); each a list of `{combinator,
 * tests}`.
 */
function scanSelector(text) {
  const alternatives = list();
  const texts = split(text, ',');
  for (let i = 0; i < texts.length; i += 1) {
    const stages = list();
    const parts = split(texts[i], '>>>');
    for (let k = 0; k < parts.length; k += 1) {
      const stage = scanStage(StringTrim(parts[k]));
      if (stage === undefined) return undefined;
      push(stages, stage);
    }
    push(alternatives, stages);
  }
  return alternatives;
}

function scanStage(text) {
  const steps = list();
  let combinator = ' ';
  let rest = text;
  while (rest !== '') {
    const compound = RegExpExec(/^(?:[#.]?(?:[\w\u0080-\uffff-]|\\.)+|\[[^\]]*\]|\*)+/, rest);
    if (compound === null) return undefined;
    const tests = scanCompound(compound[0]);
    push(steps, { __proto__: null, combinator, tests });
    const gap = RegExpExec(/^\s*>\s*|^\s+/, StringSlice(rest, compound[0].length));
    rest = StringSlice(rest, compound[0].length + (gap === null ? 0 : gap[0].length));
    if (gap === null && rest !== '') return undefined;
    combinator = gap !== null && StringIncludes(gap[0], '>') ? '>' : ' ';
    if (rest === '' && combinator === '>') return undefined;
  }
  return steps.length === 0 ? undefined : steps;
}

/** `view.a#b[c=d]` as a list of `{kind, name, value}`. */
function scanCompound(text) {
  const tests = list();
  let rest = text;
  while (rest !== '') {
    const part = RegExpExec(/^(?:[#.]?(?:[\w\u0080-\uffff-]|\\.)+|\[[^\]]*\]|\*)/, rest)[0];
    rest = StringSlice(rest, part.length);
    push(tests, scanTest(part));
  }
  return tests;
}

function scanTest(part) {
  const kind = part[0];
  if (kind === '#' || kind === '.') {
    return { __proto__: null, kind, name: unescaped(StringSlice(part, 1)) };
  }
  if (kind === '*') return { __proto__: null, kind, name: '' };
  if (kind !== '[') return { __proto__: null, kind: 'tag', name: unescaped(part) };
  const pair = split(StringSlice(part, 1, -1), '=');
  const value = pair.length < 2
    ? undefined
    : StringTrim(join(filterList(pair, (_, i) => i > 0), '='));
  const quoted = value === undefined ? null : RegExpExec(/^(["'])(.*)\1$/, value);
  const name = StringTrim(pair[0]);
  return { __proto__: null, kind, name, value: quoted === null ? value : quoted[2] };
}

function unescaped(text) {
  return StringIncludes(text, '\\') ? join(split(text, '\\'), '') : text;
}

/**
 * Calls `visit(node)` for the matching elements in a component's own tree, in tree order, until it
 * returns true.
 */
function eachMatch(component, text, visit) {
  const selector = parseSelector(`${text}`);
  if (selector !== undefined) searchTree(component.shadow, selector, false, visit);
}

function searchTree(parent, selector, isDeep, visit) {
  for (let child = parent.first; child !== null; child = child.next) {
    if (child.kind === ELEMENT && matchesAny(child, selector) && visit(child) === true) return true;
    if (isDeep || selectsDeep(selector)) {
      if (child.component !== null && searchTree(child.component.shadow, selector, true, visit)) {
        return true;
      }
    }
    if (searchTree(child, selector, isDeep, visit)) return true;
  }
  return false;
}

function selectsDeep(selector) {
  for (let i = 0; i < selector.length; i += 1) if (selector[i].length > 1) return true;
  return false;
}

function matchesAny(node, selector) {
  for (let i = 0; i < selector.length; i += 1) {
    if (matchesStages(node, selector[i], selector[i].length - 1)) return true;
  }
  return false;
}

/**
 * Whether a node matches the last stage, inside a node that matches the stage before it, and so on.
 */
function matchesStages(node, stages, stage) {
  if (!matchesSteps(node, stages[stage], stages[stage].length - 1)) return false;
  if (stage === 0) return true;
  for (let at = node.owner === null ? null : node; at !== null; at = treeParent(at)) {
    if (at !== node && matchesStages(at, stages, stage - 1)) return true;
  }
  return false;
}

/** The element around a node: in the same tree, and from the top of a component's tree its host. */
function treeParent(node) {
  const parent = parentBeyondGroups(node);
  return parent !== null && parent.kind === SHADOW ? parent.host : parent;
}

function matchesSteps(node, steps, step) {
  if (!matchesTests(node, steps[step].tests)) return false;
  if (step === 0) return true;
  const isChild = steps[step].combinator === '>';
  let at = parentBeyondGroups(node);
  for (; at !== null && at.kind !== SHADOW; at = parentBeyondGroups(at)) {
    if (matchesSteps(at, steps, step - 1)) return true;
    if (isChild) return false;
  }
  return false;
}

function matchesTests(node, tests) {
  for (let i = 0; i < tests.length; i += 1) if (!matchesTest(node, tests[i])) return false;
  return true;
}

function matchesTest(node, test) {
  switch (test.kind) {
    case '*': return true;
    case 'tag': return node.tag === test.name;
    case '#': return textOf(attributeOf(node, 'id')) === test.name;
    case '.': return hasClass(node, test.name);
    default: return matchesAttribute(node, test);
  }
}

function hasClass(node, name) {
  const classes = attributeOf(node, 'class');
  return typeof classes === 'string' && StringIncludes(classes, name) && contains(
    wordsOf(classes), name
  );
}

function matchesAttribute(node, test) {
  const value = StringStartsWith(test.name, 'data-') && node.dataset !== null
    ? node.dataset[camelCase(StringSlice(test.name, 5))]
    : attributeOf(node, camelCase(test.name));
  return value !== undefined && (test.value === undefined || textOf(value) === test.value);
}

/** The first component that matches, as others get it, or null. */
function selectComponent(component, selector) {
  let found = null;
  eachMatch(component, selector, (node) => {
    if (node.component === null) return false;
    found = exportedInstance(node.component);
    return true;
  });
  return found;
}

/** All components that match, in tree order. */
function selectAllComponents(component, selector) {
  const found = list();
  eachMatch(component, selector, (node) => {
    if (node.component !== null) push(found, exportedInstance(node.component));
    return false;
  });
  return toArray(found);
}
