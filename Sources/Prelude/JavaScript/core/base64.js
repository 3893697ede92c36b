/** wx.arrayBufferToBase64 and wx.base64ToArrayBuffer. */

const base64Digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Values of digits by character code; both alphabets, -1 for other characters. */
const base64Values = makeBase64Values();

function makeBase64Values() {
  const values = list();
  for (let code = 0; code < 128; code += 1) {
    values[code] = StringIndexOf(base64Digits, StringFromCharCode(code));
  }
  values[StringCharCodeAt('-', 0)] = 62;
  values[StringCharCodeAt('_', 0)] = 63;
  return values;
}

function arrayBufferToBase64(buffer) {
  if (!isArrayBuffer(buffer)) {
    throw parameterError('arrayBufferToBase64', `parameter should be ArrayBuffer instead of ${tagOf(buffer)};`);
  }
  const bytes = new Uint8ArrayCtor(buffer);
  const length = ArrayBufferByteLength(buffer);
  let text = '';
  for (let i = 0; i < length; i += 3) {
    const left = length - i;
    const three = (bytes[i] << 16) | ((left > 1 ? bytes[i + 1] : 0) << 8) | (left > 2 ? bytes[i + 2] : 0);
    text += base64Digits[three >> 18] + base64Digits[(three >> 12) & 63] +
      (left > 1 ? base64Digits[(three >> 6) & 63] : '=') + (left > 2 ? base64Digits[three & 63] : '=');
  }
  return text;
}

/** Decodes as far as there are digits; other characters are skipped, `=` ends the text. */
function base64ToArrayBuffer(text) {
  if (typeof text !== 'string') {
    throw parameterError('base64ToArrayBuffer', `parameter should be String instead of ${tagOf(text)};`);
  }
  const bytes = new Uint8ArrayCtor(MathFloor((text.length * 3) / 4));
  let length = 0;
  let bits = 0;
  let count = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = StringCharCodeAt(text, i);
    if (code === 61) break;
    const value = code < 128 ? base64Values[code] : -1;
    if (value < 0) continue;
    bits = ((bits << 6) | value) & 0xffffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes[length] = (bits >> count) & 255;
    length += 1;
  }
  return ArrayBufferSlice(Uint8ArrayBuffer(bytes), 0, length);
}

defineSync('arrayBufferToBase64', arrayBufferToBase64);
defineSync('base64ToArrayBuffer', base64ToArrayBuffer);
