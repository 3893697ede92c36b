/** The trees of `toJSON`, and how snapshots show them: what templates write, with the values that it has now. */

/** Marks trees that `toJSON` made, which snapshots show as markup. */
const treeMark = Symbol.for('j-component.json');

/** The tree below a node, itself first. */
function treeOf(node) {
  return treesOf(node)[0];
}

/** A node as a list of trees: a component without a host of its own is what it shows. */
function treesOf(node) {
  if (components.isVirtual(node)) return shownChildren(node).flatMap(treesOf);
  const { text } = components.describe(node);
  if (text !== undefined) return [text];
  const { attributes, dataset, listeners } = rootProperties.has(node)
    ? { attributes: rootProperties.get(node), dataset: {}, listeners: [] } : components.written(node);
  const attrs = Object.entries(attributes).filter(([name]) => !components.hasProperty(node, name))
    .map(([name, value]) => ({ name: writtenName(name), value: value === undefined ? '' : value }));
  Object.entries(dataset).forEach(([name, value]) => {
    attrs.push({ name: `data-${dashed(name)}`, value: value === undefined ? '' : value });
  });
  const [scripted, named] = [true, false].map((isScript) => listeners.filter(({ handler }) =>
    (typeof handler === 'function') === isScript));
  if (scripted.length > 0) attrs.push({ name: '$gdc', value: scripted[0].handler });
  scripted.forEach((one) => attrs.push({ name: `$wxs:${bindingOf(one)}:${one.name}`, value: one.handler }));
  const event = {};
  // Of several listeners for an event the last one counts, in the order of the names of their attributes.
  named.sort((a, b) => compareNames(bindingOf(a), bindingOf(b)))
    .forEach((listener) => { event[listener.name] = listener; });
  const tree = { tagName: shownTag(node), event, attrs, children: shownChildren(node).flatMap(treesOf) };
  Object.defineProperty(tree, '$$typeof', { value: treeMark });
  return [tree];
}

function dashed(name) {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** Names of attributes are in camel case where they begin with a letter. */
function writtenName(name) {
  return /^[A-Za-z]/.test(name) ? name : dashed(name);
}

/** The attribute that binds a listener: `capture-catch`, `mut-bind`. */
function bindingOf({ isCapture, isMutated, isCatch }) {
  return (isCapture ? 'capture-' : '') + (isMutated ? 'mut-' : '') + (isCatch ? 'catch' : 'bind');
}

/** The order of names in snapshots: that of letters, whatever their case. */
function compareNames(one, other) {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  if (a !== b) return a < b ? -1 : 1;
  return one === other ? 0 : one > other ? -1 : 1;
}

/** A tree as markup, in the form of the platform's own plug-in for snapshots. */
function printTree(tree, indent, state) {
  const inner = `${indent}  `;
  const value = (one) => {
    if (typeof one === 'string') return `"${one}"`;
    const text = printValue(one, `${inner}  `, state);
    return `"{{${text.includes('\n') ? `\n${inner}  ${text}\n${inner}` : text}}}"`;
  };
  const attributes = [...tree.attrs].sort((a, b) => compareNames(a.name, b.name))
    .map((one) => `\n${inner}${one.name}=${value(one.value)}`);
  const events = Object.keys(tree.event).sort()
    .map((name) => `\n${inner}${bindingOf(tree.event[name])}:${name}=${value(tree.event[name].handler)}`);
  const head = attributes.join('') + events.join('');
  const printed = (child) => (typeof child === 'string'
    ? child.replace(/</g, '&lt;').replace(/>/g, '&gt;') : printTree(child, inner, state));
  const children = tree.children.map((child) => `\n${inner}${printed(child)}`).join('');
  const open = `<${tree.tagName}${head}${head === '' ? '' : `\n${indent}`}`;
  return children === '' ? `${open}${head === '' ? ' ' : ''}/>` : `${open}>${children}\n${indent}</${tree.tagName}>`;
}
