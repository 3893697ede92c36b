// Each method is one thing to measure; sampan-bench calls them.
const text = 'x'.repeat(64);

function value(i) {
  return { city: 'Oslo', text, i };
}

Page({
  data: { rows: [] },

  syncCalls(count) {
    for (let i = 0; i < count; i++) wx.benchEchoSync(text);
  },

  /** Keeps `inFlight` calls under way until `count` have been answered. */
  asyncCalls(count, inFlight) {
    return new Promise((resolve) => {
      let sent = 0;
      let answered = 0;
      const send = () => {
        sent += 1;
        wx.benchEcho({ value: text, success: received });
      };
      const received = () => {
        answered += 1;
        if (answered === count) resolve();
        else if (sent < count) send();
      };
      for (let i = 0; i < inFlight; i++) send();
    });
  },

  puts(count, keys) {
    for (let i = 0; i < count; i++) wx.setStorageSync('key' + (i % keys), value(i));
  },

  gets(count, keys) {
    let checked = 0;
    for (let i = 0; i < count; i++) {
      checked += wx.getStorageSync('key' + ((i * 7) % keys)).city.length;
    }
    if (checked !== count * 4) throw new Error('the values read are not those written');
  },

  /** Never ends, and the engine's own time limit does not see it. */
  chain() {
    const again = () => Promise.resolve().then(again);
    again();
  },

  loop() {
    for (;;);
  },

  hoard() {
    const kept = [];
    for (;;) kept.push(new Uint8Array(1 << 20).fill(1));
  },

  /** Short turns without a pause. */
  churn() {
    const again = () => {
      this.setData({ rows: [{ id: Math.random(), label: text }] });
      setTimeout(again, 0);
    };
    again();
  },

  flood() {
    const again = () => wx.benchEcho({ value: text, complete: again });
    for (let i = 0; i < 64; i++) again();
  },
});
