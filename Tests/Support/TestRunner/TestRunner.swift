import Runner

/// A runner whose prelude gives guests everything that real ones must not have: the native
/// functions themselves. For the tests of the runner, which are the guest.
///
/// An event `run` runs its text as a script with `native`, `tasks` and `received` in sight and
/// answers with the value; `answerLater` runs it and leaves the answer to the script. Every other
/// event, and every reply, is kept in `received`.
@main
enum TestRunner {
  static func main() { Runner.main(RunnerPrelude(text: prelude, name: "test:prelude")) }

  static let prelude: StaticString = #"""
    (function (native) { 'use strict';
    const { stringify } = JSON;
    const tasks = [];
    const received = [];
    const state = { hello: null, ticks: [], onTick() {} };
    Object.assign(globalThis, { native, tasks, received, state });
    return {
      start(hello) { state.hello = hello; },
      receive(kind, id, name, text, ok, buffers) {
        if (kind === 'event' && (name === 'run' || name === 'runQuietly')) {
          globalThis.event = id;
          const value = native.evaluate(text, 'pages/test.js', 1);
          if (name === 'run') native.post('answer', id, '', stringify(value) ?? 'null');
        } else {
          const bytes = (buffers ?? []).map((buffer) => [...new Uint8Array(buffer)]);
          received.push([kind, id, name ?? '', text, ok, bytes]);
        }
      },
      tick() {
        state.ticks.push(native.now());
        state.onTick();
      },
      next() {
        if (tasks.length === 0) return false;
        tasks.shift()();
        return true;
      },
    };
    })
    """#
}
