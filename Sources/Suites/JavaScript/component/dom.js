/** What tests of components read of a DOM: tags, classes, text, and markup as a browser would have it. */

const domByNode = new WeakMap();
const nodesByDom = new WeakMap();

class SimulatedElement {
  #node;

  constructor(node) {
    this.#node = node;
    this.scrollTop = 0;
    this.scrollLeft = 0;
  }

  get tagName() { return components.isVirtual(this.#node) ? 'VIRTUAL' : shownTag(this.#node).toUpperCase(); }

  get nodeName() { return this.tagName; }

  get className() { return this.getAttribute('class') ?? ''; }

  get id() { return this.getAttribute('id') ?? ''; }

  get classList() {
    const words = this.className.split(/\s+/).filter((word) => word !== '');
    return Object.assign(words, { contains: (word) => words.includes(word), item: (index) => words[index] ?? null });
  }

  get style() { return styleOf(this.getAttribute('style') ?? ''); }

  get dataset() { return components.describe(this.#node).dataset; }

  get innerHTML() { return shownChildren(this.#node).map(markupOf).join(''); }

  get outerHTML() { return markupOf(this.#node); }

  get textContent() { return textContentOf(this.#node); }

  get innerText() { return this.textContent; }

  get children() {
    return shownChildren(this.#node).filter((child) => components.describe(child).text === undefined).map(domOf);
  }

  get childNodes() { return shownChildren(this.#node).map(domOf); }

  getAttribute(name) {
    const { attributes } = components.describe(this.#node);
    if (name.startsWith('data-')) return this.#datum(name);
    const value = attributes[name.replace(/-(\w)/g, (all, letter) => letter.toUpperCase())] ?? attributes[name];
    if (value === undefined) return null;
    if (name === 'class') return prefixed(this.#node, String(value));
    return name === 'style' ? inPixels(String(value)) : String(value);
  }

  #datum(name) {
    const { dataset } = components.describe(this.#node);
    const key = name.slice(5).replace(/-(\w)/g, (all, letter) => letter.toUpperCase());
    return key in dataset ? String(dataset[key]) : null;
  }

  querySelector(selector) { return this.querySelectorAll(selector)[0] ?? null; }

  querySelectorAll(selector) { return components.find(this.#node, selector).map(domOf); }

  getBoundingClientRect() { return { left: 0, top: 0, right: 0, bottom: 0, width: 0, height: 0, x: 0, y: 0 }; }

  dispatchEvent(event) { simulated(this.#node).dispatchEvent(event.type, event); }

  addEventListener(name, handler, capture) { simulated(this.#node).addEventListener(name, handler, capture); }

  removeEventListener(name, handler) { simulated(this.#node).removeEventListener(name, handler); }
}

/** The node that an element of tests stands for. */
function nodeOf(dom) {
  const node = nodesByDom.get(dom);
  if (node === undefined) throw new TypeError(`expected an element of a rendered component, found ${brief(dom)}`);
  return node;
}

function domOf(node) {
  if (!domByNode.has(node)) {
    const dom = new SimulatedElement(node);
    domByNode.set(node, dom);
    nodesByDom.set(dom, node);
  }
  return domByNode.get(node);
}

/** The platform's module has no screen: an rpx is a pixel. */
function inPixels(style) {
  return style.replace(/(\d)rpx/gi, '$1px');
}

/** A style as an object: `style.backgroundColor`, `style['background-color']`; what is not set is empty. */
function styleOf(text) {
  const style = { __proto__: emptyStyle, cssText: text };
  declarationsOf(text).forEach(([name, value]) => setStyle(style, name, value));
  return style;
}

const emptyStyle = new Proxy({ getPropertyValue(name) { return this[name]; } }, {
  get(target, name) { return name in target || typeof name === 'symbol' ? target[name] : ''; },
});

function setStyle(style, name, value) {
  const shown = value.replace(/#(?:[\da-f]{6}|[\da-f]{3})\b/gi, (color) => {
    const digits = color.length === 4 ? color.slice(1).replace(/./g, '$&$&') : color.slice(1);
    return `rgb(${[0, 2, 4].map((at) => parseInt(digits.slice(at, at + 2), 16)).join(', ')})`;
  });
  if (name === 'background' && /^(?:#[\da-f]+|rgba?\([^)]*\)|[a-z]+)$/i.test(value)) setStyle(style, 'background-color', value);
  style[name] = shown;
  style[name.replace(/-(\w)/g, (all, letter) => letter.toUpperCase())] = shown;
}

/** Names and values of a style; semicolons inside of brackets and quotes part nothing. */
function declarationsOf(text) {
  const parts = text.match(/(?:\([^)]*\)|"[^"]*"|'[^']*'|[^;])+/g) ?? [];
  return parts.map((one) => [one.slice(0, one.indexOf(':')).trim(), one.slice(one.indexOf(':') + 1).trim()])
    .filter(([name, value]) => name !== '' && value !== '');
}

function textContentOf(node) {
  const { text } = components.describe(node);
  return text ?? shownChildren(node).map(textContentOf).join('');
}

function markupOf(node) {
  const described = components.describe(node);
  if (described.text !== undefined) return escapedText(described.text);
  const tag = shownTag(node);
  const written = { class: prefixed(node, String(described.attributes.class ?? '')) };
  Object.entries(described.dataset).forEach(([name, value]) => { written[`data-${dashed(name)}`] = String(value); });
  written.style = inPixels(String(described.attributes.style ?? ''));
  const shown = Object.entries(written).filter(([name, value]) => value !== '' || name.startsWith('data-'))
    .map(([name, value]) => ` ${name}="${escapedText(value).replace(/"/g, '&quot;')}"`);
  return `<${tag}${shown.join('')}>${shownChildren(node).map(markupOf).join('')}</${tag}>`;
}

function prefixed(node, classes) {
  const prefix = classPrefixOf(node);
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
