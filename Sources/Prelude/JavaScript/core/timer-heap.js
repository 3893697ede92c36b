/** The binary heap behind the timers; each timer knows its place (`at`), so it can be taken out at any time. */

function heapInsert(timer) {
  timer.at = timerHeap.length;
  push(timerHeap, timer);
  heapRise(timer);
}

function heapRemove(timer) {
  const last = pop(timerHeap);
  const at = timer.at;
  timer.at = -1;
  if (last === timer) return;
  heapPlace(last, at);
  heapRise(last);
  heapSink(last);
}

function heapRise(timer) {
  while (timer.at > 0) {
    const parent = timerHeap[(timer.at - 1) >> 1];
    if (!isEarlier(timer, parent)) return;
    const at = parent.at;
    heapPlace(parent, timer.at);
    heapPlace(timer, at);
  }
}

function heapSink(timer) {
  for (;;) {
    const left = 2 * timer.at + 1;
    if (left >= timerHeap.length) return;
    const right = left + 1;
    const pickRight = right < timerHeap.length && isEarlier(timerHeap[right], timerHeap[left]);
    const child = timerHeap[pickRight ? right : left];
    if (!isEarlier(child, timer)) return;
    const at = child.at;
    heapPlace(child, timer.at);
    heapPlace(timer, at);
  }
}

function heapPlace(timer, at) {
  timerHeap[at] = timer;
  timer.at = at;
}

function isEarlier(one, other) {
  return one.due < other.due || (one.due === other.due && one.order < other.order);
}
