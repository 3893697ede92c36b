/** Requests that go wrong because a test says so. */

const FAULTS = ['latency', 'status', 'cutAfter', 'offline'];

/** How long a request may take that names no time itself, in milliseconds. */
const REQUEST_TIMEOUT = 60000;

function addFault(pattern, fault) {
  const unknown = Object.keys(fault).filter((name) => !FAULTS.includes(name));
  if (unknown.length > 0) throw new TypeError(`a fault has ${FAULTS.join(', ')}, found ${unknown.join(', ')}`);
  if (fault.latency !== undefined) milliseconds(fault.latency);
  const entry = { pattern: patternOf(pattern), fault };
  const { faults } = networkState();
  faults.unshift(entry);
  return () => { faults.splice(faults.indexOf(entry), 1); };
}

/** An error with the number that the platform gives it. */
function networkError(reason, errno) {
  return Object.assign(new Error(reason), { reason, errno });
}

/** Lets time pass, and fails as the request does when that is more than it may take. */
async function pause(time, { timeout }) {
  const limit = Number(timeout) > 0 ? Number(timeout) : REQUEST_TIMEOUT;
  await sleep(Math.min(milliseconds(time), limit));
  if (milliseconds(time) >= limit) throw networkError('timeout', 5);
}

/** What goes wrong before there is an answer. The newest fault of a kind counts. */
async function failBefore(faults, seen) {
  const latency = faults.find((fault) => fault.latency !== undefined)?.latency;
  const isOffline = faults.find((fault) => fault.offline !== undefined)?.offline === true;
  // Programs that ask again at once would otherwise never come to rest.
  if (latency !== undefined || isOffline) await pause(latency ?? 50, seen);
  if (isOffline) throw networkError('connect error: there is no network', 600001);
}

/** An answer with what goes wrong after it has begun. */
function spoiled(result, faults) {
  const status = faults.find((fault) => fault.status !== undefined)?.status;
  const cutAfter = faults.find((fault) => fault.cutAfter !== undefined)?.cutAfter;
  const changed = status === undefined ? result : { ...result, statusCode: status };
  if (cutAfter === undefined || bytesOf(changed.data) <= cutAfter) return changed;
  throw networkError('interrupted', 600003);
}

/** The length of a body as UTF-8; what a download saved counts as longer than anything. */
function bytesOf(data) {
  if (data === undefined) return Infinity;
  const text = typeof data === 'string' ? data : JSON.stringify(data) ?? '';
  return text.replace(/[\u0080-\u07ff]/g, 'xx').replace(/[\ud800-\udbff][\udc00-\udfff]/g, 'xxxx')
    .replace(/[\u0800-\uffff]/g, 'xxx').length;
}
