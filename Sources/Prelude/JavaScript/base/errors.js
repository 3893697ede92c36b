/**
 * Errors of guest code: caught where we call it, told to the host, then to the mini-program's own handlers.
 */

/** How long the message or the stack of one reported error may be, in UTF-16 units. */
const ERROR_UNITS = 16 * 1024;

/** Whether handlers of an error run now, so that what they throw themselves is only noted. */
let reporting = false;

/**
 * Calls guest code. What it throws is reported and the result is then `undefined`.
 * @param {Function} fn  @param {*} self  @param {ArrayLike} args
 * @param {string} where names the code for the author, such as `pages/a/a onLoad`
 */
function callGuest(fn, self, args, where) {
  try {
    return ReflectApply(fn, self, args);
  } catch (error) {
    reportError(error, where);
    return undefined;
  }
}

/** As `callGuest`, but tells the outcome: `{ok: true, value}` or `{ok: false, error}`. */
function tryGuest(fn, self, args, where) {
  try {
    return { __proto__: null, ok: true, value: ReflectApply(fn, self, args) };
  } catch (error) {
    reportError(error, where);
    return { __proto__: null, ok: false, error };
  }
}

/**
 * Reports an uncaught error: a note `error {message, stack, where}` to the host, then `App.onError` and
 * `wx.onError` listeners with one string (pages-and-routing.md 4.1). An error thrown inside those handlers is
 * only noted.
 */
function reportError(error, where) {
  const described = describeError(error);
  noteError(described, where);
  if (reporting) return;
  reporting = true;
  try {
    tellErrorListeners(described.stack === '' ? described.message : fullText(described));
  } finally {
    reporting = false;
  }
}

/** Tells the host about an error without calling any handler of the mini-program. */
function noteError(described, where) {
  native.post('note', 0, 'error', jsonOf({
    __proto__: null, message: described.message, stack: described.stack, where,
  }));
}

function fullText(described) {
  return `${described.message}\n${described.stack}`;
}

/** The message and the stack of any thrown value, as bounded strings; never throws. */
function describeError(error) {
  try {
    if (error !== null && typeof error === 'object') return describeObject(error);
    return { __proto__: null, message: bounded(safeString(error)), stack: '' };
  } catch {
    return { __proto__: null, message: 'an error that cannot be read', stack: '' };
  }
}

function describeObject(error) {
  const message = error.message;
  if (typeof message !== 'string') {
    // A failure result of a call is a plain object; the platform shows it like this.
    return { __proto__: null, message: bounded(`MiniProgramError\n${jsonOf(error)}`), stack: '' };
  }
  const name = typeof error.name === 'string' && error.name !== '' ? error.name : 'Error';
  const stack = placedStack(error, typeof error.stack === 'string' ? error.stack : '');
  return {
    __proto__: null,
    message: bounded(message === '' ? name : `${name}: ${message}`),
    stack: bounded(stack),
  };
}

/** A script that cannot be parsed has no frame in the stack; the engine tells its file and line beside it. */
function placedStack(error, stack) {
  const { sourceURL, line } = error;
  if (error.name !== 'SyntaxError' || typeof sourceURL !== 'string' || typeof line !== 'number') return stack;
  return StringIncludes(stack, `${sourceURL}:`) ? stack : `${sourceURL}:${line}:1\n${stack}`;
}

function bounded(text) {
  return text.length <= ERROR_UNITS ? text : StringSlice(text, 0, ERROR_UNITS) + '…';
}

/** The string of a primitive, a symbol included. */
function safeString(value) {
  return typeof value === 'symbol' ? SymbolToString(value) : `${value}`;
}

/** Writes a sentence of ours to the mini-program's console as a warning. */
function warn(text) {
  noteConsole('warn', text, list());
}

/** Writes a sentence of ours to the mini-program's console as an error. */
function logError(text) {
  noteConsole('error', text, list());
}

/** Sends one console line to the host. @param {string} level @param {string} text @param {*[]} args JSON values */
function noteConsole(level, text, args) {
  native.post('note', 0, 'console', jsonOf({ __proto__: null, level, text: bounded(text), args }));
}
