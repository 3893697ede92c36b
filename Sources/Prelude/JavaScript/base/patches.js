/** The patches of this turn: JSON texts of operations, sent to the host together and in order. */

/** A batch is sent early once it is this long, in UTF-16 units. */
const PATCH_UNITS = 256 * 1024;

let patchText = '';
let lastNodeID = 0;

/** Adds one operation, given as its JSON text, such as `["t",5,"Oslo"]`. */
function emitOp(text) {
  patchText += (patchText === '' ? '[' : ',') + text;
  if (patchText.length > PATCH_UNITS) sendPatches();
}

/** Sets one entry of the application-level state that the host shows, such as `tabBar`; null removes it. */
function emitUI(key, value) {
  emitOp(`["ui",${JSONStringify(key)},${value === undefined ? 'null' : jsonOf(value)}]`);
}

/** Sends the operations added since the last time, after those that the view still has to write. */
function flushPatches() {
  flushView();
  sendPatches();
}

function sendPatches() {
  if (patchText === '') return;
  const text = patchText + ']';
  patchText = '';
  native.post('patches', 0, '', text);
}

/** An integer that no view node of this runner has had. */
function nextNodeID() {
  lastNodeID += 1;
  return lastNodeID;
}
