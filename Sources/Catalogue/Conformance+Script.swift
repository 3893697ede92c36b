extension Conformance {
  /// The page that makes the calls. `check` answers with sentences about what is wrong.
  static let script = #"""
    const once = () => new Promise((resolve) => setTimeout(resolve, 1));
    const isResult = (value) => typeof value === 'object' && value !== null;

    /** Calls with the three callbacks and tells what came, after complete. */
    function withCallbacks(name, request) {
      return new Promise((resolve) => {
        const heard = [];
        const take = (kind) => (result) => {
          heard.push({ kind, result });
          if (kind === 'complete') setTimeout(() => resolve({ heard, returned }), 2);
        };
        let returned;
        try {
          returned = find(name)(Object.defineProperties({
            success: take('success'), fail: take('fail'), complete: take('complete'),
          }, Object.getOwnPropertyDescriptors(request)));
          if (heard.length > 0) heard.push({ kind: 'too early' });
        } catch (error) {
          resolve({ heard, thrown: error });
        }
      });
    }

    /** What is wrong with how a call with callbacks was answered. */
    function callbackProblems(name, about, { heard, thrown }) {
      if (thrown !== undefined) return [`${about}: it threw ${thrown && thrown.message}`];
      const kinds = heard.map((one) => one.kind).join(' ');
      if (kinds !== 'success complete' && kinds !== 'fail complete') return [`${about}: ${kinds || 'nothing'} came`];
      const [first, last] = heard;
      const problems = [];
      if (first.result !== last.result) problems.push(`${about}: complete got another result`);
      const message = isResult(first.result) ? first.result.errMsg : undefined;
      const short = name.slice(name.indexOf('.') + 1);
      const wanted = first.kind === 'success' ? ':ok' : ':fail';
      if (typeof message !== 'string' || !(message.startsWith(name + wanted) || message.startsWith(short + wanted))) {
        problems.push(`${about}: errMsg is ${message}, not ${name}${wanted}`);
      }
      return problems;
    }

    async function checkAsync(spec) {
      const { name, request, template, kind } = spec;
      const problems = [];
      const given = await withCallbacks(name, request);
      problems.push(...callbackProblems(name, 'example', given));
      if (kind === 'async' && given.returned !== undefined) problems.push('with callbacks it returned something');
      if (kind === 'task') {
        const task = find(name)({ ...request, complete() {} });
        if (!isResult(task) || typeof task.then === 'function') problems.push('it returned no task');
        else if (typeof task.abort === 'function') { task.abort(); task.abort(); }
        await once();
      } else {
        const promise = find(name)(request);
        if (!promise || typeof promise.then !== 'function') problems.push('without callbacks it returned no promise');
        else await promise.then(
          (result) => { if (!/:ok$/.test(result.errMsg)) problems.push(`promise: errMsg is ${result.errMsg}`); },
          (result) => { if (!/:fail/.test(result.errMsg)) problems.push(`rejection: errMsg is ${result.errMsg}`); });
      }
      for (const key of Object.keys(template)) {
        const without = { ...request };
        delete without[key];
        const { heard } = await withCallbacks(name, without);
        const message = heard.length > 0 && heard[0].result && heard[0].result.errMsg;
        if (!/:fail parameter error: parameter\./.test(message)) problems.push(`without ${key}: ${message}`);
      }
      problems.push(...await checkHostile(spec));
      return problems;
    }

    function hostileValues(request) {
      const cycle = {}; cycle.self = cycle;
      let deep = {}; for (let i = 0; i < 10000; i++) deep = { deep };
      const throws = () => { throw new Error('trap'); };
      const values = {
        cycle, deep, huge: 'x'.repeat(5 << 20), bigint: 10n, symbol: Symbol('s'), nan: NaN, negative: -1,
        proxy: new Proxy({}, { get: throws, ownKeys: throws, getPrototypeOf: throws }),
        toJSON: { toJSON: throws }, text: '\u0000../../etc/passwd\ud800', number: 1e308, list: [[], {}], nothing: null,
      };
      const keys = Object.keys(request).slice(0, 4);
      const all = Object.keys(values).flatMap((kind) => keys.map((key) => [kind, { ...request, [key]: values[kind] }]));
      all.push(['getter', Object.defineProperty({ ...request }, 'extra', { enumerable: true, get: throws })]);
      all.push(['extra cycle', { ...request, extra: cycle }], ['extra depth', { ...request, extra: deep }]);
      return all;
    }

    async function checkHostile({ name, request }) {
      const problems = [];
      for (const [kind, value] of hostileValues(request)) {
        // A getter must survive the spread that adds the callbacks.
        problems.push(...callbackProblems(name, `hostile ${kind}`, await withCallbacks(name, value)));
      }
      return problems;
    }

    function checkSync(spec) {
      const problems = [];
      const calls = [[], [undefined], [null], [Symbol('s')], [{ get a() { throw new Error('trap'); } }]];
      for (const args of calls) {
        try {
          const value = find(spec.sync)(...args);
          if (value && typeof value.then === 'function') problems.push('the synchronous form returned a promise');
        } catch (error) {
          if (!(error instanceof Error)) problems.push('the synchronous form threw no Error');
        }
      }
      return problems;
    }

    function checkEvent({ name }) {
      const problems = [];
      const off = 'off' + name.slice(2);
      const listener = () => {};
      try {
        wx[name](listener); wx[name](listener); wx[name]('text');
        if (typeof wx[off] !== 'function') problems.push(`there is no ${off}`);
        else { wx[off](listener); wx[off](); }
      } catch (error) {
        problems.push(`it threw ${error.message}`);
      }
      return problems;
    }

    function checkObject({ name }) {
      try {
        return isResult(wx[name]()) ? [] : ['it returned no object'];
      } catch (error) {
        // Some want arguments, and say so as any synchronous function does.
        if (error instanceof Error && String(error.errMsg).startsWith(`${name}:fail `)) return [];
        return [`it threw ${error.message}`];
      }
    }

    function find(name) {
      return name.split('.').reduce((value, key) => (value === undefined ? undefined : value[key]), wx);
    }

    Page({
      begin(spec) {
        this.found = ['no answer'];
        this.check(spec).then((found) => { this.found = found; }, (error) => { this.found = [`${error}`]; });
      },
      found: [],
      outcome() { return this.found; },
      async check(spec) {
        // Methods of managers are reached through their object.
        if (/^[A-Z].*\./.test(spec.name)) return [];
        if (typeof find(spec.name) !== 'function') return ['it is not there'];
        if (!wx.canIUse(spec.name)) return ['canIUse says no'];
        const problems = [];
        if (spec.kind === 'async' || spec.kind === 'task') problems.push(...await checkAsync(spec));
        if (spec.sync !== null) problems.push(...checkSync(spec));
        if (spec.kind === 'event') problems.push(...checkEvent(spec));
        if (spec.kind === 'object') problems.push(...checkObject(spec));
        return problems;
      },
    });
    """#
}
