/**
 * What the host has to be told, in order. An insertion is written when the turn ends, with the node as it is
 * then; every other operation is written at once.
 */

/** The nodes that the host knows, by id. */
const nodesByID = new MapCtor();

let firstOp = null;
let lastOp = null;
let isWritingOps = false;

class ViewOp {
  /** @param {string} text  @param {ViewNode | null} node to insert, after `text` */
  constructor(text, node) {
    this.text = text;
    this.node = node;
    this.isGone = false;
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
  const op = new ViewOp(`["+",${parentID},${beforeID},`, node);
  node.coming = op;
  appendOp(op);
}

function appendOp(op) {
  if (lastOp === null) firstOp = op;
  else lastOp.next = op;
  lastOp = op;
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
      emitOp(op.node === null ? op.text : `${op.text}${insertionText(op)}]`);
    }
  } finally {
    isWritingOps = false;
  }
}

/** The description of an inserted node; of one that is gone again by now only its id, for the removal that follows. */
function insertionText(op) {
  if (op.isGone) return `[${op.node.id},""]`;
  op.node.coming = null;
  return nodeText(op.node);
}

/** Describes a node with everything shown in it, and remembers that the host knows it. */
function nodeText(node) {
  node.live = true;
  MapSet(nodesByID, node.id, node);
  if (node.kind === TEXT) return `[${node.id},${JSONStringify(node.text)}]`;
  let children = '';
  eachShown(node, (child) => {
    if (child.live || child.coming !== null) return;
    children += (children === '' ? '' : ',') + nodeText(child);
  });
  return `[${node.id},${JSONStringify(node.tag)},${attributesText(node)},${infoText(node)},[${children}]]`;
}

/** What a node is besides its attributes: component path, virtual, dataset, listened events. */
function infoText(node) {
  let text = '';
  if (node.component !== null) {
    text += `,"c":${JSONStringify(node.component.definition.path)}`;
    if (node.component.definition.options.virtualHost === true) text += ',"v":1';
  }
  if (node.kind === SLOT) text += ',"v":1';
  if (node.dataset !== null) text += `,"d":${jsonOf(node.dataset)}`;
  if (node.prepared !== null && node.prepared.eventNames !== '') text += `,"e":[${node.prepared.eventNames}]`;
  return text === '' ? '0' : `{${StringSlice(text, 1)}}`;
}
