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
  const found = nodesByID.get(id);
  if (found === undefined || found.kind !== undefined) return found;
  // A stamped component, whose nodes are made now.
  if (found.shape !== null) growTree(found);
  enterShown(found.node);
  return nodesByID.get(id);
}

function enterShown(node) {
  if (!node.live) return;
  nodesByID.set(node.id, node);
  const { component } = node;
  if (component === null || component.shape === null) {
    eachShown(node, enterShown);
  } else if (component.values !== null) {
    for (let i = 0; i < component.shape.nodes; i += 1) nodesByID.set(component.base + i, component);
  }
}

class ViewOp {
  /**
   * @param {string} text
   * @param {ViewNode | null} node to insert, after `text`
   * @param {object | null} more list of the nodes to insert after that one
   */
  constructor(text, node, more) {
    this.text = text;
    this.node = node;
    this.more = more;
    this.isRemoval = false;
    this.next = null;
  }
}
ObjectSetPrototypeOf(ViewOp.prototype, null);

/** Queues one operation as its JSON text. */
function queueOp(text) {
  appendOp(new ViewOp(text, null, null));
}

/** Queues the removal of a node, together with the one before. */
function queueRemoval(id) {
  if (lastOp !== null && lastOp.isRemoval) {
    lastOp.text += `,${id}`;
    return;
  }
  const op = new ViewOp(`["-",${id}`, null, null);
  op.isRemoval = true;
  appendOp(op);
}

/** Queues the insertion of a node that the host does not know, and of others that follow it. */
function queueInsertion(node, parentID, beforeID, more = null) {
  const op = new ViewOp(`["+",${parentID},${beforeID}`, node, more);
  renewID(node);
  node.coming = op;
  for (let i = 0; more !== null && i < more.length; i += 1) {
    renewID(more[i]);
    more[i].coming = op;
  }
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
      writeInsertion(op);
      firstOp = op.next;
      if (firstOp === null) lastOp = null;
      if (op.isRemoval) emitOp(`${op.text}]`);
      else if (op.text !== '') emitOp(op.text);
    }
  } finally {
    isWritingOps = false;
  }
}

/** Completes an insertion: when the turn ends, or just before the node goes again. */
function writeInsertion(op) {
  const { node, more } = op;
  if (node === null) return;
  op.node = null;
  op.more = null;
  const depth = shownDepth(node);
  const head = op.text;
  op.text = insertionText(op, node, head, depth, '');
  for (let i = 0; more !== null && i < more.length; i += 1) {
    if (op.text.length > PATCH_UNITS) op = splitInsertion(op);
    op.text = insertionText(op, more[i], head, depth, op.text);
  }
  if (op.text !== '') op.text += ']';
}

/** An insertion with one more node in it. */
function insertionText(op, node, head, depth, text) {
  node.coming = null;
  const more = nodeText(node, depth);
  if (more === '') return text;
  return text === '' ? `${head},${more}` : `${text},${more}`;
}

/** Ends an insertion that is long enough. @returns what takes the rest */
function splitInsertion(op) {
  const rest = new ViewOp('', null, null);
  op.text += ']';
  rest.next = op.next;
  op.next = rest;
  if (lastOp === op) lastOp = rest;
  return rest;
}

/** How many nodes are around a shown one. */
function shownDepth(node) {
  let depth = 0;
  for (let at = shownParent(node); at !== null; at = shownParent(at)) depth += 1;
  return depth;
}
