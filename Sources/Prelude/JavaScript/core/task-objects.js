/**
 * The objects that request, uploadFile, downloadFile and connectSocket return (api-core.md 9.4). Their methods
 * are calls named `<Class>.<method>` whose request holds the task's call id as `task`; their events arrive as host
 * events `task {call, event, data}`.
 */

/** What each task class can do, by API name. `off: false` means that its listeners cannot be removed. */
const taskClasses = {
  __proto__: null,
  request: { name: 'RequestTask', methods: ['abort'], events: ['onHeadersReceived', 'onChunkReceived'], off: true },
  uploadFile: { name: 'UploadTask', methods: ['abort'], events: ['onProgressUpdate', 'onHeadersReceived'], off: true },
  downloadFile: {
    name: 'DownloadTask', methods: ['abort'], events: ['onProgressUpdate', 'onHeadersReceived'], off: true,
  },
  connectSocket: {
    name: 'SocketTask', methods: ['send', 'close'], events: ['onOpen', 'onClose', 'onError', 'onMessage'], off: false,
  },
};

/** Socket states, which the task also carries as constants. */
const socketStates = { __proto__: null, CONNECTING: 0, OPEN: 1, CLOSING: 2, CLOSED: 3 };

/** The listeners of live tasks by call id: records of lists by event name. */
const taskListeners = new MapCtor();

/** Makes the guest function of a task API: callbacks as any asynchronous API, but a task object returned. */
function taskFunction(api) {
  const { n: name, p: template = record(), d: defaults } = api;
  const kind = taskClasses[name] ?? { __proto__: null, name, methods: ['abort'], events: [], off: true };
  return {
    [name](options) {
      let callID = 0;
      startCall(name, template, (request, reply) => {
        callID = callHost(name, withDefaults(request, defaults), endingTask(reply, () => callID, name));
      }, options, false);
      // A socket that was refused is `undefined`; other refused tasks are objects that can do nothing.
      return callID === 0 && name === 'connectSocket' ? undefined : makeTask(kind, callID);
    },
  }[name];
}

/** Forgets the listeners of a task when its call ends; a socket lives on until it closes. */
function endingTask(reply, callID, name) {
  if (name === 'connectSocket') return reply;
  const end = (answer) => (...parts) => {
    MapDelete(taskListeners, callID());
    ReflectApply(answer, undefined, parts);
  };
  return { __proto__: null, ok: end(reply.ok), fail: end(reply.fail), rawFail: end(reply.rawFail) };
}

function makeTask(kind, callID) {
  const listeners = record();
  if (callID !== 0) MapSet(taskListeners, callID, listeners);
  const task = {};
  for (let i = 0; i < kind.methods.length; i += 1) {
    const method = kind.methods[i];
    define(task, method, taskMethod(kind.name, method, callID));
  }
  for (let i = 0; i < kind.events.length; i += 1) defineTaskEvent(task, kind, kind.events[i], listeners);
  if (kind.name === 'SocketTask') defineSocketState(task, listeners);
  return task;
}

function taskMethod(className, method, callID) {
  const name = `${className}.${method}`;
  if (method === 'abort') {
    return { abort() { if (callID !== 0) callHost(name, { __proto__: null, task: callID }, silentReply); } }.abort;
  }
  return asyncFunction(name, record(), (request, reply) => {
    request.task = callID;
    callHost(name, request, reply);
  });
}

/** The reply of calls that answer nobody. */
const silentReply = { __proto__: null, ok() {}, fail() {}, rawFail() {} };

function defineTaskEvent(task, kind, event, listeners) {
  listeners[event] = list();
  define(task, event, {
    [event](fn) {
      if (typeof fn !== 'function') {
        logError(`${kind.name}.${event} should accept a function instead of ${tagOf(fn)}`);
      } else if (listeners[event].length < limits.listeners) {
        push(listeners[event], fn);
      } else {
        throw new RangeErrorCtor(
          `${kind.name}.${event}:fail ${limits.listeners} listeners are registered; no more fit`);
      }
    },
  }[event]);
  if (!kind.off) return;
  const off = 'off' + StringSlice(event, 2);
  define(task, off, {
    [off](fn) {
      listeners[event] = fn === undefined ? list() : filterList(listeners[event], (listener) => listener !== fn);
    },
  }[off]);
}

function defineSocketState(task, listeners) {
  copyOnto(task, socketStates);
  define(task, 'readyState', socketStates.CONNECTING);
  // A change of state precedes the listeners of its event.
  listeners.state = (state) => define(task, 'readyState', state);
}

/** Delivers a host event to the listeners of one task. @param {{call: number, event: string, data: *}} message */
function receiveTaskEvent(message) {
  const listeners = MapGet(taskListeners, message.call);
  if (listeners === undefined) return;
  if (listeners.state !== undefined && message.event === 'onOpen') listeners.state(socketStates.OPEN);
  if (listeners.state !== undefined && message.event === 'onClose') {
    listeners.state(socketStates.CLOSED);
    MapDelete(taskListeners, message.call);
  }
  const called = listeners[message.event];
  if (called === undefined || called.length === undefined) return;
  const snapshot = copyList(called);
  for (let i = 0; i < snapshot.length; i += 1) {
    callGuest(snapshot[i], undefined, [message.data], `${message.event} listener of a task`);
  }
}
