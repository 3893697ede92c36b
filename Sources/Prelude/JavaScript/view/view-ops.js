/**
 * What the host has to be told, in order. An insertion is written when the turn ends, with the node
 * as it is then; every other operation is written at once.
 */

/** The nodes that the host knows, by id. */
const nodesByID = new MapCtor();

/** How deep shown nodes may be nested; the host takes no deeper ones. */
const SHOWN_DEPTH = 500;

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

/**
 * Describes a node with everything shown in it, and remembers that the host knows it. Nodes nested
 * too deep are left out, with an error on the console.
 */
function nodeText(node, depth) {
  if (depth > SHOWN_DEPTH) {
    logError(`${node.owner.definition.path}.wxml: more than ${SHOWN_DEPTH} nodes are nested in each `
      + 'other; those further inside are not shown');
    return '';
  }
  renewID(node);
  node.live = true;
  node.takesMoves = false;
  MapSet(nodesByID, node.id, node);
  if (node.kind === TEXT) return `[${node.id},${JSONStringify(node.text)}]`;
  const children = childrenText(node, depth + 1);
  return `[${node.id},${quotedName(node.tag)},${attributesText(node)},${infoText(node)},[${children}]]`;
}

/** The texts of what is shown in a node and not yet known. */
function childrenText(node, depth) {
  if (node.kind === SLOT) {
    let text = '';
    eachSlotted(node, (child) => { text = joinTexts(text, newNodeText(child, depth)); });
    return text;
  }
  return membersText(node.component === null ? node : node.component.shadow, depth);
}

/** As `childrenText` for the children of a node as written, and of groups among them. */
function membersText(parent, depth) {
  let text = '';
  for (let child = parent.first; child !== null; child = child.next) {
    const more = child.kind === GROUP ? membersText(child, depth) : newNodeText(child, depth);
    text = joinTexts(text, more);
  }
  return text;
}

function newNodeText(node, depth) {
  return node.live || node.coming !== null ? '' : nodeText(node, depth);
}

function joinTexts(text, more) {
  if (text === '' || more === '') return text === '' ? more : text;
  return `${text},${more}`;
}

/** Names of tags, attributes and components as JSON; there are only as many as templates hold. */
const quotedNames = record();

function quotedName(name) {
  const known = quotedNames[name];
  if (known !== undefined) return known;
  const text = JSONStringify(name);
  quotedNames[name] = text;
  return text;
}

/**
 * What a node is besides its attributes: component path, virtual, style isolation, dataset,
 * listened events.
 */
function infoText(node) {
  let text = '';
  if (node.component !== null) {
    text += `,"c":${quotedName(node.component.definition.path)}`;
    if (node.component.definition.options.virtualHost === true) text += ',"v":1';
    const isolation = styleIsolationOf(node.component.definition);
    if (isolation !== undefined) text += `,"i":${quotedName(isolation)}`;
  }
  if (node.kind === SLOT) text += ',"v":1';
  if (node.dataset !== null) text += `,"d":${shownJSON(node.dataset, '{}')}`;
  if (node.prepared !== null && node.prepared.eventNames !== '') {
    text += `,"e":[${node.prepared.eventNames}]`;
  }
  return text === '' ? '0' : `{${StringSlice(text, 1)}}`;
}
