// Calls to another process and back, 64 in flight: the counterpart of asynchronous `wx` calls.
// Runs in node, bun and deno; prints one sample.
const { fork } = require('node:child_process');
const { performance } = require('node:perf_hooks');

const inFlight = 64;
const warmUp = 1000;
const total = 8000;

const child = fork(__dirname + '/echo.cjs');
let sent = 0;
let received = 0;
let began = 0;

function send() {
  child.send({ id: sent++, name: 'echo', data: { key: 'k' + (sent % 100), value: sent } });
}

child.on('message', () => {
  received += 1;
  if (received === warmUp) began = performance.now();
  if (received === warmUp + total) {
    const seconds = (performance.now() - began) / 1000;
    console.log(
      JSON.stringify({ metric: 'async calls', unit: 'calls/s', value: total / seconds }),
    );
    child.disconnect();
  } else if (sent < warmUp + total) {
    send();
  }
});
for (let i = 0; i < inFlight; i++) send();
