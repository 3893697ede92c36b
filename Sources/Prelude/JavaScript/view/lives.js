/**
 * Built-in tags that act by themselves: when they come, and whenever a template sets an attribute
 * of theirs. They act after the current code, all those of one turn together.
 */

/** What a tag does, by tag: `act(node, life)`. */
const builtInLives = ObjectFreeze({
  __proto__: null,
  image: showImage,
  'cover-image': showImage,
  swiper: liveSwiper,
  'navigation-bar': applyNavigationBar,
  'page-meta': applyPageMeta,
  input: obeyFocus,
  textarea: obeyFocus,
  'scroll-view': obeyScrollPosition,
  'movable-view': obeyMovePosition,
  progress: runProgress,
  'match-media': applyMediaQuery,
  'page-container': openContainer,
  'web-view': recordDestination,
  video: startVideo,
  audio: startAudio,
  ad: failAdvertisement,
});

/** Nodes → what they remember between two acts. */
const lifeRecords = new WeakMapCtor();

/** The nodes that are to act, or null. */
let noticedNodes = null;

/** What a built-in tag remembers. */
function lifeOf(node) {
  let life = WeakMapGet(lifeRecords, node);
  if (life === undefined) {
    life = { __proto__: null, isNoticed: false, seen: record() };
    WeakMapSet(lifeRecords, node, life);
  }
  return life;
}

/** Lets a node that came or changed act soon, if its tag does. */
function noticeBuiltIn(node) {
  if (builtInLives[node.tag] === undefined || node.component !== null || node.kind !== ELEMENT) {
    return;
  }
  const life = lifeOf(node);
  if (life.isNoticed) return;
  life.isNoticed = true;
  if (noticedNodes === null) {
    noticedNodes = list();
    queueStep(actNoticed);
  }
  push(noticedNodes, node);
}

function actNoticed() {
  const nodes = noticedNodes;
  noticedNodes = null;
  for (let i = 0; i < nodes.length; i += 1) {
    const life = lifeOf(nodes[i]);
    life.isNoticed = false;
    if (nodes[i].attached) builtInLives[nodes[i].tag](nodes[i], life);
  }
  askForImages();
}

/** Whether an attribute differs from what it was at the last act; the first time it always does. */
function isNew(node, life, name) {
  const value = attributeOf(node, name);
  if (name in life.seen && sameBinding(life.seen[name], value)) return false;
  life.seen[name] = value;
  return true;
}

/** Whether a template listens to an event of a node at the node itself. */
function listensTo(node, type) {
  const { listeners } = node.prepared;
  for (let i = 0; i < listeners.length; i += 1) if (listeners[i].type === type) return true;
  return false;
}

/** Sends an event to a node after some time, unless it has gone by then. */
function tellAfter(delay, node, type, detail) {
  return after(delay, () => {
    if (node.attached) dispatch(type, node, detail, atTarget);
  });
}

/** Calls `visit(node)` for the built-in tags of a name that a page or component shows. */
function eachBuiltIn(root, tag, visit) {
  eachShown(root, (child) => {
    if (child.kind === ELEMENT && child.component === null && child.tag === tag) visit(child);
    eachBuiltIn(child, tag, visit);
  });
}
