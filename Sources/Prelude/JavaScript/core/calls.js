/**
 * The call convention of asynchronous APIs (api-conventions.md 8.1, 8.2): callbacks when the argument owns one
 * of the keys success, fail, complete; a Promise otherwise. Every answer comes in a task of its own.
 */

/** errno values that we set ourselves. */
const errnos = { __proto__: null, notSupported: 100, internal: 4, parameter: 1001, tooOften: 1003 };

/**
 * Makes the guest function of an asynchronous API.
 * @param {string} name as it appears in errMsg
 * @param {object} template required parameters (see parameters.js)
 * @param {(request: object, reply: Reply) => void} run gets a snapshot of the argument (a record, callbacks
 *   left out); what it throws becomes the failure
 */
function asyncFunction(name, template, run) {
  return { [name](options) { return startCall(name, template, run, options); } }[name];
}

/**
 * @typedef {object} Reply
 * @property {(fields?: object) => void} ok  answers with these fields and `errMsg: "<name>:ok"`
 * @property {(reason: string, errno?: number, fields?: object) => void} fail  answers `<name>:fail <reason>`
 * @property {(result: object) => void} rawFail  answers with a complete result object
 */

/** Starts one call. @param {boolean} promises whether a call without callbacks answers by a Promise */
function startCall(name, template, run, options, promises = true) {
  const request = snapshotOf(options);
  const call = callbacksOf(name, request.failed ? options : request.value, promises);
  const reply = replyFor(call);
  if (request.failed) {
    reply.fail(failureText(request.error), errnos.parameter);
    return call.promise;
  }
  try {
    // Even to look at a value may run traps of the mini-program's.
    const sentences = parameterErrors(argumentOf(options, template, request), template);
    if (sentences === '') {
      run(withoutCallbacks(request.value), reply);
    } else {
      logError(`${name}:fail parameter error: ${sentences}`);
      reply.fail(`parameter error: ${sentences}`, errnos.parameter);
    }
  } catch (error) {
    reply.fail(failureText(error), errnos.parameter);
  }
  return call.promise;
}

/** One read of every own enumerable property, into a record. A value that is no object gives an empty one. */
function snapshotOf(options) {
  try {
    const value = isObject(options) ? { __proto__: null, ...options } : record();
    return { __proto__: null, failed: false, value };
  } catch (error) {
    return { __proto__: null, failed: true, error };
  }
}

/** What is checked against the template: the snapshot of an object; no argument is `{}` if nothing is required. */
function argumentOf(options, template, request) {
  if (tagOf(options) === 'Object') return request.value;
  if (options === undefined && ObjectKeys(template).length === 0) return request.value;
  return options;
}

function callbacksOf(name, source, promises) {
  const call = {
    __proto__: null, name, success: undefined, fail: undefined, complete: undefined, cancel: undefined,
    promise: undefined, resolve: undefined, reject: undefined, settled: false,
  };
  if (isObject(source) && hasCallbackKey(source)) {
    call.success = callback(source, 'success');
    call.fail = callback(source, 'fail');
    call.complete = callback(source, 'complete');
    call.cancel = callback(source, 'cancel');
  } else if (promises) {
    call.promise = new PromiseCtor((resolve, reject) => {
      call.resolve = resolve;
      call.reject = reject;
    });
  }
  return call;
}

/** Whether an argument asks for the callback form, by owning one of the keys, even with a useless value. */
function hasCallbackKey(options) {
  return ObjectHasOwn(options, 'success') || ObjectHasOwn(options, 'fail') || ObjectHasOwn(options, 'complete');
}

/** The function under a key; other values, and getters that throw, count as no callback. */
function callback(source, key) {
  try {
    const value = own(source, key);
    return typeof value === 'function' ? value : undefined;
  } catch {
    return undefined;
  }
}

function withoutCallbacks(request) {
  // Deleting what is not there costs as much as deleting what is.
  if (ObjectHasOwn(request, 'success')) delete request.success;
  if (ObjectHasOwn(request, 'fail')) delete request.fail;
  if (ObjectHasOwn(request, 'complete')) delete request.complete;
  if (ObjectHasOwn(request, 'cancel')) delete request.cancel;
  return request;
}

function replyFor(call) {
  const { name } = call;
  return {
    __proto__: null,
    ok: (fields) => settle(call, true, okResult(name, fields)),
    fail: (reason, errno, fields) => settle(call, false, failResult(name, reason, errno, fields)),
    rawFail: (result) => settle(call, false, result),
  };
}

/** The result of a success: fields, then errMsg unless the fields bring their own. */
function okResult(name, fields) {
  return { errMsg: `${name}:ok`, ...fields };
}

/** The result of a failure. */
function failResult(name, reason, errno, fields) {
  const result = { errMsg: reason === '' ? `${name}:fail` : `${name}:fail ${reason}` };
  if (errno !== undefined) define(result, 'errno', errno);
  if (fields !== undefined && fields !== null) copyOnto(result, fields);
  if (result.errMsg === `${name}:cancel`) result.errMsg = `${name}:fail cancel`;
  return result;
}

/** Answers a call once, in a task of its own; later answers are dropped. */
function settle(call, ok, result) {
  if (call.settled) return;
  call.settled = true;
  queueTask(() => deliver(call, ok, result));
}

function deliver(call, ok, result) {
  if (call.promise !== undefined) {
    if (ok) resolvePlainly(call.resolve, result);
    else call.reject(result);
    return;
  }
  const first = ok ? call.success : call.fail;
  if (first !== undefined) callGuest(first, undefined, [result], `${call.name} ${ok ? 'success' : 'fail'} callback`);
  if (!ok && call.cancel !== undefined && result.errMsg === `${call.name}:fail cancel`) {
    callGuest(call.cancel, undefined, [result], `${call.name} cancel callback`);
  }
  if (call.complete !== undefined) {
    callGuest(call.complete, undefined, [result], `${call.name} complete callback`);
  }
}

/** Resolves a promise with an object even when the mini-program put a `then` on Object.prototype. */
function resolvePlainly(resolve, result) {
  if (!isObject(result) || ObjectHasOwn(result, 'then') || !('then' in result)) {
    resolve(result);
    return;
  }
  define(result, 'then', undefined);
  resolve(result);
  delete result.then;
}

/** The reason inside an error thrown while a call was prepared. */
function failureText(error) {
  try {
    return typeof error.message === 'string' ? bounded(error.message) : describeError(error).message;
  } catch {
    return describeError(error).message;
  }
}
