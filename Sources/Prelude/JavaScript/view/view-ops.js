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
      writeInsertion(op);
      emitOp(op.text);
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
  op.text = `${op.text}${nodeText(node)}]`;
}

/** Describes a node with everything shown in it, and remembers that the host knows it. */
function nodeText(node) {
  node.live = true;
  node.takesMoves = false;
  MapSet(nodesByID, node.id, node);
  if (node.kind === TEXT) return `[${node.id},${JSONStringify(node.text)}]`;
  let children = '';
  eachShown(node, (child) => {
    if (child.live || child.coming !== null) return;
    children += (children === '' ? '' : ',') + nodeText(child);
  });
  return `[${node.id},${JSONStringify(node.tag)},${attributesText(node)},${infoText(node)},[${children}]]`;
}

/** What a node is besides its attributes: component path, virtual, style isolation, dataset, listened events. */
function infoText(node) {
  let text = '';
  if (node.component !== null) {
    text += `,"c":${JSONStringify(node.component.definition.path)}`;
    if (node.component.definition.options.virtualHost === true) text += ',"v":1';
    const isolation = styleIsolationOf(node.component.definition);
    if (isolation !== undefined) text += `,"i":${JSONStringify(isolation)}`;
  }
  if (node.kind === SLOT) text += ',"v":1';
  if (node.dataset !== null) text += `,"d":${jsonOf(node.dataset)}`;
  if (node.prepared !== null && node.prepared.eventNames !== '') text += `,"e":[${node.prepared.eventNames}]`;
  return text === '' ? '0' : `{${StringSlice(text, 1)}}`;
}
