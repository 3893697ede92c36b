/** How the calls of FileSystemManager differ between a mini-program and the host (api-core.md 9.7): see `callShapes`. */

/** What stat tells as a mini-program sees it. */
function makeStats(values) {
  const stats = copyOnto({}, values);
  const kind = values.mode & 0o170000;
  defineHidden(stats, 'isDirectory', { isDirectory() { return kind === 0o040000; } }.isDirectory);
  return defineHidden(stats, 'isFile', { isFile() { return kind === 0o100000; } }.isFile);
}

function shapeStats(fields) {
  const { stats } = fields;
  if (!ArrayIsArray(stats)) {
    fields.stats = makeStats(stats);
    return;
  }
  for (let i = 0; i < stats.length; i += 1) define(stats[i], 'stats', makeStats(stats[i].stats));
}

/** `read` fills the mini-program's own ArrayBuffer; the host only hears how large it is. */
function shapeRead(request) {
  if (!isArrayBuffer(request.arrayBuffer)) {
    throw new TypeErrorCtor(
      `parameter error: parameter.arrayBuffer should be ArrayBuffer instead of ${tagOf(request.arrayBuffer)};`);
  }
  request.capacity = ArrayBufferByteLength(request.arrayBuffer);
  delete request.arrayBuffer;
}

function shapeReadReply(fields, asked) {
  const from = new Uint8ArrayCtor(fields.bytes);
  const target = new Uint8ArrayCtor(asked.arrayBuffer);
  const offset = typeof asked.offset === 'number' ? asked.offset : 0;
  const count = ArrayBufferByteLength(fields.bytes);
  for (let i = 0; i < count; i += 1) target[offset + i] = from[i];
  delete fields.bytes;
  fields.arrayBuffer = asked.arrayBuffer;
}

/** Puts the ArrayBuffers of entries in their places. */
function shapeEntries(fields) {
  const { entries, buffers } = fields;
  const names = ObjectKeys(entries);
  for (let i = 0; i < names.length; i += 1) {
    const entry = entries[names[i]];
    if (!ObjectHasOwn(entry, 'buffer')) continue;
    define(entry, 'data', buffers[entry.buffer]);
    delete entry.buffer;
  }
  delete fields.buffers;
}

callShapes['FileSystemManager.readFile'] = { __proto__: null, request: undefined, reply: shapeBytes };
callShapes['FileSystemManager.writeFile'] = { __proto__: null, request: shapeData, reply: undefined };
callShapes['FileSystemManager.appendFile'] = { __proto__: null, request: shapeData, reply: undefined };
callShapes['FileSystemManager.write'] = { __proto__: null, request: shapeData, reply: undefined };
callShapes['FileSystemManager.read'] = { __proto__: null, request: shapeRead, reply: shapeReadReply };
callShapes['FileSystemManager.stat'] = { __proto__: null, request: undefined, reply: shapeStats };
callShapes['FileSystemManager.fstat'] = { __proto__: null, request: undefined, reply: shapeStats };
callShapes['FileSystemManager.readZipEntry'] = { __proto__: null, request: undefined, reply: shapeEntries };
