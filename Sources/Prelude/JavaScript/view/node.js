/**
 * The nodes of the view, as the templates wrote them.
 *
 * Every node hangs in the tree of the component whose template wrote it (its `owner`): the content
 * that a page puts between `<box>` and `</box>` is a child of the box's host node, not of the slot
 * that shows it. What the host sees is the composed tree, which placement.js derives. Siblings are
 * linked, so that a row of ten thousand moves without touching the others.
 */
const TEXT = 1;
const ELEMENT = 2;
/**
 * A branch of `wx:if`, a row or a whole `wx:for`, a `<template is>`: it holds nodes and is never
 * shown itself.
 */
const GROUP = 3;
const SLOT = 4;
/** The top of a component's own tree. */
const SHADOW = 5;

class ViewNode {
  /** @param {number} kind  @param {string} tag  @param {LiveComponent | null} owner */
  constructor(kind, tag, owner) {
    this.id = kind === GROUP || kind === SHADOW ? 0 : nextNodeID();
    this.kind = kind;
    this.tag = tag;
    this.owner = owner;
    this.parent = null;
    this.previous = null;
    this.next = null;
    this.first = null;
    this.last = null;
    /** The prepared description that made the node (see prepare.js); null for text and roots. */
    this.prepared = null;
    this.text = '';
    /**
     * Attributes by camelCase name, or null; shared with the description until `ownsAttributes`.
     */
    this.attributes = null;
    this.ownsAttributes = false;
    this.dataset = null;
    /** The component that lives at this host node. */
    this.component = null;
    /** For SHADOW: the host node. */
    this.host = null;
    /** Whether the host has been told about the node. */
    this.live = false;
    /** The insertion of the node that waits to be written, or null. */
    this.coming = null;
    /** Whether the node counts against the limit of its component's template. */
    this.isCounted = false;
    /** Whether `attached` has passed over the node. */
    this.attached = false;
  }
}

/** What few nodes have: a node gets a field of its own when it is set. */
const seldomNodeFields = {
  __proto__: null,
  marks: null,
  /** Handlers of bound listeners by their position in the description, or null. */
  handlers: null,
  /** The value of a `slot` attribute, also on a group: where the node goes in its host. */
  slotName: undefined,
  /** For SLOT: its own name. */
  outletName: '',
  /** State of a built-in tag that its user changed; see built-in-state.js. */
  state: null,
  /** For a GROUP: the slot that alone shows its members, or null. */
  outlet: null,
  /** For SLOT: the values that it gives to its content, or null. */
  values: null,
  /** The live loop, branch or template of a GROUP; the live contents of an element. */
  control: null,
  /** The fragment that made an element with `model:` or `change:` bindings, or null. */
  fragment: null,
  /** Style and classes that wxs gave the node, over those of its template. */
  scriptStyle: '',
  scriptClasses: null,
  /** While coming: whether known nodes are to be moved into it. */
  takesMoves: false,
};
inheritFields(ViewNode, seldomNodeFields);

/** Links a node under a parent, before a sibling or at the end. */
function linkNode(parent, node, before) {
  node.parent = parent;
  if (before === null) {
    node.previous = parent.last;
    if (parent.last === null) parent.first = node;
    else parent.last.next = node;
    parent.last = node;
    return;
  }
  node.next = before;
  node.previous = before.previous;
  if (before.previous === null) parent.first = node;
  else before.previous.next = node;
  before.previous = node;
}

/** Takes a node out of its parent; its own children stay with it. */
function unlinkNode(node) {
  const parent = node.parent;
  if (parent === null) return;
  if (node.previous === null) parent.first = node.next;
  else node.previous.next = node.next;
  if (node.next === null) parent.last = node.previous;
  else node.next.previous = node.previous;
  node.parent = null;
  node.previous = null;
  node.next = null;
}

/** The nearest ancestor that is not a group, in the tree that wrote the node. */
function parentBeyondGroups(node) {
  let parent = node.parent;
  while (parent !== null && parent.kind === GROUP) parent = parent.parent;
  return parent;
}

/** Calls `visit(node)` for the shown nodes of a node: itself, or the members of a group. */
function eachMember(node, visit) {
  if (node.kind !== GROUP) {
    visit(node);
    return;
  }
  for (let child = node.first; child !== null; child = child.next) eachMember(child, visit);
}

/** As `eachMember`, last first. */
function eachMemberBackwards(node, visit) {
  if (node.kind !== GROUP) {
    visit(node);
    return;
  }
  for (let child = node.last; child !== null; child = child.previous) {
    eachMemberBackwards(child, visit);
  }
}
