/** Time and chance as the host wants them, so that a test with the same seed runs the same way. */

let timeIsVirtual = false;

/** Applies what hello or, for a runner that was started ahead, the launch says: `clock {virtual}` and a `seed`. */
function useTimeAndChance(clock, seed) {
  if (isObject(clock) && clock.virtual === true && !timeIsVirtual) {
    timeIsVirtual = true;
    useVirtualDate();
    useVirtualFormats();
  }
  if (typeof seed === 'number') useSeededRandom(seed);
}

/** Makes `Date` follow the host's clock. */
function useVirtualDate() {
  const GuestDate = function Date(...parts) {
    if (new.target === undefined) return DateToString(new DateCtor(native.now()));
    return ReflectConstruct(DateCtor, parts.length === 0 ? [native.now()] : parts, new.target);
  };
  ObjectDefineProperty(GuestDate, 'prototype', {
    __proto__: null, value: DatePrototype, writable: false, enumerable: false, configurable: false,
  });
  ObjectDefineProperty(GuestDate, 'length', { __proto__: null, value: 7, configurable: true });
  defineHidden(GuestDate, 'UTC', DateCtor.UTC);
  defineHidden(GuestDate, 'parse', DateCtor.parse);
  defineHidden(GuestDate, 'now', { now() { return native.now(); } }.now);
  defineHidden(DatePrototype, 'constructor', GuestDate);
  defineGlobal('Date', GuestDate);
}

/** Makes date formats without a date show the host's time as well. */
function useVirtualFormats() {
  const property = ObjectGetOwnPropertyDescriptor(DateTimeFormatPrototype, 'format');
  const formatOf = uncurry(property.get);
  const formats = new WeakMapCtor();
  ObjectDefineProperty(DateTimeFormatPrototype, 'format', {
    ...property,
    get() {
      const format = formatOf(this);
      if (!WeakMapHas(formats, format)) {
        WeakMapSet(formats, format, (date) => format(date === undefined ? native.now() : date));
      }
      return WeakMapGet(formats, format);
    },
  });
  const toParts = uncurry(DateTimeFormatPrototype.formatToParts);
  defineHidden(DateTimeFormatPrototype, 'formatToParts', {
    formatToParts(date) { return toParts(this, date === undefined ? native.now() : date); },
  }.formatToParts);
}

/** Makes `Math.random` a generator that starts from a seed. @param {number} seed any number */
function useSeededRandom(seed) {
  const next = makeRandom(seed);
  defineHidden(MathObject, 'random', {
    random() { return ((next() >>> 5) * 67108864 + (next() >>> 6)) / 9007199254740992; },
  }.random);
}

/** A generator of 32-bit integers (sfc32, filled from the seed by a Weyl sequence with mixing). */
function makeRandom(seed) {
  let state = (seed ^ (seed / 4294967296)) | 0;
  const fill = () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = MathImul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = MathImul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return mixed ^ (mixed >>> 15);
  };
  let a = fill();
  let b = fill();
  let c = fill();
  let counter = 1;
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let i = 0; i < 12; i += 1) next();
  return next;
}
