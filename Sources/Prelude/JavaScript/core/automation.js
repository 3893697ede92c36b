/**
 * What a testing tool asks through the host (automation-protocol.md 5 to 9): calls and mocks of `wx`, bindings,
 * properties of components, events. It asks as the developer at the console would; what the mini-program put in
 * the place of a `wx` function is what is called.
 */

/** Names whose functions take any arguments and return their result; every other takes options (5, App). */
const syncLikeNames = listOf([
  'stopRecord', 'getRecorderManager', 'pauseVoice', 'stopVoice', 'pauseBackgroundAudio', 'stopBackgroundAudio',
  'getBackgroundAudioManager', 'createAudioContext', 'createInnerAudioContext', 'createVideoContext',
  'createCameraContext', 'createMapContext', 'canIUse', 'startAccelerometer', 'stopAccelerometer', 'startCompass',
  'stopCompass', 'hideToast', 'hideLoading', 'showNavigationBarLoading', 'hideNavigationBarLoading',
  'navigateBack', 'createAnimation', 'pageScrollTo', 'createSelectorQuery', 'createCanvasContext',
  'createContext', 'drawCanvas', 'hideKeyboard', 'stopPullDownRefresh', 'arrayBufferToBase64',
  'base64ToArrayBuffer',
]);

function isSyncLike(name) {
  return StringEndsWith(name, 'Sync') || contains(syncLikeNames, name);
}

/** How many bindings one run of a mini-program may get. */
const BINDINGS = 1000;

/** How long the arguments of one call of a binding may be, in UTF-16 units. */
const BINDING_UNITS = 1 << 20;

let bindingCount = 0;

/** The functions that mocks stand in front of, by name. */
const mockedFunctions = record();

hostAsks.callWX = (message, answer) => {
  const name = `${message.method}`;
  const fn = wxObject[name];
  if (typeof fn !== 'function') throw new ErrorCtor(`wx.${name} not exists`);
  const args = guestCopy(isObject(message.args) ? message.args : list());
  if (isSyncLike(name)) {
    const value = ReflectApply(fn, wxObject, args);
    // A promise that is refused is not told, as a caller who does not look would not know.
    if (isObject(value) && typeof value.then === 'function') {
      settled(value, (result) => answer.ok({ __proto__: null, value: result }), () => answer.ok(record()));
    } else {
      answer.ok({ __proto__: null, value: jsonSafe(value) });
    }
    return;
  }
  const options = copyOnto({}, isObject(args[0]) ? args[0] : {});
  define(options, 'success', (result) => answer.ok({ __proto__: null, value: jsonSafe(result) }));
  define(options, 'fail', (result) => {
    // What is not served here does not exist for clients, which then do without it.
    const reason = isUnsupportedResult(result) ? `wx.${name} not exists` : failureReason(name, result);
    answer.fail(new ErrorCtor(reason));
  });
  ReflectApply(fn, wxObject, [options]);
};

/** The reason of a failure without the name in front. */
function failureReason(name, result) {
  const text = textOf(isObject(result) ? own(result, 'errMsg') ?? own(result, 'message') : result);
  const start = `${name}:fail `;
  return StringStartsWith(text, start) ? StringSlice(text, start.length) : text;
}

/** A value as an answer carries it; what has no JSON text is an empty object, as managers and contexts are. */
function jsonSafe(value) {
  try {
    jsonOf(value);
    return value;
  } catch {
    return leanCopy(value);
  }
}

hostAsks.mockWX = (message, answer) => {
  const name = `${message.method}`;
  if (RegExpExec(/^o(?:n|ff)[A-Z]/, name) !== null) throw new ErrorCtor(`You can't mock wx.${name}`);
  const current = wxObject[name];
  if (typeof current !== 'function') throw new ErrorCtor(`wx.${name} not exists`);
  if (message.source === undefined && message.result === undefined) {
    if (mockedFunctions[name] !== undefined) define(wxObject, name, mockedFunctions[name]);
    delete mockedFunctions[name];
  } else {
    const behave = mockBehaviour(message, mockedFunctions[name] ?? current);
    mockedFunctions[name] ??= current;
    define(wxObject, name, mockFunction(name, behave));
  }
  answer.ok(record());
};

/** What a mock does with its caller's arguments. @returns {(args: Array) => *} */
function mockBehaviour(message, original) {
  if (message.source === undefined) return () => guestCopy(message.result);
  const fn = functionFrom(message.source);
  const more = isObject(message.args) ? message.args : list();
  const origin = FunctionBind(original, wxObject);
  return (args) => {
    const all = toArray(args);
    const extra = guestCopy(more);
    for (let i = 0; i < extra.length; i += 1) define(all, all.length, extra[i]);
    return ReflectApply(fn, { origin }, all);
  };
}

/** The function that a source text stands for. */
function functionFrom(source) {
  const fn = native.evaluate(`(${source}\n)`, 'evaluate', 1);
  if (typeof fn !== 'function') throw new TypeErrorCtor(`the source is no function; found ${tagOf(fn)}`);
  return fn;
}

function mockFunction(name, behave) {
  if (isSyncLike(name)) return { [name](...args) { return behave(args); } }[name];
  return { [name](...args) {
    const options = args[0];
    const call = callbacksOf(name, options, true);
    if (call.promise === undefined) args[0] = withoutCallbacks({ ...options });
    const end = (result) => {
      const text = isObject(result) ? result.errMsg : undefined;
      const isFine = text === undefined || StringIncludes(`${text}`, `${name}:ok`);
      settle(call, isFine, result);
    };
    const fail = (error) => {
      const hasText = isObject(error) && typeof error.errMsg === 'string';
      settle(call, false, hasText ? error : failResult(name, describeError(error).message));
    };
    try {
      const value = behave(args);
      if (isObject(value) && typeof value.then === 'function') settled(value, end, fail);
      else end(value);
    } catch (error) {
      fail(error);
    }
    return call.promise;
  } }[name];
}

hostAsks.bind = (message, answer) => {
  const name = `${message.name}`;
  if (name.length > 256 || RegExpExec(/^[A-Za-z_$][\w$]*$/, name) === null) {
    throw new ErrorCtor(`'${bounded(name)}' cannot name a global function`);
  }
  if (!ObjectHasOwn(guestGlobal, name)) {
    bindingCount += 1;
    if (bindingCount > BINDINGS) throw new RangeErrorCtor(`at most ${BINDINGS} bindings fit`);
  }
  defineGlobal(name, { [name](...args) {
    const lean = list();
    for (let i = 0; i < args.length; i += 1) push(lean, leanCopy(args[i]));
    native.post('note', 0, 'binding', jsonOf({ __proto__: null, name, args: lean }, { units: BINDING_UNITS }));
  } }[name]);
  answer.ok(record());
};

/** How many values the lean copy of one argument holds. */
const LEAN_VALUES = 50000;

/** A copy without what JSON cannot say: functions, symbols, cycles, what throws when read, what is too much. */
function leanCopy(value) {
  return leanValue(value, { __proto__: null, path: list(), left: LEAN_VALUES });
}

function leanValue(value, walk) {
  walk.left -= 1;
  if (typeof value === 'bigint') return `${value}`;
  if (value === null || typeof value !== 'object') return typeof value === 'function' ? undefined : value;
  if (walk.left < 0 || walk.path.length > CONSOLE_DEPTH * 4 || contains(walk.path, value)) return undefined;
  const time = dateTime(value);
  if (time !== undefined) return NumberIsFinite(time) ? DateToISOString(value) : null;
  push(walk.path, value);
  const copy = ArrayIsArray(value) ? leanItems(value, walk) : leanMembers(value, walk);
  walk.path.length -= 1;
  return copy;
}

function leanItems(value, walk) {
  const items = list();
  const length = value.length < walk.left ? value.length : MathMax(walk.left, 0);
  for (let i = 0; i < length; i += 1) push(items, leanValue(tryRead(value, i), walk) ?? null);
  return toArray(items);
}

function leanMembers(value, walk) {
  const members = record();
  const keys = ObjectKeys(value);
  for (let i = 0; i < keys.length && walk.left > 0; i += 1) {
    const item = leanValue(tryRead(value, keys[i]), walk);
    if (item !== undefined) members[keys[i]] = item;
  }
  return members;
}

/** A method of a page or component, as `{value}`. */
hostAsks.callMethod = (message, answer) => {
  const instance = instanceFor(message);
  const method = instance[message.method];
  if (typeof method !== 'function') {
    throw new ErrorCtor(`${message.node === undefined ? 'page' : 'component'}.${message.method} not exists`);
  }
  answerWith(ReflectApply(method, instance, guestCopy(isObject(message.args) ? message.args : list())), answer);
};

/** Live properties of an element by name, as a list; absent ones are null. */
hostAsks.properties = (message, answer) => {
  const node = elementFor(message);
  const values = list();
  for (let i = 0; i < message.names.length; i += 1) {
    push(values, jsonSafe(liveProperty(node, `${message.names[i]}`)) ?? null);
  }
  answer.ok(values);
};

function elementFor(message) {
  const node = nodeWithID(message.node);
  if (node === undefined || node.kind === TEXT) throw new ErrorCtor('element destroyed');
  return node;
}

/** A property of a component, or what a built-in tag shows now. */
function liveProperty(node, name) {
  if (name === '__propPublic') return publicProperties(node);
  const { component } = node;
  if (component !== null && ObjectHasOwn(component.data, name)) return component.data[name];
  const value = attributeOf(node, camelCase(name));
  if (value !== undefined) return value;
  const standards = standardProperties[node.tag];
  return component === null && standards !== undefined ? standards[name] : undefined;
}

/** What built-in tags have before anybody sets it. */
const standardProperties = ObjectFreeze({
  __proto__: null,
  input: { __proto__: null, value: '' },
  textarea: { __proto__: null, value: '' },
  switch: { __proto__: null, checked: false },
  checkbox: { __proto__: null, checked: false },
  radio: { __proto__: null, checked: false },
  slider: { __proto__: null, value: 0 },
  swiper: { __proto__: null, current: 0 },
});

/** The names of public properties, each with true. */
function publicProperties(node) {
  const names = record();
  if (node.component !== null) {
    for (const name in node.component.definition.properties) names[name] = true;
    return names;
  }
  for (const name in node.attributes) names[name] = true;
  for (const name in standardProperties[node.tag]) names[name] = true;
  return names;
}

/** An event that only listeners hear: built-in tags do nothing by it (7). */
hostAsks.trigger = (message, answer) => {
  const node = elementFor(message);
  const type = `${message.type}`;
  const detail = guestCopy(message.detail === undefined ? record() : message.detail);
  dispatch(type, node, detail, message.bubbles === true ? throughTree : atTarget, touchesOf(type, message));
  answer.ok(record());
};

/** A method of a video. */
hostAsks.video = (message, answer) => {
  const owner = message.node === undefined ? undefined : instanceForNode(message.node);
  const context = wxObject.createVideoContext(`${message.id}`, owner);
  const method = context[message.method];
  if (typeof method !== 'function') throw new ErrorCtor(`${message.method} not exists`);
  answerWith(ReflectApply(method, context, guestCopy(message.args ?? list())), answer);
};
