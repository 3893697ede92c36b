/** ImageData: pixels as bytes, read from the host and written to it. */

/** Bytes of one `putImageData`; a frame holds 8 MiB. */
const IMAGE_DATA_BYTES = 8000000;

function makeImageData(width, height, buffer) {
  const data = buffer === undefined ? new Uint8ClampedArrayCtor(width * height * 4)
    : new Uint8ClampedArrayCtor(buffer);
  return { width, height, data };
}

/** A number of pixels as a side of a picture. */
function pixelSide(value, name) {
  const side = MathTrunc(+value);
  if (!(side >= 1 && side <= 4096)) {
    throw new RangeErrorCtor(`${name} should be from 1 to 4096 pixels; found ${textOf(value)}`);
  }
  return side;
}

function createImageData(first, second) {
  const isCopy = isObject(first);
  const width = pixelSide(isCopy ? first.width : first, 'width');
  const height = pixelSide(isCopy ? first.height : second, 'height');
  return makeImageData(width, height);
}

function readPixels(drawing, x, y, width, height) {
  settleDrawing(drawing);
  return callHostSync('canvas.pixels', {
    __proto__: null, canvas: drawing.id, x: MathTrunc(+x) || 0, y: MathTrunc(+y) || 0, width, height,
  }, 'getImageData').data;
}

/** @param {*} data the bytes  @param {any[]} dirty x, y, width, height of the part that is written */
function writePixels(drawing, data, width, height, x, y, dirty) {
  const bytes = bytesOf(data);
  if (bytes === undefined || ArrayBufferByteLength(bytes) !== width * height * 4) {
    throw new TypeErrorCtor(`putImageData takes ${width * height * 4} bytes for ${width}x${height} pixels`);
  }
  if (ArrayBufferByteLength(bytes) > IMAGE_DATA_BYTES) {
    throw new RangeErrorCtor(`putImageData takes at most ${IMAGE_DATA_BYTES} bytes`);
  }
  const place = numbersCommand('', 2, [x, y]);
  const part = numbersCommand('', 4, dirty);
  if (place === '' || part === '') return;
  settleDrawing(drawing);
  addCommand(
    drawing,
    `["putImageData",0,${width},${height}${StringSlice(place, 3, -1)}${StringSlice(part, 3)}`);
  sendDrawing(drawing, [bytes]);
}

/** A copy of the bytes of a typed array; `undefined` for anything else. */
function bytesOf(data) {
  if (!isObject(data) || !ArrayBufferIsView(data)) return undefined;
  return Uint8ArrayBuffer(new Uint8ArrayCtor(data));
}

const imageDataMembers = lazily(() => ({
  __proto__: null,
  createImageData(first, second) { return createImageData(first, second); },
  getImageData(x, y, width, height) {
    const { drawing } = contextState(this);
    const sides = { __proto__: null, width: pixelSide(width, 'width'), height: pixelSide(height, 'height') };
    return makeImageData(sides.width, sides.height, readPixels(drawing, x, y, sides.width, sides.height));
  },
  putImageData(image, x, y, ...dirty) {
    const { drawing } = contextState(this);
    const width = pixelSide(isObject(image) ? image.width : undefined, 'width');
    const height = pixelSide(isObject(image) ? image.height : undefined, 'height');
    writePixels(
      drawing, image.data, width, height, x, y, dirty.length >= 4 ? dirty : [0, 0, width, height]);
  },
}));
