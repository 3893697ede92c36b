/**
 * What one update touches, as a tree of keys: `{list: {5: {name: WHOLE}}}` after
 * `setData({'list[5].name': x})`.
 */
const WHOLE = true;

/** From how many keys on a branch is looked up by a map. */
const KEYS_IN_LINE = 8;

/**
 * A branch: keys in the order in which they were touched, each with a branch or WHOLE. A whole number
 * and its text are the same key, kept as a number: an array is then read by a number.
 */
class ChangeTree {
  constructor() {
    this.size = 0;
    // Read in their bounds only, until there are more keys and they become lists.
    this.keys = null;
    this.values = null;
    /** Whether the keys are numbers that grow, as those of rows that are set in turn. */
    this.isAscending = true;
    /** Key → position, when there are many that do not. */
    this.places = null;
  }

  /** The branch at a key, WHOLE, or `undefined`. */
  get(key) {
    const place = this.placeOf(typeof key === 'string' ? textKey(key) : key);
    return place < 0 ? undefined : this.values[place];
  }

  set(key, value) {
    const known = typeof key === 'string' ? textKey(key) : key;
    const place = this.placeOf(known);
    if (place < 0) this.add(known, value);
    else this.values[place] = value;
  }

  /** The branch at a key, which is made if there is none yet, or WHOLE. */
  branch(key) {
    const known = typeof key === 'string' ? textKey(key) : key;
    const place = this.placeOf(known);
    if (place >= 0) return this.values[place];
    const made = new ChangeTree();
    this.add(known, made);
    return made;
  }

  add(key, value) {
    const place = this.size;
    this.size += 1;
    if (place === 0) {
      this.isAscending = typeof key === 'number';
      this.keys = [key, nothing];
      this.values = [value, nothing];
      return;
    }
    if (place === 2) {
      this.keys = copyList(this.keys);
      this.values = copyList(this.values);
    }
    if (this.isAscending && !(typeof key === 'number' && key > this.keys[place - 1])) {
      this.isAscending = false;
    }
    this.keys[place] = key;
    this.values[place] = value;
    if (this.places !== null) this.places.set(key, place);
    else if (place >= KEYS_IN_LINE && !this.isAscending) this.enterPlaces();
  }

  placeOf(key) {
    if (this.places !== null) return this.places.get(key) ?? -1;
    const { size, keys } = this;
    if (size > 2 && this.isAscending) {
      if (typeof key !== 'number' || key > keys[size - 1]) return -1;
      if (size > KEYS_IN_LINE) return placeAmong(keys, size, key);
    }
    for (let i = 0; i < size; i += 1) if (keys[i] === key) return i;
    return -1;
  }

  enterPlaces() {
    this.places = new PrivateMap();
    for (let i = 0; i < this.size; i += 1) this.places.set(this.keys[i], i);
  }
}
ObjectSetPrototypeOf(ChangeTree.prototype, null);

/** Where a number stands among growing ones, or -1. */
function placeAmong(keys, size, key) {
  let low = 0;
  let high = size - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keys[middle] < key) low = middle + 1;
    else high = middle;
  }
  return keys[low] === key ? low : -1;
}

/** Adds a path of at least one key to a tree. */
function addChange(tree, path) {
  const last = path.length - 1;
  let branch = tree;
  for (let i = 0; i < last; i += 1) {
    branch = branch.branch(path[i]);
    if (branch === WHOLE) return;
  }
  branch.set(path[last], WHOLE);
}

/** A copy of a tree or of WHOLE. */
function copyChangeTree(tree) {
  if (tree === WHOLE) return WHOLE;
  const copy = new ChangeTree();
  for (let i = 0; i < tree.size; i += 1) {
    copy.set(tree.keys[i], copyChangeTree(tree.values[i]));
  }
  return copy;
}

/** Adds all changes of one tree to another. */
function mergeChanges(tree, more) {
  for (let i = 0; i < more.size; i += 1) {
    const key = more.keys[i];
    const known = tree.get(key);
    if (known === WHOLE) continue;
    if (more.values[i] === WHOLE || known === undefined) tree.set(key, more.values[i]);
    else mergeChanges(known, more.values[i]);
  }
}

/**
 * Whether the value at `path`, read from position `from`, may differ after a change: the path
 * itself, one of its ancestors or one of its descendants was set.
 * @param {ChangeTree | true | undefined} tree
 */
function isTouched(tree, path, from) {
  for (let i = from; i < path.length; i += 1) {
    if (tree === WHOLE) return true;
    if (tree === undefined) return false;
    // A longer array shows as a new index.
    if (path[i] === 'length') return true;
    tree = tree.get(path[i]);
  }
  return tree !== undefined;
}

/** The part of a tree below a path, or `undefined` when nothing there was touched. */
function changesAt(tree, path, from) {
  for (let i = from; i < path.length && tree !== undefined && tree !== WHOLE; i += 1) {
    tree = tree.get(path[i]);
  }
  return tree;
}

/**
 * The changes that one pass over a template sees: of the data fields, and of the loop variables.
 */
class Changes {
  /**
   * @param {ChangeTree} fields
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
