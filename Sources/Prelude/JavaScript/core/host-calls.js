/**
 * Calls that the host serves. A request is one JSON text; an ArrayBuffer in it becomes `{"$buffer": index}` and
 * travels beside the text. Replies come the same way.
 */

/** How many ArrayBuffers travel with one call. */
const CALL_BUFFERS = 64;

/** Calls that wait for a reply, by call id. */
const pendingCalls = new MapCtor();
let lastCallID = 0;

/** An id for a call frame. */
function nextCallID() {
  lastCallID += 1;
  return lastCallID;
}

/**
 * Sends an asynchronous call to the host.
 * @param {string} name the host's name of the call  @param {object} request
 * @param {Reply} reply  @returns {number} the call's id, 0 when it was refused at once
 */
function callHost(name, request, reply) {
  if (MapSize(pendingCalls) >= limits.pendingCalls) {
    reply.fail(
      `${MapSize(pendingCalls)} calls are waiting for an answer; at most ${limits.pendingCalls} fit`,
      errnos.tooOften);
    return 0;
  }
  const shape = callShapes[name];
  if (shape !== undefined) reply = shapedReply(shape, { __proto__: null, ...request }, reply);
  if (shape !== undefined && shape.request !== undefined) shape.request(request);
  const encoded = encodeRequest(request);
  const id = nextCallID();
  native.post('call', id, name, encoded.text, encoded.buffers);
  MapSet(pendingCalls, id, reply);
  return id;
}

/**
 * How the requests and results of some calls differ from what a mini-program writes and reads, by the host's name:
 * `request(request)` readies a request in place, and what it throws becomes the failure; `reply(fields, asked)`
 * changes a result in place, with what was asked.
 */
const callShapes = record();

function shapedReply(shape, asked, reply) {
  if (shape.reply === undefined) return reply;
  return {
    __proto__: null,
    ok(fields) {
      try {
        shape.reply(fields, asked);
      } catch (error) {
        // What was asked with may have changed since, a buffer been given away.
        reply.fail(failureText(error), errnos.parameter);
        return;
      }
      reply.ok(fields);
    },
    fail: reply.fail,
    rawFail: reply.rawFail,
  };
}

/** Answers the waiting call that a reply frame names; an unknown id is dropped. */
function receiveReply(id, text, ok, buffers) {
  const reply = MapGet(pendingCalls, id);
  if (reply === undefined) return;
  MapDelete(pendingCalls, id);
  const fields = decodeReply(text, buffers);
  if (ok) reply.ok(fields);
  else failWith(reply, fields);
}

/** Fails with what the host says: a whole `errMsg`, or a `reason` for the usual sentence. */
function failWith(reply, fields) {
  const { reason, message, ...rest } = fields;
  reply.fail(typeof reason === 'string' ? reason : typeof message === 'string' ? message : '', undefined, rest);
}

/**
 * Calls the host and waits. Returns the result's fields.
 * @throws {Error} with errMsg, errno and errCode of the host; the message starts with `label`
 */
function callHostSync(name, request, label) {
  const shape = callShapes[name];
  const asked = shape === undefined ? undefined : { __proto__: null, ...request };
  if (shape !== undefined && shape.request !== undefined) shape.request(request);
  const encoded = encodeRequest(request);
  const answer = native.callSync(name, encoded.text, encoded.buffers);
  // Nothing travels beside a text that does not say where it belongs.
  const buffers = StringIncludes(answer, '"$buffer"') ? native.attachments() : undefined;
  const fields = decodeReply(StringSlice(answer, 1), buffers);
  if (!StringStartsWith(answer, '+')) throw syncError(label, fields);
  if (shape !== undefined && shape.reply !== undefined) shape.reply(fields, asked);
  return fields;
}

/** The error that a synchronous API throws for a failure of the host. */
function syncError(label, fields) {
  const { reason, message, errMsg, ...rest } = fields;
  const detail = typeof reason === 'string' ? reason : typeof message === 'string' ? message : '';
  const text = typeof errMsg === 'string' ? errMsg : detail === '' ? `${label}:fail` : `${label}:fail ${detail}`;
  return copyOnto(define(new ErrorCtor(text), 'errMsg', text), rest);
}

/**
 * The JSON text of a request and its ArrayBuffers, if it has any. The host works on copies, so later changes do not
 * show.
 */
function encodeRequest(request) {
  // Keys of the argument are data, a function named toJSON too: only the snapshot that was checked is sent.
  if (ObjectHasOwn(request, 'toJSON')) delete request.toJSON;
  const flat = flatText(request);
  if (flat !== undefined) return { __proto__: null, text: flat, buffers: undefined };
  const buffers = list();
  const text = jsonOf(request, {
    __proto__: null,
    buffer: (value) => {
      if (buffers.length >= CALL_BUFFERS) {
        throw new RangeErrorCtor(`the value holds more than ${CALL_BUFFERS} ArrayBuffers`);
      }
      push(buffers, value);
      return `{"$buffer":${buffers.length - 1}}`;
    },
  });
  return {
    __proto__: null, text: text === undefined ? '{}' : text,
    buffers: buffers.length === 0 ? undefined : toArray(buffers),
  };
}

/**
 * The text of a record that holds primitive values only, as most requests do: the engine writes it without asking
 * anything of the mini-program's. `undefined` for others, and for what might become too long.
 */
function flatText(request) {
  const keys = ObjectKeys(request);
  let units = 0;
  for (let i = 0; i < keys.length; i += 1) {
    const value = request[keys[i]];
    units += keys[i].length + 24;
    if (typeof value === 'string') units += value.length;
    else if (value !== null && (typeof value === 'object' || typeof value === 'function')) return undefined;
    else if (typeof value === 'bigint' || typeof value === 'symbol') return undefined;
  }
  // An escape is six characters long.
  return units * 6 < JSON_UNITS ? JSONStringify(request) : undefined;
}

/** The fields of a reply: a record whose values are ordinary objects, with its ArrayBuffers put back. */
function decodeReply(text, buffers) {
  const parsed = text === '' || text === undefined ? null : JSONParse(text);
  const fields = parsed === null ? {} : isObject(parsed) && !ArrayIsArray(parsed) ? parsed : { data: parsed };
  if (buffers !== undefined && buffers !== null && buffers.length > 0) restoreBuffers(fields, buffers);
  return ObjectSetPrototypeOf(fields, null);
}

function restoreBuffers(container, buffers) {
  const keys = ObjectKeys(container);
  for (let i = 0; i < keys.length; i += 1) {
    const value = container[keys[i]];
    if (!isObject(value)) continue;
    const index = own(value, '$buffer');
    if (typeof index === 'number' && index >= 0 && index < buffers.length) container[keys[i]] = buffers[index];
    else restoreBuffers(value, buffers);
  }
}
