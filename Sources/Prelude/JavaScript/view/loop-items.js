/** What `wx:for` goes through, and the keys that `wx:key` gives its rows (wxml.md 2.6). */

class LoopItems {
  /** @param {*} source an array, object, string or number; anything else has no items */
  constructor(source) {
    this.source = source;
    this.names = null;
    this.length = 0;
    if (typeof source === 'string') this.length = source.length;
    else if (typeof source === 'number') this.length = source > 0 ? MathCeil(source) : 0;
    else if (ArrayIsArray(source)) this.length = source.length;
    else if (source !== null && typeof source === 'object') {
      this.names = ObjectKeys(source);
      this.length = this.names.length;
    }
  }

  item(position) {
    if (typeof this.source === 'number') return position;
    return this.names === null ? this.source[position] : this.source[this.names[position]];
  }

  index(position) {
    return this.names === null ? position : this.names[position];
  }
}
ObjectSetPrototypeOf(LoopItems.prototype, null);

/**
 * The key of an item as text, or null: without `wx:key`, for falsy items and for items without that
 * member.
 */
function keyOf(item, keyName) {
  if (keyName === null || !item) return null;
  const key = keyName === '*this'
    ? item
    : typeof item === 'object' ? own(item, keyName) : undefined;
  return key === undefined || key === null ? null : textOf(key);
}

/**
 * The keys of the items from a position on. Of two equal keys the later one is dropped, with a
 * warning.
 * @param {Set} taken the keys before that position; those found are added
 * @returns {object | null} list of keys by position, or null when the loop has no `wx:key`
 */
function keysFrom(first, items, keyName, taken) {
  if (keyName === null) return null;
  const keys = list();
  for (let i = first; i < items.length; i += 1) {
    const key = keyOf(items.item(i), keyName);
    if (key !== null && SetHas(taken, key)) {
      warn(`Do not set same key "${key}" in wx:key.`);
      keys[i] = null;
      continue;
    }
    if (key !== null) SetAdd(taken, key);
    keys[i] = key;
  }
  return keys;
}

/**
 * Which old row each new position takes over: by key, and rows without a key in order.
 * @param {object} rows list of rows  @param {object | null} keys  @param {number} length
 * @returns {object} list of old rows or null
 */
function matchRows(rows, keys, length) {
  const matched = list();
  if (keys === null) {
    for (let i = 0; i < length; i += 1) matched[i] = i < rows.length ? rows[i] : null;
    return matched;
  }
  const byKey = new MapCtor();
  const withoutKey = list();
  for (let i = 0; i < rows.length; i += 1) {
    if (rows[i].key === null) push(withoutKey, rows[i]);
    else MapSet(byKey, rows[i].key, rows[i]);
  }
  let taken = 0;
  for (let i = 0; i < length; i += 1) {
    let row = null;
    if (keys[i] !== null) {
      row = MapGet(byKey, keys[i]) ?? null;
    } else if (taken < withoutKey.length) {
      row = withoutKey[taken];
      taken += 1;
    }
    matched[i] = row;
  }
  return matched;
}

/**
 * The rows that may stay where they are while the others move around them: a longest increasing run
 * of old positions. Marks them by `stays`.
 * @param {object} rows list of rows in the new order; `place` is the old position, or -1 for a
 *   new row
 */
function markStayingRows(rows) {
  const tails = list();
  const before = list();
  for (let i = 0; i < rows.length; i += 1) {
    const place = rows[i].place;
    rows[i].stays = false;
    if (place < 0) continue;
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (rows[tails[middle]].place < place) low = middle + 1;
      else high = middle;
    }
    before[i] = low === 0 ? -1 : tails[low - 1];
    tails[low] = i;
  }
  let i = tails.length === 0 ? -1 : tails[tails.length - 1];
  while (i >= 0) {
    rows[i].stays = true;
    i = before[i];
  }
}
