// Memory at rest with the same script as ours: runs the prelude and one mini-program, as `sampan-bench
// record` wrote them down, then says hello and waits. The folder is the only argument.
const fs = require('node:fs');

const folder = process.argv[2];
const text = (name) => fs.readFileSync(`${folder}/${name}`, 'utf8');
const sources = JSON.parse(text('sources.json'));
const [prelude, hello, launch] = [text('prelude.js'), text('hello.json'), text('launch.json')];
// The prelude takes away what a mini-program must not see, this program's tools among them.
const evaluate = globalThis.eval;
const now = Date.now;
const wait = setInterval;
const soon = setImmediate;
const exit = process.exit.bind(process);

const native = {
  post() {},
  callSync: () => '+null',
  attachments: () => [],
  source: (path) => sources[path],
  evaluate: (code) => evaluate(code),
  evaluateIsolated: (code) => evaluate(code),
  now,
  schedule() {},
  onRejection() {},
};

try {
  const entry = evaluate(prelude)(native);
  entry.start(hello);
  entry.receive('event', 1, 'launch', launch, true, []);
  const turn = () => {
    while (entry.next());
  };
  turn();
  soon(() => {
    turn();
    fs.writeSync(1, 'hello\n');
  });
} catch (error) {
  fs.writeSync(2, `${error.stack}\n`);
  exit(1);
}
wait(() => {}, 1 << 30);
