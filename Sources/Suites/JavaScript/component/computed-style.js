/** `getComputedStyle` for tests of components: the rules of the component's own style sheet, and its `style`. */

/** Path of a component → its rules: `{selectors: [{text, weight}], declarations: [[name, value, isImportant]]}`. */
const rulesByPath = new Map();

function rulesOf(path) {
  if (!rulesByPath.has(path)) {
    const { rules } = native.callHostNow({ verb: 'styles', world: 'none', path });
    rulesByPath.set(path, rules);
  }
  return rulesByPath.get(path);
}

function computedStyleOf(dom) {
  const node = nodeOf(dom);
  const owner = components.ownerOf(node);
  const path = owner === undefined ? undefined : components.pathOf(owner);
  const found = [];
  (path === undefined ? [] : rulesOf(path)).forEach(({ selectors, declarations }) => {
    const weights = selectors.filter(({ text }) => components.find(owner, text).includes(node))
      .map(({ weight }) => weight);
    if (weights.length === 0) return;
    declarations.forEach(([name, value, isImportant]) => {
      found.push({ name, value, weight: Math.max(...weights) + (isImportant ? 1e12 : 0) });
    });
  });
  declarationsOf(dom.getAttribute('style') ?? '').forEach(([name, value]) => found.push({ name, value, weight: 1e10 }));
  const style = styleOf('');
  found.sort((a, b) => a.weight - b.weight).forEach(({ name, value }) => setStyle(style, name, inPixels(value)));
  return style;
}

native.defineGlobal('getComputedStyle', computedStyleOf);
