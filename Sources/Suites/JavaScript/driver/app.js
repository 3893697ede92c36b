/** A running mini-program of one user, as a test drives it. */

class App {
  #user;

  constructor(user) {
    this.#user = user;
  }

  get user() { return this.#user; }

  get key() { return this.#user; }

  /** Starts the mini-program, again when it runs. @param {string|object} options a page, or `{page, query, scene, storage, …}` */
  async launch(options = {}) {
    const given = typeof options === 'string' ? { page: options } : { ...options };
    const [page, text] = String(given.page ?? '').replace(/^\//, '').split('?');
    const query = typeof given.query === 'object' && given.query !== null
      ? Object.entries(given.query).map(([key, value]) => `${key}=${value}`).join('&') : given.query ?? text ?? '';
    await drive('launch', { ...given, app: this.key, page, query });
    return this;
  }

  async close() { await drive('close', { app: this.key }); }

  locator(target) { return new Locator(this, stepsOf(target)); }

  $(target) { return this.locator(target); }

  getByText(text, options) { return new Locator(this, [textStep(text, options)]); }

  getByRole(role, options) { return new Locator(this, [roleStep(role, options)]); }

  getByTestId(id) { return new Locator(this, [{ by: 'testId', value: String(id) }]); }

  /** A target is a locator, a selector, or a text that a node shows. */
  #target(target) { return isLocator(target) ? target : new Locator(this, [{ by: 'any', value: String(target) }]); }

  tap(target) { return this.#target(target).tap(); }

  longPress(target) { return this.#target(target).longPress(); }

  input(target, text) { return this.#target(target).fill(text); }

  fill(target, text) { return this.#target(target).fill(text); }

  pick(target, value) { return this.#target(target).pick(value); }

  scroll(target, place) { return this.#target(target).scroll(place); }

  swipe(target, index) { return this.#target(target).swipe(index); }

  submit(target) { return this.#target(target).submit(); }

  /** The page on top: `{path, query, data, title}`; `stack` the paths below it, bottom first. */
  page() { return drive('page', { app: this.key }); }

  async data(path) {
    const { data } = await this.page();
    if (path === undefined) return data;
    return String(path).replace(/\[(\w+)\]/g, '.$1').split('.').reduce((inner, key) => inner?.[key], data);
  }

  setData(data) { return drive('setData', { app: this.key, data }); }

  async callMethod(method, ...args) { return (await drive('call', { app: this.key, method, args })).value; }

  /** Runs a function inside the mini-program; it sees `wx`, `getApp()` and nothing of the test. */
  async evaluate(body, ...args) {
    const source = typeof body === 'function' ? Function.prototype.toString.call(body) : `() => (${body})`;
    return (await drive('evaluate', { app: this.key, source, args })).value;
  }

  navigateTo(url) { return this.#route('navigateTo', { url }); }

  redirectTo(url) { return this.#route('redirectTo', { url }); }

  reLaunch(url) { return this.#route('reLaunch', { url }); }

  switchTab(url) { return this.#route('switchTab', { url }); }

  navigateBack(delta = 1) { return this.#route('navigateBack', { delta }); }

  #route(api, { url, delta }) {
    const full = url === undefined ? undefined : `/${String(url).replace(/^\//, '')}`;
    return drive('go', { app: this.key, api, url: full ?? null, delta: delta ?? null });
  }

  back() { return this.#tell('back'); }

  tab(index) { return this.#tell('tab', { index }); }

  hide() { return this.#tell('hide'); }

  show(options = {}) { return this.#tell('show', options); }

  pullDownRefresh() { return this.#tell('pullDown'); }

  reachBottom() { return this.#tell('reachBottom'); }

  scrollPage(scrollTop) { return this.#tell('pageScroll', { scrollTop }); }

  share() { return this.#tell('share'); }

  resize(size) { return this.#tell('resize', { size }); }

  setTheme(theme) { return this.#tell('onThemeChange', { theme }); }

  /** Tells the mini-program of an event of the host, such as `onNetworkStatusChange`. */
  emit(name, value = {}) { return this.#tell(name, value); }

  #tell(event, value = {}) { return drive('tell', { app: this.key, event, value }); }

  async screen() { return (await drive('screen', { app: this.key })).text; }

  async visibleText() { return (await drive('screen', { app: this.key })).words; }

  async tree() { return (await drive('screen', { app: this.key, tree: true })).tree; }

  async overlays() { return (await drive('screen', { app: this.key })).overlays; }

  async console() { return (await drive('notes', { app: this.key })).console; }

  async errors() { return (await drive('notes', { app: this.key })).errors; }

  /** The bridged calls so far: `{name, request, ok, result}`. */
  async calls(name) { return (await drive('calls', { app: this.key, name: name ?? null })).calls; }

  mock(name, answer) { return mockCall(this, name, answer, false); }

  mockOnce(name, answer) { return mockCall(this, name, answer, true); }

  restore(name) { return drive('unmock', { app: this.key, name: name ?? null }); }

  /** Lets the mini-program write such errors: a part of the message, a regular expression, or nothing for all. */
  allowErrors(...patterns) { allowErrors(...patterns); }

  get dialog() {
    const answer = (key, value) => drive('answer', { app: this.key, key, value });
    return {
      accept: (content) => answer('modal', { confirm: true, ...(content === undefined ? {} : { content }) }),
      dismiss: () => answer('modal', { confirm: false }),
      choose: (item) => answer('actionSheet', typeof item === 'number' ? { tapIndex: item } : { item }),
      cancel: () => answer('actionSheet', null),
      answer,
    };
  }

  /** The sheet of a payment that is open. */
  get payment() {
    const answer = (value) => drive('answer', { app: this.key, key: 'payment', value });
    return {
      confirm: (password) => answer({ confirm: true, ...(password === undefined ? {} : { password: String(password) }) }),
      cancel: () => answer({ confirm: false }),
    };
  }

  /** Changes the device while the mini-program runs, which hears of it: `{network: {type: 'none'}}`. */
  setDevice(changes) { return drive('changeDevice', { app: this.key, profile: changes }); }

  /** The question about a permission that is open, of `wx.authorize` and of calls that need one. */
  get permissions() {
    const decide = (allow) => drive('answer', { app: this.key, key: 'authorize', value: { allow } });
    return { allow: () => decide(true), deny: () => decide(false) };
  }

  /** What the mini-program has stored for its user. */
  get storage() {
    return {
      get: (key) => this.evaluate((name) => wx.getStorageSync(name), key),
      set: (key, data) => this.evaluate((name, value) => wx.setStorageSync(name, value), key, data),
      clear: () => this.evaluate(() => wx.clearStorageSync()),
    };
  }

  toString() { return `app of ${this.#user}`; }
}

function isApp(value) {
  return value instanceof App;
}

const appsByUser = new Map();

function appOf(user) {
  if (!appsByUser.has(user)) appsByUser.set(user, new App(user));
  return appsByUser.get(user);
}

const defaultApp = appOf('user');

/** Several users of one host: `users(2)`, or `users('seller', 'buyer')`; each has an app of its own to launch. */
async function users(...names) {
  const list = typeof names[0] === 'number'
    ? Array.from({ length: names[0] }, (unused, index) => `user${index + 1}`) : names.map(String);
  return list.map(appOf);
}
