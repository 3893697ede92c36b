/**
 * What the host has to be told, in order. An insertion is written when the turn ends, with the node
 * as it is then; every other operation is written at once.
 */

/** The root nodes of the pages that the host knows. */
let shownPages = list();

/** The nodes by id that the host knew when it last named one that was not in here. */
const nodesByID = new PrivateMap();

/** How deep shown nodes may be nested; the host takes no deeper ones. */
const SHOWN_DEPTH = 500;

let firstOp = null;
let lastOp = null;
let isWritingOps = false;

/**
 * The node of an id that the host knows, or `undefined`. The host names few of the nodes that it is
 * told about, so they are entered when it names one.
 */
function nodeWithID(id) {
  if (!nodesByID.has(id)) for (let i = 0; i < shownPages.length; i += 1) enterShown(shownPages[i]);
  return nodesByID.get(id);
}

function enterShown(node) {
  if (!node.live) return;
  nodesByID.set(node.id, node);
  eachShown(node, enterShown);
}

class ViewOp {
  /** @param {string} text  @param {ViewNode | null} node to insert, after `text` */
  constructor(text, node) {
    this.text = text;
    this.node = node;
    this.next = null;
  }
}
ObjectSetPrototypeOf(ViewOp.prototype, null);

/** Queues one operation as its JSON text. */
function queueOp(text) {
  appendOp(new ViewOp(text, null));
}

/** Queues the insertion of a node that the host does not know. */
function queueInsertion(node, parentID, beforeID) {
  renewID(node);
  const op = new ViewOp(`["+",${parentID},${beforeID},`, node);
  node.coming = op;
  appendOp(op);
}

function appendOp(op) {
  if (lastOp === null) firstOp = op;
  else lastOp.next = op;
  lastOp = op;
}

/** Gives a node that was shown before, and is to be shown again, an id that nothing has had. */
function renewID(node) {
  if (node.id === 0) node.id = nextNodeID();
}

/** Hands the queued operations over for sending. */
function flushView() {
  if (isWritingOps) return;
  isWritingOps = true;
  try {
    while (firstOp !== null) {
      const op = firstOp;
      firstOp = op.next;
      if (firstOp === null) lastOp = null;
      writeInsertion(op);
      if (op.text !== '') emitOp(op.text);
    }
  } finally {
    isWritingOps = false;
  }
}

/** Completes an insertion: when the turn ends, or just before the node goes again. */
function writeInsertion(op) {
  const node = op.node;
  if (node === null) return;
  op.node = null;
  node.coming = null;
  const text = nodeText(node, shownDepth(node));
  op.text = text === '' ? '' : `${op.text}${text}]`;
}

/** How many nodes are around a shown one. */
function shownDepth(node) {
  let depth = 0;
  for (let at = shownParent(node); at !== null; at = shownParent(at)) depth += 1;
  return depth;
}
