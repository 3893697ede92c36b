/** Reading and writing the pixels of any canvas: api-core.md 9.11. */

/** The drawing that a request names by `canvas` or `canvasId`. */
function requestedDrawing(request, instance) {
  const canvas = isObject(request.canvas) ? WeakMapGet(canvasStates, request.canvas) : undefined;
  if (canvas !== undefined) return canvas.drawing;
  return request.canvasId === undefined ? undefined : legacyDrawing(textOf(request.canvasId), instance);
}

function numberOr(value, standard) {
  return value !== undefined && value !== null && NumberIsFinite(+value) ? +value : standard;
}

/** Defines an API whose second argument is the component in which its canvas is. */
function defineCanvasAPI(name, run) {
  defineSync(name, { [name](options, instance) {
    return startCall(name, record(), (request, reply) => {
      const drawing = requestedDrawing(request, instance);
      if (drawing === undefined) reply.fail('canvas is empty');
      else run(drawing, request, reply);
    }, options);
  } }[name]);
}

defineCanvasAPI('canvasToTempFilePath', (drawing, request, reply) => {
  const x = numberOr(request.x, 0);
  const y = numberOr(request.y, 0);
  const width = numberOr(request.width, drawing.width - x);
  const height = numberOr(request.height, drawing.height - y);
  const ratio = numberOr(profile.pixelRatio, 1);
  settleDrawing(drawing);
  callHost('canvas.export', {
    __proto__: null, canvas: drawing.id, x, y, width, height,
    destWidth: numberOr(request.destWidth, MathTrunc(width * ratio)),
    destHeight: numberOr(request.destHeight, MathTrunc(height * ratio)),
    fileType: request.fileType === 'jpg' ? 'jpg' : 'png',
    quality: numberOr(request.quality, 1),
  }, reply);
});

defineCanvasAPI('canvasGetImageData', (drawing, request, reply) => {
  const width = pixelSide(request.width, 'width');
  const height = pixelSide(request.height, 'height');
  const bytes = readPixels(drawing, request.x, request.y, width, height);
  reply.ok({ __proto__: null, width, height, data: new Uint8ClampedArrayCtor(bytes) });
});

defineCanvasAPI('canvasPutImageData', (drawing, request, reply) => {
  const width = pixelSide(request.width, 'width');
  const data = request.data;
  const bytes = bytesOf(data);
  const rows = bytes === undefined ? 0 : ArrayBufferByteLength(bytes) / (width * 4);
  const height = pixelSide(numberOr(request.height, rows), 'height');
  writePixels(
    drawing, data, width, height, numberOr(request.x, 0), numberOr(request.y, 0), [0, 0, width, height]);
  reply.ok();
});
