/**
 * The network of a test, strict unless it is told otherwise: a request that nothing answers fails the test.
 * A pattern is a URL whose `*` stand for anything, with a method before it or not, or a regular expression.
 */

function freshNetwork() {
  return { routes: [], allowed: [], faults: [], requests: [], unmatched: [] };
}

/** What the world that counts now has of the network. */
function networkState() {
  const key = worldKey();
  if (!networks.has(key)) networks.set(key, freshNetwork());
  return networks.get(key);
}

const networks = new Map();

const network = {
  /** @param {string|RegExp} pattern @param {object|Function} answer `{status, data, header, delay, fail}`, or a function */
  mock: (pattern, answer) => addRoute(pattern, answer, false),
  mockOnce: (pattern, answer) => addRoute(pattern, answer, true),
  /** Lets requests go out to the network of the run (`--network`). */
  allow(...patterns) { networkState().allowed.push(...patterns.map(patternOf)); },
  /**
   * Makes requests go wrong, whoever answers them: `latency` before the answer, `status` in its place, the connection
   * `cutAfter` so many bytes, or `offline`. Returns what ends it.
   */
  fault: (pattern, fault) => addFault(pattern, fault),
  /** No connection: every request fails. */
  offline(isOffline = true) {
    const state = networkState();
    state.faults = state.faults.filter((one) => !one.isOffline);
    if (isOffline) state.faults.unshift({ pattern: /^/, fault: { offline: true }, isOffline: true });
  },
  /** Every answer takes so long. @param {number|string} time ms, or `1s` */
  latency: (time) => addFault('*', { latency: time }),
  /** What was requested so far: `{method, url, data, header}`. */
  requests(pattern) {
    const { requests } = networkState();
    return pattern === undefined ? [...requests] : requests.filter((one) => patternOf(pattern).test(lineOf(one)));
  },
  reset() { networks.set(worldKey(), freshNetwork()); },
};

function addRoute(pattern, answer, once) {
  const handler = isMock(answer) ? answer : fn(typeof answer === 'function' ? answer : () => answer);
  networkState().routes.unshift({ pattern: patternOf(pattern), handler, once });
  return handler;
}

function patternOf(pattern) {
  if (tagName(pattern) === 'RegExp') return pattern;
  if (typeof pattern !== 'string') throw new TypeError(`expected a URL or a regular expression, found ${brief(pattern)}`);
  const [, method, url] = /^(?:([A-Z]+) )?(.*)$/s.exec(pattern);
  const source = url.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*');
  const query = url.includes('?') || url.endsWith('*') ? '' : '(?:\\?.*)?';
  return new RegExp(`^${method ?? '[A-Z]+'} ${source}${query}$`, 's');
}

/** What patterns look at: `GET https://…`. */
function lineOf({ method, url }) {
  return `${method} ${url}`;
}

/** Decides about one call that would leave the machine. */
async function answerRequest(name, request, next) {
  const state = networkState();
  const method = name === 'request' ? String(request.method ?? 'GET').toUpperCase() : name === 'uploadFile' ? 'POST' : 'GET';
  const seen = { ...request, name, method, url: String(request.url ?? '') };
  state.requests.push(seen);
  const line = lineOf(seen);
  const faults = state.faults.filter((one) => one.pattern.test(line)).map((one) => one.fault);
  await failBefore(faults, seen);
  const answer = await routed(state, line, seen, next);
  if (answer === undefined) {
    if (faults.length === 0) return { pass: true };
    return { ok: true, result: spoiled(await next(), faults) };
  }
  return { ok: true, result: spoiled(await responseOf(name, answer, seen), faults) };
}

/** What a route of the test answers; undefined for what goes out. */
async function routed(state, line, seen, next) {
  const once = state.routes.findLast((route) => route.once && route.pattern.test(line));
  const route = once ?? state.routes.find((one) => !one.once && one.pattern.test(line));
  if (route !== undefined) {
    if (once !== undefined) state.routes.splice(state.routes.indexOf(once), 1);
    return (await route.handler(seen, { next })) ?? '';
  }
  if (isNetworkOpen || state.allowed.some((pattern) => pattern.test(line))) return undefined;
  state.unmatched.push(line);
  throw new Error(`nothing answers ${line} in this test`);
}

/** Whether the run lets out, or answers from a recording, what no test answers (`--network`). */
let isNetworkOpen = false;

/** The result of a call for what a route answers; what is no response is the data of one. */
async function responseOf(name, answer, seen) {
  const isResponse = tagName(answer) === 'Object' &&
    ['status', 'statusCode', 'data', 'header', 'headers', 'delay', 'fail'].some((key) => Object.hasOwn(answer, key));
  const response = isResponse ? answer : { data: answer };
  if (response.delay !== undefined) await pause(response.delay, seen);
  if (response.fail !== undefined) {
    throw new Error(typeof response.fail === 'string' ? response.fail : 'the connection was cut');
  }
  const header = response.header ?? response.headers ?? { 'Content-Type': 'application/json' };
  const common = { statusCode: response.status ?? response.statusCode ?? 200, header, cookies: [] };
  if (name === 'downloadFile') return { ...common, tempFilePath: response.tempFilePath ?? 'wxfile://tmp_mocked' };
  if (name === 'uploadFile' && typeof response.data === 'object') {
    return { ...common, data: JSON.stringify(response.data) };
  }
  return { ...common, data: response.data ?? '' };
}

/** Waits on the clock of the test. */
function sleep(time) {
  return new Promise((resolve) => { setTimeout(resolve, time); });
}

/** A failure for each request that nothing answered. */
function networkProblems(world) {
  const state = networks.get(world);
  if (state === undefined) return [];
  return state.unmatched.splice(0).map((line) => {
    const [method, url] = line.split(/ (.*)/s);
    return { message: `${line} was requested, and nothing in the test answers it\n\n` +
      `Answer it:  network.mock('${method} ${url.replace(/\?.*$/, '')}', { status: 200, data: {} })\n` +
      `Or let it out:  network.allow('${url.replace(/^(\w+:\/\/[^/]+).*$/s, '$1')}*')\n` +
      'Or record answers once, and use them from then on:  --network record:FILE, then --network replay:FILE', stack: '' };
  });
}
