/** Matchers of functions that remember their calls. */

function callsOf(name, value) {
  if (!isMock(value)) throw new TypeError(`${name} looks at a mock function, found ${brief(value)}; make it with fn()`);
  return value.mock.calls;
}

function shownCalls(calls) {
  if (calls.length === 0) return 'it was not called';
  const lines = calls.slice(0, 10).map((args, index) => `  ${index + 1}: ${args.map(brief).join(', ')}`);
  return `${calls.length} call${calls.length === 1 ? '' : 's'}\n${lines.join('\n')}`;
}

function defineMockMatcher(names, test, shown = (args) => args.map(brief).join(', ')) {
  names.forEach((name) => {
    valueMatchers[name] = (context, received, ...args) => ({
      pass: test(callsOf(name, received), args, received.mock.results),
      message: () => ({
        message: `${hint(name, context, '…')}\n\nExpected: ${context.isNot ? 'not ' : ''}${shown(args)}\n` +
          `Received: ${shownCalls(received.mock.calls)}`,
      }),
    });
  });
}

function returned(results) {
  return results.filter((result) => result.type === 'return');
}

defineMockMatcher(['toHaveBeenCalled', 'toBeCalled'], (calls) => calls.length > 0, () => 'a call');
defineMockMatcher(['toHaveBeenCalledTimes', 'toBeCalledTimes'], (calls, [count]) => calls.length === count,
  ([count]) => `${count} calls`);
defineMockMatcher(['toHaveBeenCalledWith', 'toBeCalledWith'], (calls, args) =>
  calls.some((call) => equals(call, args)));
defineMockMatcher(['toHaveBeenLastCalledWith', 'lastCalledWith'], (calls, args) =>
  calls.length > 0 && equals(calls.at(-1), args));
defineMockMatcher(['toHaveBeenNthCalledWith', 'nthCalledWith'], (calls, [count, ...args]) =>
  calls.length >= count && equals(calls[count - 1], args));
defineMockMatcher(['toHaveReturned', 'toReturn'], (calls, args, results) => returned(results).length > 0,
  () => 'a return');
defineMockMatcher(['toHaveReturnedTimes', 'toReturnTimes'], (calls, [count], results) =>
  returned(results).length === count, ([count]) => `${count} returns`);
defineMockMatcher(['toHaveReturnedWith', 'toReturnWith'], (calls, [value], results) =>
  returned(results).some((result) => equals(result.value, value)));
defineMockMatcher(['toHaveLastReturnedWith', 'lastReturnedWith'], (calls, [value], results) =>
  results.length > 0 && results.at(-1).type === 'return' && equals(results.at(-1).value, value));
defineMockMatcher(['toHaveNthReturnedWith', 'nthReturnedWith'], (calls, [count, value], results) =>
  results.length >= count && equals(results[count - 1].value, value));
