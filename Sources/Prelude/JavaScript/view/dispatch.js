/** Events: capture, bubbling, and the calling of handlers (events.md 5.1). */

/** Event types that bubble, cross component boundaries and have a capture phase (events.md 5.2). */
const bubblingTypes = ObjectFreeze({
  __proto__: null,
  touchstart: true, touchmove: true, touchcancel: true, touchend: true, touchforcechange: true,
  tap: true, longpress: true, longtap: true, wheel: true,
  pointerdown: true, pointermove: true, pointerup: true, pointercancel: true,
  transitionend: true, animationstart: true, animationiteration: true, animationend: true,
});

class Dispatch {
  /**
   * @param {string} type
   * @param {ViewNode} target
   * @param {*} detail
   * @param {object | null} touches
   */
  constructor(type, target, detail, touches) {
    this.type = type;
    this.target = target;
    this.detail = detail;
    this.touches = touches;
    this.path = null;
    this.isStopped = false;
    this.hasRunMutual = false;
    /** The last value other than undefined that a handler returned. */
    this.returned = undefined;
  }
}
ObjectSetPrototypeOf(Dispatch.prototype, null);

/**
 * Sends an event to a node. @returns {Dispatch} with what handlers returned
 * @param {{bubbles: boolean, composed: boolean, capture: boolean}} manner
 */
function dispatch(type, target, detail, manner, touches = null) {
  const event = new Dispatch(type, target, detail, touches);
  event.path = eventPath(target, manner.composed);
  if (manner.capture) {
    for (let i = event.path.length - 1; i >= 0 && !event.isStopped; i -= 1) {
      runListeners(event, event.path[i], true);
    }
  }
  const reach = manner.bubbles ? event.path.length : 1;
  for (let i = 0; i < reach && !event.isStopped; i += 1) runListeners(event, event.path[i], false);
  return event;
}

const atTarget = ObjectFreeze({ __proto__: null, bubbles: false, composed: false, capture: false });
const throughTree = ObjectFreeze({ __proto__: null, bubbles: true, composed: true, capture: true });

/** `this.triggerEvent(type, detail, options)`. */
function triggerEvent(component, type, detail, options) {
  const given = isObject(options) ? options : record();
  const manner = {
    __proto__: null,
    bubbles: given.bubbles === true,
    composed: given.composed === true,
    capture: given.capturePhase === true,
  };
  dispatch(`${type}`, component.node, detail, manner);
}

/** Runs the listeners of one node for one phase, in the order of the attributes. */
function runListeners(event, node, isCapture) {
  if (outsideListeners !== null) runOutside(event, node, isCapture);
  if (node.prepared === null || node.kind !== ELEMENT) return;
  const listeners = node.prepared.listeners;
  for (let i = 0; i < listeners.length; i += 1) {
    const listener = listeners[i];
    if (listener.type !== event.type) continue;
    const phase = phaseOf(listener.phase);
    if (phase.isCapture !== isCapture) continue;
    const handler = isExpression(listener.handler) ? node.handlers[i] : listener.handler;
    if (phase.isMutual) {
      if (event.hasRunMutual || !isHandler(handler)) continue;
      event.hasRunMutual = true;
    }
    if (phase.isCatching && isBound(listener, handler)) event.isStopped = true;
    if (isHandler(handler)) runHandler(event, node, handler);
  }
}

const listenerPhases = ObjectFreeze({
  __proto__: null,
  bind: { __proto__: null, isCapture: false, isCatching: false, isMutual: false },
  catch: { __proto__: null, isCapture: false, isCatching: true, isMutual: false },
  mut: { __proto__: null, isCapture: false, isCatching: false, isMutual: true },
  'capture-bind': { __proto__: null, isCapture: true, isCatching: false, isMutual: false },
  'capture-catch': { __proto__: null, isCapture: true, isCatching: true, isMutual: false },
  'capture-mut': { __proto__: null, isCapture: true, isCatching: false, isMutual: true },
});

function phaseOf(name) {
  return listenerPhases[name] ?? listenerPhases.bind;
}

function isHandler(handler) {
  return typeof handler === 'function' || (typeof handler === 'string' && handler !== '');
}

/**
 * Whether a catching listener counts: one with an empty static handler does, one whose expression
 * gives nothing not.
 */
function isBound(listener, handler) {
  return !isExpression(listener.handler) || isHandler(handler);
}

function runHandler(event, node, handler) {
  if (typeof handler === 'function') {
    runScriptHandler(event, node, handler);
    return;
  }
  const owner = node.owner;
  const method = methodOf(owner, handler);
  if (method === undefined) {
    if (handler !== 'true') {
      const { path } = owner.definition;
      warn(
        `Component "${path}" does not have a method "${handler}" to handle event "${event.type}".`
      );
    }
    return;
  }
  const value = callComponent(owner, method, [eventObject(event, node)], handler);
  if (value !== undefined) event.returned = value;
}

/** The event as the listener on `node` gets it. */
function eventObject(event, node) {
  const page = node.owner.page;
  const object = {
    type: event.type,
    timeStamp: page === null ? 0 : native.now() - page.openedAt,
    target: describeTarget(targetSeenFrom(node, event.target)),
    currentTarget: describeTarget(node),
    mark: marksSeenFrom(node, event.path),
    detail: event.detail,
  };
  if (event.touches !== null) {
    object.touches = deepCopy(event.touches.touches);
    object.changedTouches = deepCopy(event.touches.changedTouches);
  }
  return object;
}

/**
 * Handles an event that the host made at a node: built-in tags do what they do for a user,
 * listeners run (message `dom` {node, type, detail, bubbles, composed, touches?, changedTouches?}).
 */
function dispatchDom(message) {
  const node = nodeWithID(message.node);
  if (node === undefined || node.kind === TEXT) return;
  const type = `${message.type}`;
  const action = node.component === null ? actionFor(node, type) : undefined;
  if (action !== undefined) {
    action(node, message);
    return;
  }
  if (type === 'tap') tapNode(node, message);
  else sendDom(node, message, deepCopy(message.detail === undefined ? record() : message.detail));
}

/** Sends an event of the host to listeners. */
function sendDom(node, message, detail) {
  const type = `${message.type}`;
  const isBubbling = message.bubbles === undefined
    ? bubblingTypes[type] === true
    : message.bubbles === true;
  if (!isBubbling) return dispatch(type, node, detail, atTarget, touchesOf(type, message));
  const isComposed = message.composed === undefined || message.composed === true;
  const manner = { __proto__: null, bubbles: true, composed: isComposed, capture: true };
  return dispatch(type, node, detail, manner, touchesOf(type, message));
}

/** The touch points of touch events, or null for other types. */
function touchesOf(type, message) {
  if (bubblingTypes[type] !== true && message.touches === undefined) return null;
  return {
    __proto__: null,
    touches: message.touches ?? list(),
    changedTouches: message.changedTouches ?? message.touches ?? list(),
  };
}
