/**
 * The limits that the host sets for one mini-program (`hello.limits`), with the values used when it names
 * none. Each bounds a table that a mini-program could otherwise grow without end.
 */
const limits = {
  __proto__: null,
  /** Timers that wait at once. */
  timers: 1000,
  /** Calls to the host that wait for a reply at once. */
  pendingCalls: 1000,
  /** Listeners of one event. */
  listeners: 1000,
  /** Objects of managers, such as audio contexts, that are in use at once. */
  objects: 1000,
  /** UTF-16 units of JSON in one setData call. */
  setDataBytes: 1048576,
  /** Nodes of one page. */
  nodes: 16000,
  /** Pages on the stack. */
  stack: 10,
};

/** Takes over the positive numbers that `hello.limits` names. */
function setLimits(chosen) {
  if (chosen === undefined || chosen === null) return;
  const names = ObjectKeys(limits);
  for (let i = 0; i < names.length; i += 1) {
    const value = chosen[names[i]];
    if (typeof value === 'number' && value > 0) limits[names[i]] = value;
  }
}
