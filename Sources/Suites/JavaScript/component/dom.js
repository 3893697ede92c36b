/** What tests of components read of a DOM: tags, classes, text, and markup as a browser would have it. */

const { components } = native;

/** Root host node → the tag that it shows, and the properties that it was given. */
const rootTags = new WeakMap();

const domByNode = new WeakMap();

/** The tag of a node in markup: `wx-view`, the tag of a component, `main` of the root. */
function shownTag(node, described) {
  const root = rootTags.get(node);
  if (root !== undefined) return root.tag;
  const path = components.pathOf(node);
  if (path === undefined) return htmlTags.has(described.tag) ? described.tag : `wx-${described.tag}`;
  return described.tag;
}

/** Tags that stay as they are: those of HTML that are no built-in components. */
const htmlTags = new Set(('a abbr address article aside b blockquote body br caption cite code col colgroup dd del dfn ' +
  'div dl dt em fieldset figcaption figure footer h1 h2 h3 h4 h5 h6 head header hr html i iframe img ins kbd li link main ' +
  'mark meta nav ol optgroup option p pre q s samp script section select small source span strong style sub sup table ' +
  'tbody td tfoot th thead time title tr u ul var wbr').split(' '));

function dashed(name) {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

class SimulatedElement {
  #node;

  constructor(node) {
    this.#node = node;
    this.scrollTop = 0;
    this.scrollLeft = 0;
  }

  get tagName() { return shownTag(this.#node, components.describe(this.#node)).toUpperCase(); }

  get nodeName() { return this.tagName; }

  get className() { return this.getAttribute('class') ?? ''; }

  get id() { return this.getAttribute('id') ?? ''; }

  get classList() {
    const words = this.className.split(/\s+/).filter((word) => word !== '');
    return { contains: (word) => words.includes(word), length: words.length, [Symbol.iterator]: () => words.values() };
  }

  get style() { return styleOf(this.getAttribute('style') ?? ''); }

  get dataset() { return components.describe(this.#node).dataset; }

  get innerHTML() { return components.children(this.#node).map(markupOf).join(''); }

  get outerHTML() { return markupOf(this.#node); }

  get textContent() { return textContentOf(this.#node); }

  get innerText() { return this.textContent; }

  get children() {
    return components.children(this.#node).filter((child) => components.describe(child).text === undefined).map(domOf);
  }

  get childNodes() { return components.children(this.#node).map(domOf); }

  getAttribute(name) {
    const { attributes } = components.describe(this.#node);
    const value = attributes[name.replace(/-(\w)/g, (all, letter) => letter.toUpperCase())] ?? attributes[name];
    return value === undefined ? null : String(value);
  }

  querySelector(selector) { return this.querySelectorAll(selector)[0] ?? null; }

  querySelectorAll(selector) { return components.find(this.#node, selector).map(domOf); }

  getBoundingClientRect() { return { left: 0, top: 0, right: 0, bottom: 0, width: 0, height: 0, x: 0, y: 0 }; }

  dispatchEvent(event) { simulated(this.#node).dispatchEvent(event.type, event); }

  addEventListener(name, handler, capture) { simulated(this.#node).addEventListener(name, handler, capture); }

  removeEventListener(name, handler) { simulated(this.#node).removeEventListener(name, handler); }
}

function domOf(node) {
  if (!domByNode.has(node)) domByNode.set(node, new SimulatedElement(node));
  return domByNode.get(node);
}

function styleOf(text) {
  const style = {};
  text.split(';').forEach((one) => {
    const colon = one.indexOf(':');
    if (colon < 0) return;
    const name = one.slice(0, colon).trim();
    const value = one.slice(colon + 1).trim();
    style[name] = value;
    style[name.replace(/-(\w)/g, (all, letter) => letter.toUpperCase())] = value;
  });
  return style;
}

function textContentOf(node) {
  const { text } = components.describe(node);
  return text ?? components.children(node).map(textContentOf).join('');
}

function markupOf(node) {
  const described = components.describe(node);
  if (described.text !== undefined) return escapedText(described.text);
  const tag = shownTag(node, described);
  const shown = ['id', 'class', 'style'].filter((name) => {
    const value = described.attributes[name];
    return value !== undefined && value !== '';
  }).map((name) => {
    const value = String(described.attributes[name]);
    const text = name === 'class' ? prefixed(node, value) : value;
    return ` ${name}="${escapedText(text).replace(/"/g, '&quot;')}"`;
  });
  return `<${tag}${shown.join('')}>${components.children(node).map(markupOf).join('')}</${tag}>`;
}

/** Components that were loaded from a path → the prefix of the classes that their templates write. */
const classPrefixes = new Map();

function prefixed(node, classes) {
  const prefix = classPrefixes.get(components.writerOf(node));
  if (prefix === undefined) return classes;
  return classes.split(/\s+/).filter((word) => word !== '').map((word) => `${prefix}--${word}`).join(' ');
}

function escapedText(text) {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/\u00a0/g, '&nbsp;');
}

/** Whether the inside of an element is a piece of markup, but for white space between its tags. */
function matchesHTML(dom, html) {
  if (!(dom instanceof SimulatedElement) || typeof html !== 'string' || html === '') return false;
  const plain = (text) => text.trim().replace(/>\s+</g, '><').replace(/\s+/g, ' ').replace(/ ?= ?/g, '=');
  return plain(dom.innerHTML) === plain(html);
}

/** Marks trees that `toJSON` made, which snapshots show as markup. */
const treeMark = Symbol.for('j-component.json');

/** The tree below a node, itself first. */
function treeOf(node) {
  const described = components.describe(node);
  if (described.text !== undefined) return described.text;
  const root = rootTags.get(node);
  const instance = components.instanceOf(node);
  const attrs = root === undefined
    ? Object.entries(described.attributes).map(([name, value]) => ({ name, value })) : [];
  Object.entries(described.dataset).forEach(([name, value]) => attrs.push({ name: `data-${dashed(name)}`, value }));
  const tree = {
    tagName: shownTag(node, described),
    event: root === undefined ? described.events : {},
    attrs: instance === undefined ? attrs : attrs.filter(({ name }) => !(name in instance.properties)),
    children: components.children(node).map(treeOf),
  };
  Object.defineProperty(tree, '$$typeof', { value: treeMark });
  return tree;
}

/** A tree of `toJSON` as markup, in the form of the platform's own plug-in for snapshots. */
function printTree(tree, indent, state) {
  const inner = `${indent}  `;
  const value = (one) => {
    if (typeof one === 'string') return `"${one}"`;
    const text = printValue(one, inner, state);
    return `"{{${text.includes('\n') ? `\n${inner}  ${text}\n${inner}` : text}}}"`;
  };
  const attributes = [...tree.attrs].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    .map((one) => `\n${inner}${one.name}=${value(one.value)}`);
  const events = Object.keys(tree.event).sort().map((name) => {
    const { isCapture, isMutated, isCatch, handler } = tree.event[name];
    const prefix = (isCapture ? 'capture-' : '') + (isMutated ? 'mut-' : '') + (isCatch ? 'catch' : 'bind');
    return `\n${inner}${prefix}:${name}=${value(handler)}`;
  });
  const head = attributes.join('') + events.join('');
  const printed = (child) => (typeof child === 'string'
    ? child.replace(/</g, '&lt;').replace(/>/g, '&gt;') : printTree(child, inner, state));
  const children = tree.children.map((child) => `\n${inner}${printed(child)}`).join('');
  const open = `<${tree.tagName}${head}${head === '' ? '' : `\n${indent}`}`;
  return children === '' ? `${open}${head === '' ? ' ' : ''}/>` : `${open}>${children}\n${indent}</${tree.tagName}>`;
}

/** `document`, as far as tests of components use it: somewhere to attach to. */
const documentObject = {
  createElement(tag) {
    const children = [];
    return {
      tagName: String(tag).toUpperCase(), style: {}, children, childNodes: children,
      appendChild(child) { children.push(child); return child; },
      removeChild(child) { children.splice(children.indexOf(child), 1); return child; },
      get innerHTML() { return children.map((child) => child.outerHTML ?? '').join(''); },
      setAttribute() {}, addEventListener() {}, removeEventListener() {},
    };
  },
  addEventListener() {}, removeEventListener() {},
};
documentObject.body = documentObject.createElement('body');
