/** Matchers that wait: they look again whenever the mini-program has come to rest, while its time goes on. */

/** How much virtual time an expectation may take, in milliseconds. */
let expectTimeout = 5000;

/** Looks until it holds, or until nothing moves any more, or until so much virtual time has passed. */
async function waitFor(matcher, name, target, args, options, stack) {
  noteExpectation();
  const last = args.at(-1);
  const timeout = milliseconds(typeof last === 'object' && last !== null && last.timeout !== undefined
    ? last.timeout : expectTimeout);
  const context = { ...options, name };
  let since = null;
  for (;;) {
    // Others may move the clock that they share after this test has looked and before it waits.
    const seen = areTogether ? native.now() : null;
    const result = await matcher(context, target, ...args);
    if (result.pass !== options.isNot) return;
    const step = await drive('wait', { since, timeout, seen });
    since = step.since;
    if (!step.moved) throw failedExpectation(result.message(), options, stack);
  }
}

const locatorMatchers = { __proto__: null };
const appMatchers = { __proto__: null };

function sees(text, wanted, isPart) {
  if (isAsymmetric(wanted)) return wanted.asymmetricMatch(text);
  if (tagName(wanted) === 'RegExp') return wanted.test(text);
  return isPart ? text.includes(String(wanted)) : text === String(wanted);
}

function locatorFailure(context, locator, expected, received) {
  return () => ({
    message: `expect(${locator})${context.isNot ? '.not' : ''}.${context.name}()\n\n` +
      `Expected: ${context.isNot ? 'not ' : ''}${typeof expected === 'string' ? expected : brief(expected)}\n` +
      `Received: ${typeof received === 'string' ? received : brief(received)}`,
    expected: typeof expected === 'string' ? expected : print(expected),
    actual: typeof received === 'string' ? received : print(received),
  });
}

/** A matcher of the one node that a locator finds; none is a failure, with or without `not`. */
function defineNodeMatcher(name, wantedOf, readOf, test) {
  locatorMatchers[name] = async (context, locator, ...args) => {
    const nodes = await locator.nodes();
    const wanted = wantedOf(...args);
    if (nodes.length === 0) {
      return { pass: context.isNot, message: locatorFailure(context, locator, wanted, 'nothing matches') };
    }
    if (nodes.length > 1) {
      return { pass: context.isNot, message: locatorFailure(context, locator, wanted,
        `${nodes.length} nodes match; use first(), nth() or filter()`) };
    }
    const received = readOf(nodes[0], ...args);
    return { pass: test(received, ...args), message: locatorFailure(context, locator, wanted, received) };
  };
}

/** Text matchers take a list for as many nodes. */
function defineTextMatcher(name, isPart) {
  const one = { __proto__: null };
  const plain = locatorMatchers;
  defineNodeMatcher(name, (wanted) => wanted, (node) => node.text, (text, wanted) => sees(text, wanted, isPart));
  one.match = plain[name];
  locatorMatchers[name] = async (context, locator, wanted) => {
    if (!Array.isArray(wanted)) return one.match(context, locator, wanted);
    const texts = (await locator.nodes()).map((node) => node.text);
    const pass = texts.length === wanted.length && wanted.every((item, index) => sees(texts[index], item, isPart));
    return { pass, message: locatorFailure(context, locator, wanted, texts) };
  };
}

defineTextMatcher('toHaveText', false);
defineTextMatcher('toContainText', true);
defineNodeMatcher('toHaveValue', (value) => value, (node) => node.value ?? null, (found, value) =>
  (typeof value === 'string' || tagName(value) === 'RegExp' ? sees(String(found ?? ''), value, false) : equals(found, value)));
defineNodeMatcher('toHaveAttribute', (name, value) => (value === undefined ? name : { [name]: value }),
  (node, name) => attributeOf(node, name), (found, name, value) =>
    (value === undefined ? found !== undefined : tagName(value) === 'RegExp' ? value.test(String(found)) : equals(found, value)));
defineNodeMatcher('toHaveDataset', (data) => data, (node) => node.dataset, (found, data) => holdsSubset(found, data));
defineNodeMatcher('toHaveClass', (name) => name, (node) => node.classes.join(' '), (found, name) =>
  (tagName(name) === 'RegExp' ? name.test(found)
    : String(name).split(/\s+/).every((one) => found.split(' ').includes(one))));
defineNodeMatcher('toHaveRole', (role) => role, (node) => node.role ?? 'none', (found, role) => found === role);
defineNodeMatcher('toHaveAccessibleName', (name) => name, (node) => node.name ?? '', (found, name) => sees(found, name, false));
defineNodeMatcher('toBeEnabled', () => 'enabled', (node) => (node.disabled ? 'disabled' : 'enabled'),
  (found) => found === 'enabled');
defineNodeMatcher('toBeDisabled', () => 'disabled', (node) => (node.disabled ? 'disabled' : 'enabled'),
  (found) => found === 'disabled');
defineNodeMatcher('toBeChecked', () => 'checked', (node) => (node.checked ? 'checked' : 'not checked'),
  (found) => found === 'checked');
defineNodeMatcher('toBeFocused', () => 'focused', (node) => (node.focused ? 'focused' : 'not focused'),
  (found) => found === 'focused');

function definePresence(name, expected, test) {
  locatorMatchers[name] = async (context, locator, ...args) => {
    const nodes = await locator.nodes();
    const visible = nodes.filter((node) => node.visible).length;
    const found = nodes.length === 0 ? 'nothing matches' : `${nodes.length} found, ${visible} visible`;
    return { pass: test(nodes, visible, ...args), message: locatorFailure(context, locator, expected(...args), found) };
  };
}

definePresence('toBeVisible', () => 'visible', (nodes, visible) => visible > 0);
definePresence('toBeHidden', () => 'hidden', (nodes, visible) => visible === 0);
definePresence('toExist', () => 'at least one', (nodes) => nodes.length > 0);
definePresence('toBeAttached', () => 'at least one', (nodes) => nodes.length > 0);
definePresence('toHaveCount', (count) => `${count}`, (nodes, visible, count) => nodes.length === count);

locatorMatchers.toHaveData = async (context, locator, wanted) => {
  const data = await locator.data();
  return { pass: holdsSubset(data, wanted), message: locatorFailure(context, locator, wanted, data) };
};

function defineAppMatcher(name, read, test) {
  appMatchers[name] = async (context, app, ...args) => {
    const received = await read(app, ...args);
    return { pass: test(received, ...args), message: locatorFailure(context, app, args[0], received) };
  };
}

const pageOf = async (app) => (await app.page()).path;

defineAppMatcher('toBeOnPage', pageOf, (path, wanted) =>
  sees(path, typeof wanted === 'string' ? wanted.replace(/^\//, '') : wanted, false));
defineAppMatcher('toHaveTitle', async (app) => (await app.page()).title, (title, wanted) => sees(title, wanted, false));
defineAppMatcher('toShow', (app) => app.visibleText(), (text, wanted) => sees(text, wanted, true));
defineAppMatcher('toHaveData', async (app) => (await app.page()).data, (data, wanted) => holdsSubset(data, wanted));
defineAppMatcher('toHaveToast', async (app) => (await app.overlays()).toast?.title ?? '(no toast)',
  (title, wanted) => (wanted === undefined ? title !== '(no toast)' : sees(title, wanted, false)));
defineAppMatcher('toHaveModal', async (app) => modalText((await app.overlays()).modal),
  (text, wanted) => (wanted === undefined ? text !== '(no modal)' : sees(text, wanted, true)));
defineAppMatcher('toBeLoading', async (app) => (await app.overlays()).loading !== undefined, (isLoading) => isLoading);
defineAppMatcher('toHaveCalled', async (app, name) => (await app.calls(name)).map((call) => call.request),
  (requests, name, wanted) => (wanted === undefined ? requests.length > 0
    : requests.some((request) => holdsSubset(request, wanted))));

function modalText(modal) {
  return modal === undefined ? '(no modal)' : `${modal.title}\n${modal.content}`.trim();
}
