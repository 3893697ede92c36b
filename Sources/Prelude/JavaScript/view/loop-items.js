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
 * The key of an item, or null: without `wx:key`, for falsy items and for items without that member.
 * Keys are compared as texts, but whole numbers stay what they are, as their texts take time.
 */
function keyOf(item, keyName) {
  if (keyName === null || !item) return null;
  const key = keyName === '*this'
    ? item
    : typeof item === 'object' ? own(item, keyName) : undefined;
  if (key === undefined || key === null) return null;
  return typeof key === 'number' ? numberKey(key) : textKey(textOf(key));
}

/** The largest number of which the key and its text are taken for the same. */
const LAST_NUMBER_KEY = 1e9;

function numberKey(key) {
  return key >= 0 && key <= LAST_NUMBER_KEY && MathFloor(key) === key ? key + 0 : textOf(key);
}

function textKey(text) {
  const first = text.length === 0 || text.length > 10 ? '' : text[0];
  if (first < '0' || first > '9') return text;
  const number = +text;
  return number <= LAST_NUMBER_KEY && `${number}` === text ? number : text;
}

/**
 * Rows for the items after those that have one. Of two equal keys the later one is dropped, with a
 * warning.
 * @param {LoopControl} control
 * @returns {object} list of rows without content
 */
function newRows(control, items, keyName) {
  const rows = list();
  for (let i = control.rows.length; i < items.length; i += 1) {
    let key = keyOf(items.item(i), keyName);
    if (key !== null && control.byKey.has(key)) {
      warnAboutRepeatedKey(key);
      key = null;
    }
    push(rows, rowFor(control, key));
  }
  return rows;
}

function rowFor(control, key) {
  const row = new Row(key);
  row.pass = control.pass;
  if (key !== null) control.byKey.set(key, row);
  return row;
}

function warnAboutRepeatedKey(key) {
  warn(`Do not set same key "${key}" in wx:key.`);
}

/**
 * The row of each item: the old one of its key, or, for items without a key, the old rows without
 * one in order, or a new row without content. Marks them with a new pass; an item with the key of an
 * earlier one counts as one without, with a warning.
 * @returns {object} list of rows
 */
function matchRows(control, items, keyName) {
  const { byKey } = control;
  control.pass += 1;
  const matched = list();
  let next = 0;
  for (let i = 0; i < items.length; i += 1) {
    const key = keyOf(items.item(i), keyName);
    let row = key === null ? undefined : byKey.get(key);
    const isRepeated = row !== undefined && row.pass === control.pass;
    if (isRepeated) warnAboutRepeatedKey(key);
    if (key === null || isRepeated) {
      next = placeWithoutKey(control.rows, next);
      row = next < control.rows.length ? control.rows[next] : rowFor(control, null);
      next += 1;
    } else if (row === undefined) {
      row = rowFor(control, key);
    }
    row.pass = control.pass;
    push(matched, row);
  }
  return matched;
}

/** The first place of a row without a key, or the end. */
function placeWithoutKey(rows, from) {
  let place = from;
  while (place < rows.length && rows[place].key !== null) place += 1;
  return place;
}

/**
 * The rows that may stay where they are while the others move around them: a longest increasing run
 * of old positions. Marks them by `stays`.
 * @param {object} rows list of rows in the new order; `place` is the old position, or -1 for a
 *   new row
 */
function markStayingRows(rows) {
  /** By length less one: the last row of the best run of that length. */
  const ends = list();
  for (let i = 0; i < rows.length; i += 1) {
    const row = rows[i];
    row.stays = false;
    if (row.place < 0) continue;
    let low = ends.length;
    if (low > 0 && ends[low - 1].place >= row.place) low = placeOfEnd(ends, row.place);
    row.staysAfter = low === 0 ? null : ends[low - 1];
    ends[low] = row;
  }
  let row = ends.length === 0 ? null : ends[ends.length - 1];
  while (row !== null) {
    row.stays = true;
    row = row.staysAfter;
  }
  for (let i = 0; i < rows.length; i += 1) rows[i].staysAfter = null;
}

/** How many of the ends stand before a position. */
function placeOfEnd(ends, place) {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ends[middle].place < place) low = middle + 1;
    else high = middle;
  }
  return low;
}
