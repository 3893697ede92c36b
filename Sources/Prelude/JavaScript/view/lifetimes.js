/**
 * Walks over trees for lifetimes (components.md 3.6). `attached`: a component, then its own tree,
 * then its content. `ready`, `moved`, `detached`: content, own tree, the component itself.
 * `pageLifetimes`: the component, its content, its own tree.
 */

/** Brings a node to life that has just been put under a parent, if the parent is alive. */
function attachUnder(parent, node) {
  const host = parent.kind === GROUP ? parentBeyondGroups(parent) : parent;
  if (host === null || !host.attached || node.parent === null) return;
  attachTree(node);
  const page = node.owner === null ? null : node.owner.page;
  if (page !== null && page.isReady) readyLater(node);
}

let waitingForReady = null;

/** Runs `ready` in a tree after the current code, together with the others of this turn. */
function readyLater(node) {
  if (waitingForReady === null) {
    waitingForReady = list();
    queueTask(readyWaiting);
  }
  push(waitingForReady, node);
}

function readyWaiting() {
  const nodes = waitingForReady;
  waitingForReady = null;
  for (let i = 0; i < nodes.length; i += 1) readyTree(nodes[i]);
}

function attachTree(node) {
  if (node.kind === TEXT || node.attached) return;
  node.attached = true;
  if (node.component !== null) attachComponent(node.component);
  else noticeBuiltIn(node);
  attachChildren(node);
}

/** Attaches the children of a node; handlers may add and remove siblings meanwhile. */
function attachChildren(parent) {
  let child = parent.first;
  while (child !== null) {
    attachTree(child);
    child = child.parent === parent ? child.next : parent.first;
  }
}

function attachComponent(component) {
  if (component.phase !== CREATED) return;
  component.phase = ATTACHED;
  callLifetime(component, 'attached', []);
  linkRelations(component);
  // What the handler put into the template is attached now, after it.
  if (component.tree !== null) {
    component.tree.attached = true;
    attachChildren(component.tree);
  }
  const page = component.page;
  const hearsOfPage = component.owner !== null && !component.isOutsidePageLife;
  if (hearsOfPage && page.isShown) callPageLifetime(component, 'show', []);
}

function detachTree(node) {
  if (node.isCounted) node.owner.nodes -= 1;
  for (let child = node.first; child !== null; child = child.next) detachTree(child);
  const component = node.component;
  const wasAttached = node.attached;
  node.attached = false;
  if (component === null) return;
  if (component.tree !== null) detachTree(component.tree);
  if (wasAttached && component.phase === ATTACHED) detachComponent(component);
  component.phase = DETACHED;
}

function detachComponent(component) {
  component.phase = DETACHED;
  callLifetime(component, 'detached', []);
  unlinkRelations(component);
}

function readyTree(node) {
  for (let child = node.first; child !== null; child = child.next) readyTree(child);
  const component = node.component;
  if (component === null) return;
  if (component.tree !== null) readyTree(component.tree);
  if (component.isReady || component.phase !== ATTACHED) return;
  component.isReady = true;
  callLifetime(component, 'ready', []);
}

function moveTree(node) {
  if (!node.attached) return;
  for (let child = node.first; child !== null; child = child.next) moveTree(child);
  const component = node.component;
  if (component === null) return;
  if (component.tree !== null) moveTree(component.tree);
  callLifetime(component, 'moved', []);
  relationsMoved(component);
}

/** Runs a page lifetime of the components in a tree, but not of the page itself. */
function pageLifetimeTree(node, name, args) {
  const component = node.component;
  if (component !== null && component.phase === ATTACHED && !component.isOutsidePageLife) {
    callPageLifetime(component, name, args);
  }
  for (let child = node.first; child !== null; child = child.next) {
    pageLifetimeTree(child, name, args);
  }
  if (component !== null && component.tree !== null) pageLifetimeTree(component.tree, name, args);
}
