// Both ways to show the rows, in one engine without a host: `stage(prelude, byHand, sources, cpu)` gives the
// medians as JSON. `sources` are the compiled files of Program as JSON, `cpu()` the milliseconds that were worked.
(function (prelude, byHand, sources, cpu) {
  'use strict';
  const rounds = 25;
  const files = JSON.parse(sources);
  const evaluate = eval;
  const stringify = JSON.stringify;
  const samples = new Map();
  let units = 0;

  const entry = prelude({
    now: () => 1e6,
    post(kind, id, name, text) {
      if (kind === 'patches') units += text.length;
      if (kind === 'note' || kind === 'answerFail') throw new Error(`${kind} ${name} ${text}`);
    },
    callSync: () => '+null',
    attachments: () => [],
    source: (path) => files[path],
    evaluate: (text) => evaluate(text),
    evaluateIsolated: (text) => evaluate(text),
    schedule() {},
    onRejection() {},
  });

  function receive(name, value) {
    entry.receive('event', 1, name, stringify(value), true, []);
    while (entry.next());
  }

  function time(name, action) {
    units = 0;
    const start = cpu();
    action();
    const spent = cpu() - start;
    if (units === 0) throw new Error(`${name}: nothing was sent`);
    if (!samples.has(name)) samples.set(name, []);
    samples.get(name).push(spent);
  }

  const page = {
    path: 'pages/rows/rows', root: '', tab: false, config: {},
    components: { row: 'components/row/row' }, placeholders: {}, component: false,
  };
  entry.start(stringify({
    manifest: [], unsupported: [], profile: { windowWidth: 375, windowHeight: 603, platform: 'devtools' },
    clock: { virtual: true, now: 1e6 }, seed: 1, limits: {}, dev: false,
  }));
  receive('launch', {
    appId: 'wx0', appName: 'bench', envVersion: 'develop', version: '', aliases: {}, lazy: false,
    scripts: ['app.js', 'components/row/row.js', 'pages/rows/rows.js'], appScript: 'app.js', appConfig: {},
    globalComponents: {}, subpackages: [], tabBar: null, storage: {}, userData: '', ext: {},
    launch: { path: page.path, query: {}, scene: 1001, referrerInfo: {} }, pages: [page],
    components: {
      'components/row/row': {
        components: {}, generics: {}, placeholders: {}, styleIsolation: null, pure: null,
      },
    },
    order: ['components/row/row.js', 'pages/rows/rows.js'],
  });

  const methods = [
    ['create', 'create', [1000]], ['update tenth', 'updateEveryTenth', []], ['swap', 'swap', []],
    ['append', 'append', [1000]], ['remove', 'remove', []], ['clear', 'clear', []],
  ];
  for (let round = 0; round < rounds; round++) {
    for (const [step, method, args] of methods) {
      time(`${step} by the prelude`, () => receive('invoke', { method, args }));
    }
  }

  const update = byHand((text) => { units += text.length; });
  let nextID = 0;
  let rows = [];
  const make = (count) => Array.from({ length: count }, () => {
    nextID += 1;
    return { id: nextID - 1, label: 'row ' + (nextID - 1), chosen: false };
  });
  const steps = {
    create: () => { nextID = 0; return make(1000); },
    'update tenth': () => rows.map((row, i) => (i % 10 ? row : { ...row, label: row.label + ' !' })),
    swap: () => {
      const swapped = rows.slice();
      [swapped[1], swapped[998]] = [swapped[998], swapped[1]];
      return swapped;
    },
    append: () => rows.concat(make(1000)),
    remove: () => rows.filter((row) => row.id !== 500),
    clear: () => [],
  };
  for (let round = 0; round < rounds; round++) {
    for (const step of Object.keys(steps)) {
      time(`${step} by hand`, () => {
        rows = steps[step]();
        update(rows);
      });
    }
  }

  const medians = {};
  for (const [name, values] of samples) {
    medians[name] = values.sort((a, b) => a - b)[values.length >> 1];
  }
  return stringify(medians);
})
