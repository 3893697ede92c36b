/** How the calls of the network differ between a mini-program and the host: see `callShapes`. */

/** Readies what uploadFile takes, in place. */
function shapeUpload(request) {
  request.header = textsOf(request.header, 'header');
  request.formData = textsOf(request.formData, 'formData');
}

/** Readies what downloadFile and connectSocket take, in place. */
function shapeHeaders(request) {
  request.header = textsOf(request.header, 'header');
}

/** Moves data that is a buffer to `bytes`, in place. */
function shapeData(request) {
  if (isArrayBuffer(request.data)) {
    request.bytes = request.data;
    delete request.data;
  } else if (isObject(request.data) && ArrayBufferIsView(request.data)) {
    request.bytes = bytesOf(request.data);
    delete request.data;
  }
}

/** Gives a result's `bytes` the name that a mini-program knows: `data`. */
function shapeBytes(fields) {
  if (fields.bytes === undefined) return;
  fields.data = fields.bytes;
  delete fields.bytes;
}

/** The result of wx.request: JSON is read unless the mini-program asked for another type. */
function shapeResponse(fields, request) {
  shapeBytes(fields);
  const type = request.dataType === undefined ? 'json' : request.dataType;
  if (type !== 'json' || typeof fields.data !== 'string') return;
  try {
    fields.data = JSONParse(fields.data);
  } catch {
    // Broken JSON stays a text.
  }
}

callShapes.request = { __proto__: null, request: shapeRequest, reply: shapeResponse };
callShapes.uploadFile = { __proto__: null, request: shapeUpload, reply: undefined };
callShapes.downloadFile = { __proto__: null, request: shapeHeaders, reply: undefined };
callShapes.connectSocket = { __proto__: null, request: shapeHeaders, reply: undefined };
callShapes['SocketTask.send'] = { __proto__: null, request: shapeData, reply: undefined };
callShapes.sendSocketMessage = { __proto__: null, request: shapeData, reply: undefined };
