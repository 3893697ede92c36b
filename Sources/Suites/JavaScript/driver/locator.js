/** Nodes of the screen by what they are: nothing is looked up before something is done with them. */

class Locator {
  #app;

  #chain;

  constructor(app, chain) {
    this.#app = app;
    this.#chain = chain;
  }

  get app() { return this.#app; }

  get chain() { return this.#chain; }

  #with(...steps) { return new Locator(this.#app, [...this.#chain, ...steps]); }

  locator(target) { return this.#with(...stepsOf(target)); }

  getByText(text, options) { return this.#with(textStep(text, options)); }

  getByRole(role, options) { return this.#with(roleStep(role, options)); }

  getByTestId(id) { return this.#with({ by: 'testId', value: String(id) }); }

  filter({ hasText, has }) {
    const steps = [];
    if (hasText !== undefined) steps.push({ by: 'hasText', ...textMatch(hasText) });
    if (has !== undefined) steps.push({ by: 'has', chain: has.chain });
    return this.#with(...steps);
  }

  nth(index) { return this.#with({ by: 'nth', index }); }

  first() { return this.nth(0); }

  last() { return this.nth(-1); }

  #act(action, detail = {}) {
    return drive('act', { app: this.#app.key, chain: this.#chain, action, detail });
  }

  tap() { return this.#act('tap'); }

  click() { return this.#act('tap'); }

  longPress() { return this.#act('longPress'); }

  longpress() { return this.#act('longPress'); }

  fill(text) { return this.#act('input', { text: String(text) }); }

  input(text) { return this.fill(text); }

  confirm() { return this.#act('confirm'); }

  focus() { return this.#act('focus'); }

  blur() { return this.#act('blur'); }

  pick(value) { return this.#act('pick', { value }); }

  cancel() { return this.#act('cancel'); }

  check() { return this.#act('check', { checked: true }); }

  uncheck() { return this.#act('check', { checked: false }); }

  scroll(place) { return this.#act('scroll', place); }

  scrollTo(place) { return this.#act('scroll', place); }

  pullDown() { return this.#act('pullDown'); }

  swipe(index) { return this.#act('swipe', { index }); }

  move(x, y) { return this.#act('move', { x, y }); }

  submit() { return this.#act('submit'); }

  reset() { return this.#act('reset'); }

  dispatchEvent(type, detail = {}) { return this.#act('dispatch', { type, detail }); }

  async nodes() {
    return (await drive('query', { app: this.#app.key, chain: this.#chain })).nodes;
  }

  async #one() {
    return (await drive('query', { app: this.#app.key, chain: this.#chain, one: true })).nodes[0];
  }

  async count() { return (await this.nodes()).length; }

  async all() { return (await this.nodes()).map((node, index) => this.nth(index)); }

  async allTexts() { return (await this.nodes()).map((node) => node.text); }

  async exists() { return (await this.nodes()).length > 0; }

  async text() { return (await this.#one()).text; }

  async value() { return (await this.#one()).value; }

  async attribute(name) { return attributeOf(await this.#one(), name) ?? null; }

  async dataset() { return (await this.#one()).dataset; }

  async classes() { return (await this.#one()).classes; }

  async isVisible() { return (await this.nodes()).some((node) => node.visible); }

  async isEnabled() { return !(await this.#one()).disabled; }

  async isChecked() { return (await this.#one()).checked === true; }

  /** The data of the component that the node hosts. */
  async data() { return (await drive('componentData', { app: this.#app.key, chain: this.#chain })).data; }

  setData(data) { return drive('setComponentData', { app: this.#app.key, chain: this.#chain, data }); }

  async callMethod(method, ...args) {
    return (await drive('callComponent', { app: this.#app.key, chain: this.#chain, method, args })).value;
  }

  toString() { return describeChain(this.#chain); }
}

function isLocator(value) {
  return value instanceof Locator;
}

/** An attribute under either of its spellings. */
function attributeOf(node, name) {
  const camel = name.replace(/-(\w)/g, (all, letter) => letter.toUpperCase());
  return node.attributes[name] ?? node.attributes[camel];
}

/** Patterns stay with expectations: a host that ran them would run what a test file wants it to. */
function textMatch(text) {
  if (tagName(text) === 'RegExp') {
    throw new TypeError('a locator takes a text; find the nodes and use expect(locator).toHaveText(/…/)');
  }
  return { value: String(text) };
}

function textStep(text, options = {}) {
  return { by: 'text', ...textMatch(text), exact: options.exact === true };
}

function roleStep(role, { name, exact } = {}) {
  return { by: 'role', role: String(role), ...(name === undefined ? {} : textMatch(name)), exact: exact === true };
}

/** The steps of what `locator(…)` takes: a selector, `text=…`, `role=button`, `testid=…`, or another locator. */
function stepsOf(target) {
  if (isLocator(target)) return target.chain;
  if (typeof target !== 'string') throw new TypeError(`expected a selector, found ${brief(target)}`);
  const found = /^(text|role|testid)=(.*)$/is.exec(target);
  if (found === null) return [{ by: 'css', value: target }];
  const kind = found[1].toLowerCase();
  const value = found[2].replace(/^"(.*)"$/s, '$1');
  if (kind === 'text') return [{ by: 'text', value, exact: value !== found[2] }];
  return [kind === 'role' ? { by: 'role', role: value } : { by: 'testId', value }];
}

function describeChain(chain) {
  return chain.map((step) => {
    const text = `'${step.value}'`;
    switch (step.by) {
      case 'css': return step.value;
      case 'nth': return `nth(${step.index})`;
      case 'role': return `role ${step.role}${step.value === undefined ? '' : ` ${text}`}`;
      case 'has': return `has(${describeChain(step.chain)})`;
        default: return `${step.by} ${text}`;
    }
  }).join(' › ');
}
