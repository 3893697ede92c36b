/**
 * What one update touches, as a tree of keys: `{list: {5: {name: WHOLE}}}` after
 * `setData({'list[5].name': x})`. The trees are records without prototypes, so every key is plain
 * data.
 */
const WHOLE = true;

/** Adds a path of at least one key to a tree. */
function addChange(tree, path) {
  const last = path.length - 1;
  let branch = tree;
  for (let i = 0; i < last; i += 1) {
    const next = branch[path[i]];
    if (next === WHOLE) return;
    if (next === undefined) {
      const made = record();
      branch[path[i]] = made;
      branch = made;
    } else {
      branch = next;
    }
  }
  branch[path[last]] = WHOLE;
}

/** A copy of a tree or of WHOLE. */
function copyChangeTree(tree) {
  if (tree === WHOLE) return WHOLE;
  const copy = record();
  for (const key in tree) copy[key] = copyChangeTree(tree[key]);
  return copy;
}

/** Adds all changes of one tree to another. */
function mergeChanges(tree, more) {
  for (const key in more) {
    if (tree[key] === WHOLE) continue;
    if (more[key] === WHOLE || tree[key] === undefined) tree[key] = more[key];
    else mergeChanges(tree[key], more[key]);
  }
}

/**
 * Whether the value at `path`, read from position `from`, may differ after a change: the path
 * itself, one of its ancestors or one of its descendants was set.
 * @param {object | true | undefined} tree
 */
function isTouched(tree, path, from) {
  for (let i = from; i < path.length; i += 1) {
    if (tree === WHOLE) return true;
    if (tree === undefined) return false;
    // A longer array shows as a new index.
    if (path[i] === 'length') return true;
    tree = tree[path[i]];
  }
  return tree !== undefined;
}

/** The part of a tree below a path, or `undefined` when nothing there was touched. */
function changesAt(tree, path, from) {
  for (let i = from; i < path.length && tree !== undefined && tree !== WHOLE; i += 1) {
    tree = tree[path[i]];
  }
  return tree;
}

/**
 * The changes that one pass over a template sees: of the data fields, and of the loop variables.
 */
class Changes {
  /**
   * @param {object} fields a tree
   * @param {ArrayLike | null} slots trees by loop slot, read in its bounds only
   */
  constructor(fields, slots) {
    this.fields = fields;
    this.slots = slots;
  }

  /** Whether an expression may give another value now. */
  touch(expression) {
    const paths = expression.d;
    for (let i = 0; i < paths.length; i += 1) if (this.touchPath(paths[i])) return true;
    return false;
  }

  touchPath(path) {
    if (typeof path[0] === 'string') return isTouched(this.fields, path, 0);
    return this.slots !== null && path[0] < this.slots.length
      && isTouched(this.slots[path[0]], path, 1);
  }

  /** The changes below a path as a tree, WHOLE, or `undefined`. */
  at(path) {
    if (typeof path[0] === 'string') return changesAt(this.fields, path, 0);
    if (this.slots === null || path[0] >= this.slots.length) return undefined;
    return changesAt(this.slots[path[0]], path, 1);
  }
}
ObjectSetPrototypeOf(Changes.prototype, null);
