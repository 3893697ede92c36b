/**
 * Drawing contexts. The one of a 2d canvas sends what it is told (`drawing`); a legacy one keeps it
 * until `draw` (`recording`).
 */
const drawingContexts = new WeakMapCtor();

/** Commands that a legacy context keeps until it draws. */
const RECORDED_COMMANDS = 50000;

function contextState(context) {
  const state = isObject(context) ? WeakMapGet(drawingContexts, context) : undefined;
  if (state === undefined) {
    throw new TypeErrorCtor('this is not a drawing context; keep the method on its context');
  }
  return state;
}

function makeContextState(drawing) {
  return {
    __proto__: null, drawing, recording: list(), values: initialValues(), saved: list(), canvas: undefined,
  };
}

function resetContextState(state) {
  state.values = initialValues();
  state.saved = list();
}

function emitCommand(state, command) {
  if (state.drawing !== null) {
    addCommand(state.drawing, command);
    return;
  }
  if (state.recording.length >= RECORDED_COMMANDS) {
    throw new RangeErrorCtor(
      `the context holds ${RECORDED_COMMANDS} actions that were never drawn; no more fit`);
  }
  push(state.recording, command);
}

/**
 * A command of numbers, or '' when one is not finite: such calls do nothing.
 * @param {string} name  @param {number} count how many  @param {any[]} args safe: rest parameters
 */
function numbersCommand(name, count, args) {
  let text = `["${name}"`;
  for (let i = 0; i < count; i += 1) {
    const number = +args[i];
    if (!NumberIsFinite(number)) return '';
    text += `,${number}`;
  }
  return `${text}]`;
}

/** The steps of paths, for contexts and for Path2D; each gives a command or ''. */
const pathSteps = lazily(() => {
  const steps = record();
  const counts = {
    __proto__: null, moveTo: 2, lineTo: 2, rect: 4, bezierCurveTo: 6, quadraticCurveTo: 4, arcTo: 5,
  };
  for (const name in counts) steps[name] = (args) => numbersCommand(name, counts[name], args);
  steps.closePath = () => '["closePath"]';
  steps.arc = (args) => arcCommand('arc', 5, args);
  steps.ellipse = (args) => arcCommand('ellipse', 7, args);
  return steps;
});

function arcCommand(name, count, args) {
  if (+args[2] < 0 || (name === 'ellipse' && +args[3] < 0)) {
    throw new RangeErrorCtor(`${name} takes a radius of 0 or more; found ${textOf(args[2])}`);
  }
  const text = numbersCommand(name, count, args);
  return text === '' ? '' : `${StringSlice(text, 0, -1)},${!!args[count]}]`;
}

const transformSteps = {
  __proto__: null, translate: 2, scale: 2, rotate: 1, transform: 6, setTransform: 6,
};

/** Members that legacy and 2d contexts share. */
function addContextMembers(prototype) {
  const steps = pathSteps();
  for (const name in steps) {
    defineHidden(prototype, name, { [name](...args) {
      const state = contextState(this);
      const command = steps[name](args);
      if (command !== '') emitCommand(state, command);
    } }[name]);
  }
  for (const name in transformSteps) {
    defineHidden(prototype, name, { [name](...args) {
      const command = numbersCommand(name, transformSteps[name], args);
      if (command !== '') emitCommand(contextState(this), command);
    } }[name]);
  }
  for (const name in contextSettings()) {
    ObjectDefineProperty(prototype, name, {
      __proto__: null, configurable: true, enumerable: true,
      get() { return contextState(this).values[name]; },
      set(value) { setContextValue(contextState(this), name, value); },
    });
  }
  const members = contextMembers();
  for (const name in members) defineHidden(prototype, name, members[name]);
}

const contextMembers = lazily(() => ({
  __proto__: null,
  beginPath() { emitCommand(contextState(this), '["beginPath"]'); },
  save() {
    const state = contextState(this);
    push(state.saved, { __proto__: null, ...state.values });
    emitCommand(state, '["save"]');
  },
  restore() {
    const state = contextState(this);
    const values = pop(state.saved);
    if (values === undefined) return;
    state.values = values;
    emitCommand(state, '["restore"]');
  },
  resetTransform() { emitCommand(contextState(this), '["setTransform",1,0,0,1,0,0]'); },
  fill(...args) { paintPath(contextState(this), 'fill', args); },
  clip(...args) { paintPath(contextState(this), 'clip', args); },
  stroke(path) {
    const state = contextState(this);
    usePaintStyle(state, 'strokeStyle', 'sentStroke');
    const own = pathText(path);
    emitCommand(state, own === undefined ? '["stroke"]' : `["stroke",${own}]`);
  },
  fillRect(...args) { paintRectangle(contextState(this), 'fillRect', args); },
  strokeRect(...args) { paintRectangle(contextState(this), 'strokeRect', args); },
  clearRect(...args) { paintRectangle(contextState(this), 'clearRect', args); },
  fillText(...args) { paintText(contextState(this), 'fillText', args); },
  strokeText(...args) { paintText(contextState(this), 'strokeText', args); },
  measureText(text) { return measureText(contextState(this).values.font, `${text}`); },
  setLineDash(lengths, offset) {
    const state = contextState(this);
    const numbers = list();
    for (let i = 0; isObject(lengths) && i < lengths.length && i < 32; i += 1) {
      if (!(+lengths[i] >= 0) || !NumberIsFinite(+lengths[i])) return;
      push(numbers, +lengths[i]);
    }
    // An odd number of lengths counts twice.
    const count = numbers.length % 2 === 1 && numbers.length <= 16 ? numbers.length : 0;
    for (let i = 0; i < count; i += 1) push(numbers, numbers[i]);
    state.values.lineDash = numbers;
    emitCommand(state, `["lineDash",[${join(numbers, ',')}]]`);
    if (offset !== undefined) setContextValue(state, 'lineDashOffset', offset);
  },
  getLineDash() { return toArray(contextState(this).values.lineDash); },
  createLinearGradient(...args) { return makeGradient(gradientHead('linear', 4, args)); },
  createRadialGradient(...args) { return makeGradient(gradientHead('radial', 6, args)); },
  createPattern(image, repetition) {
    const source = pixelSource(image);
    return source === '' ? null : makePattern(source, repetition === null ? 'repeat' : `${repetition}`);
  },
  drawImage(image, ...args) {
    const state = contextState(this);
    const source = pixelSource(image);
    const count = args.length >= 8 ? 8 : args.length >= 4 ? 4 : 2;
    const numbers = numbersCommand('', count, args);
    if (source === '' || numbers === '') return;
    emitCommand(state, `["drawImage",${JSONStringify(source)}${StringSlice(numbers, 3)}`);
  },
}));

function gradientHead(kind, count, args) {
  const text = numbersCommand(kind, count, args);
  if (text === '') throw new TypeErrorCtor(`a ${kind} gradient takes ${count} finite numbers`);
  return StringSlice(text, 1, -1);
}

function paintPath(state, name, args) {
  const own = pathText(args[0]);
  const rule = (own === undefined ? args[0] : args[1]) === 'evenodd' ? 'evenodd' : 'nonzero';
  if (name === 'fill') usePaintStyle(state, 'fillStyle', 'sentFill');
  emitCommand(state, own === undefined ? `["${name}","${rule}"]` : `["${name}","${rule}",${own}]`);
}

function paintRectangle(state, name, args) {
  const command = numbersCommand(name, 4, args);
  if (command === '') return;
  if (name === 'fillRect') usePaintStyle(state, 'fillStyle', 'sentFill');
  if (name === 'strokeRect') usePaintStyle(state, 'strokeStyle', 'sentStroke');
  emitCommand(state, command);
}

function paintText(state, name, args) {
  const place = numbersCommand('', args[3] === undefined ? 2 : 3, [args[1], args[2], args[3]]);
  if (place === '') return;
  if (name === 'fillText') usePaintStyle(state, 'fillStyle', 'sentFill');
  else usePaintStyle(state, 'strokeStyle', 'sentStroke');
  emitCommand(state, `["${name}",${JSONStringify(`${args[0]}`)}${StringSlice(place, 3)}`);
}

/** How many measured texts are kept for the next time. */
const MEASURED_TEXTS = 500;

let measuredTexts = new MapCtor();

/** The metrics of a line, from the host that would draw it. */
function measureText(font, text) {
  const key = `${font}\n${text}`;
  let metrics = MapGet(measuredTexts, key);
  if (metrics === undefined) {
    metrics = callHostSync('canvas.measure', { __proto__: null, font, text }, 'measureText');
    if (MapSize(measuredTexts) >= MEASURED_TEXTS) measuredTexts = new MapCtor();
    MapSet(measuredTexts, key, metrics);
  }
  return copyOnto({}, metrics);
}
