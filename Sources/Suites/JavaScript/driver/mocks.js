/** Answering bridged calls in the place of the host. */

const mockHandlers = [];

/** Puts a function, a value, or an error in the place of a call; returns a mock that records the calls. */
function mockCall(app, name, answer, once) {
  const handler = isMock(answer) ? answer : fn(typeof answer === 'function' ? answer : () => answer);
  mockHandlers.push({ handler });
  const id = mockHandlers.length - 1;
  return drive('mock', { app: app.key, name, mock: id, once: once === true }).then(() => handler);
}

/** One call that a mock answers. What it returns becomes the result, what it throws the failure. */
async function serveMock({ mock, call, name, request, world }) {
  takeTurnOf(world);
  const next = async (changed) => {
    const answer = await askHost({ verb: 'next', world, call, request: changed ?? request });
    if (answer.failed !== undefined && answer.failed !== null) throw answer.failed;
    return answer.result;
  };
  try {
    if (mock < 0) return await answerRequest(name, request, next);
    const result = await mockHandlers[mock].handler(request, { next, name });
    return { ok: true, result: result ?? {} };
  } catch (error) {
    const reason = typeof error === 'string' ? error
      : error?.reason ?? error?.errMsg?.replace(/^\w+:fail /, '') ?? error?.message ?? brief(error);
    return { ok: false, reason: String(reason), errno: error?.errno ?? null };
  }
}
