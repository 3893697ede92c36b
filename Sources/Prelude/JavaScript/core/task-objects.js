/**
 * Calls that return a task, such as request and connectSocket (api-core.md 9.4): callbacks as any asynchronous API,
 * but an object is returned and never a promise. The host knows a task by the number of its call; its events arrive
 * as `task {call, event, data, set}`.
 */

/** Live tasks by call id. */
const liveTasks = new MapCtor();

/** A task whose class the host does not tell. */
const plainTask = { __proto__: null, n: 'Task', abort: true };

/** Makes the guest function of a task API. @param {{n: string, c: object}} api */
function taskFunction(api) {
  const { n: name, p: template = record(), d: defaults, c: taskClass = plainTask } = api;
  return {
    [name](options) {
      let callID = 0;
      startCall(name, template, (request, reply) => {
        callID = callHost(name, withDefaults(request, defaults), endingTask(reply, () => callID, taskClass));
      }, options, false);
      // A socket that was refused is `undefined`; other refused tasks are objects that can do nothing.
      return callID === 0 && taskClass.n === 'SocketTask' ? undefined : makeTask(taskClass, callID);
    },
  }[name];
}

/** Forgets a task when its call ends, unless it lives on until an event of its own. */
function endingTask(reply, callID, taskClass) {
  const end = (answer, isOver) => (...parts) => {
    if (isOver) MapDelete(liveTasks, callID());
    ReflectApply(answer, undefined, parts);
  };
  const endsHere = taskClass.end === undefined;
  return {
    __proto__: null, ok: end(reply.ok, endsHere), fail: end(reply.fail, true), rawFail: end(reply.rawFail, true),
  };
}

function makeTask(taskClass, callID) {
  const live = dressObject({}, taskClass, callID);
  live.objectClass = taskClass;
  if (callID !== 0) MapSet(liveTasks, callID, live);
  if (taskClass.abort === true) {
    define(live.guest, 'abort', {
      abort() { if (callID !== 0) callHost('#abort', { __proto__: null, $id: callID }, silentReply); },
    }.abort);
  }
  return live.guest;
}

/** Delivers a host event to one task. @param {{call: number, event: string, data: *, set: object}} message */
function receiveTaskEvent(message) {
  const live = MapGet(liveTasks, message.call);
  if (live === undefined) return;
  if (message.event === live.objectClass.end) MapDelete(liveTasks, message.call);
  receiveObjectEvent(live, live.objectClass.n, message);
}
