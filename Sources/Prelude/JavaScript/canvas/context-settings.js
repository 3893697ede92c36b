/** The properties of a drawing context: their first values and the texts that the host gets. */

/** Makes a table when it is first asked for: most mini-programs never draw. */
function lazily(make) {
  let made;
  return () => {
    if (made === undefined) made = make();
    return made;
  };
}

/**
 * Each takes a value and gives the one that counts, or `undefined` when the property stays.
 */
const contextSettings = lazily(() => {
  const number = (value) => (NumberIsFinite(+value) ? +value : undefined);
  const positive = (value) => (+value > 0 ? number(value) : undefined);
  const text = (value) => (typeof value === 'string' ? value : `${value}`);
  const oneOf = (...words) => (value) => (contains(listOf(words), value) ? value : undefined);
  const setting = (initial, accept) => ({ __proto__: null, initial, accept });
  return {
    __proto__: null,
    fillStyle: setting('#000000', styleValue),
    strokeStyle: setting('#000000', styleValue),
    lineWidth: setting(1, positive),
    lineCap: setting('butt', oneOf('butt', 'round', 'square')),
    lineJoin: setting('miter', oneOf('miter', 'round', 'bevel')),
    miterLimit: setting(10, positive),
    lineDashOffset: setting(0, number),
    font: setting('10px sans-serif', text),
    textAlign: setting('start', oneOf('left', 'right', 'center', 'start', 'end')),
    textBaseline: setting(
      'alphabetic', oneOf('alphabetic', 'top', 'hanging', 'middle', 'normal', 'ideographic', 'bottom')),
    globalAlpha: setting(1, (value) => (+value >= 0 && +value <= 1 ? +value : undefined)),
    globalCompositeOperation: setting('source-over', text),
    imageSmoothingEnabled: setting(true, (value) => !!value),
    shadowColor: setting('rgba(0, 0, 0, 0)', text),
    shadowBlur: setting(0, (value) => (+value >= 0 ? number(value) : undefined)),
    shadowOffsetX: setting(0, number),
    shadowOffsetY: setting(0, number),
  };
});

/** Gradients and patterns by the objects that a mini-program holds. */
const paintStyles = new WeakMapCtor();
let lastStyleVersion = 0;

function styleValue(value) {
  if (isObject(value) && WeakMapHas(paintStyles, value)) return value;
  return typeof value === 'string' ? value : undefined;
}

/** The values of a fresh context. */
function initialValues() {
  const values = record();
  const settings = contextSettings();
  for (const name in settings) values[name] = settings[name].initial;
  values.lineDash = list();
  /** Versions of the gradients that the host draws with now. */
  values.sentFill = 0;
  values.sentStroke = 0;
  return values;
}

/** Sets a property and tells the host. Gradients are told when something is drawn with them. */
function setContextValue(context, name, value) {
  const accepted = contextSettings()[name].accept(value);
  if (accepted === undefined) return;
  const { values } = context;
  if (accepted === values[name] && typeof accepted !== 'object') return;
  values[name] = accepted;
  if (name === 'fillStyle') values.sentFill = 0;
  if (name === 'strokeStyle') values.sentStroke = 0;
  if (typeof accepted !== 'object') {
    emitCommand(context, `["${name}",${typeof accepted === 'string' ? JSONStringify(accepted) : accepted}]`);
  }
}

/** Makes the host's style the present state of a gradient or pattern. */
function usePaintStyle(context, name, sent) {
  const { values } = context;
  if (typeof values[name] !== 'object') return;
  const style = WeakMapGet(paintStyles, values[name]);
  if (values[sent] === style.version) return;
  values[sent] = style.version;
  emitCommand(context, `["${name}",${style.text()}]`);
}

const gradientPrototype = lazily(() => prototypeWith({
  __proto__: null,
  addColorStop(offset, color) {
    const style = WeakMapGet(paintStyles, this);
    if (style === undefined || !(+offset >= 0 && +offset <= 1)) {
      throw new RangeErrorCtor(`addColorStop takes an offset from 0 to 1; found ${textOf(offset)}`);
    }
    if (style.stops.length >= 512) throw new RangeErrorCtor('a gradient holds at most 256 colours');
    push(push(style.stops, `${+offset}`), JSONStringify(`${color}`));
    lastStyleVersion += 1;
    style.version = lastStyleVersion;
  },
}));

/** @param {string} head the JSON of kind and geometry */
function makeGradient(head) {
  const gradient = ObjectCreate(gradientPrototype());
  lastStyleVersion += 1;
  const style = { __proto__: null, version: lastStyleVersion, stops: list(), text: undefined };
  style.text = () => `[${head},[${join(style.stops, ',')}]]`;
  WeakMapSet(paintStyles, gradient, style);
  return gradient;
}

function makePattern(source, repetition) {
  const pattern = {};
  lastStyleVersion += 1;
  const text = `["pattern",${JSONStringify(source)},${JSONStringify(repetition)}]`;
  WeakMapSet(paintStyles, pattern, { __proto__: null, version: lastStyleVersion, text: () => text });
  return pattern;
}
