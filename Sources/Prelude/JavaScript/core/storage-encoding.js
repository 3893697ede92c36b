/**
 * How a value is kept in storage: a type tag and a text (api-core.md 9.1). Reading makes a new value each time.
 */

/** @returns {{tag: string, text: string}} @throws {TypeError | RangeError} when the value has no JSON text */
function encodeStored(value) {
  switch (typeof value) {
    case 'string': return stored('String', value);
    case 'number': return stored('Number', ObjectIs(value, -0) ? '-0' : `${value}`);
    case 'boolean': return stored('Boolean', `${value}`);
    case 'undefined': return stored('Undefined', '');
    case 'object': return value === null ? stored('Null', '') : encodeStoredObject(value);
    default: return stored('String', '');
  }
}

function stored(tag, text) {
  return { __proto__: null, tag, text };
}

function encodeStoredObject(value) {
  const prototype = ObjectGetPrototypeOf(value);
  // Asking what is no Date throws inside, which costs more than all the rest.
  const isPlain = prototype === ObjectPrototype || prototype === ArrayPrototype
    || isNoPrototype(prototype);
  const time = isPlain ? undefined : dateTime(value);
  if (time !== undefined) return stored('Date', `${time}`);
  const tag = tagOf(value);
  if (tag === 'Array' || tag === 'Object') {
    const text = jsonOf(value);
    return text === undefined ? stored('String', '') : stored(tag, text);
  }
  const primitive = unboxed(value);
  return primitive === undefined ? stored('String', '') : encodeStored(primitive);
}

/** The value behind a tag and a text; an unknown tag gives the text. */
function decodeStored(tag, text) {
  switch (tag) {
    case 'Number': return NumberParseFloat(text);
    case 'Boolean': return text === 'true';
    case 'Undefined': return undefined;
    case 'Null': return null;
    case 'Date': return new DateCtor(NumberParseFloat(text));
    case 'Array':
    case 'Object': return JSONParse(text);
    default: return text;
  }
}

const wideLetters = ObjectSetPrototypeOf(/[^\x00-\x7f]/, { __proto__: null, exec: RegExp.prototype.exec });

/** Bytes of a text in UTF-8; a lone surrogate counts as three. */
function utf8Length(text) {
  if (wideLetters.exec(text) === null) return text.length;
  let bytes = text.length;
  for (let i = 0; i < text.length; i += 1) {
    const unit = StringCharCodeAt(text, i);
    if (unit < 0x80) continue;
    if (unit < 0x800) {
      bytes += 1;
    } else if (unit >= 0xd800 && unit < 0xdc00 && isLowSurrogate(text, i + 1)) {
      bytes += 2;
      i += 1;
    } else {
      bytes += 2;
    }
  }
  return bytes;
}

function isLowSurrogate(text, position) {
  const unit = StringCharCodeAt(text, position);
  return unit >= 0xdc00 && unit < 0xe000;
}
