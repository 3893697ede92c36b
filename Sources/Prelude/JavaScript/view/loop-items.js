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
 * @param {number} keptSlot where rows hold their items if a row that has the same object as before
 *   has it with the same key, otherwise -1
 * @returns {object} list of rows
 */
function matchRows(control, items, keyName, keptSlot) {
  const { rows } = control;
  control.pass += 1;
  const matched = list();
  let withoutKey = 0;
  let known = 0;
  /** The place of the row after the one found last, which mostly is the next. */
  let likely = 0;
  let isInOrder = true;
  for (let i = 0; i < items.length; i += 1) {
    const item = items.item(i);
    let row = likely < rows.length ? rows[likely] : null;
    if (!isRowOf(row, item, keptSlot, control.pass)) {
      const key = keyOf(item, keyName);
      row = rowWithKey(control, row, key);
      if (row === null) {
        withoutKey = placeWithoutKey(rows, withoutKey);
        row = withoutKey < rows.length ? rows[withoutKey] : rowFor(control, null);
        withoutKey += 1;
      }
    }
    row.pass = control.pass;
    if (row.place < likely) isInOrder = false;
    if (row.place >= 0) {
      known += 1;
      likely = row.place + 1;
    }
    matched[i] = row;
  }
  control.known = known;
  control.isInOrder = isInOrder;
  return matched;
}

/** Whether an item is the object that a row with a key has already. */
function isRowOf(row, item, keptSlot, pass) {
  return row !== null && keptSlot >= 0 && row.key !== null && row.pass !== pass
    && item !== null && typeof item === 'object' && row.fragment.slots[keptSlot] === item;
}

/** The row of a key, which may be a new one; null where the key is none or taken, with a warning. */
function rowWithKey(control, likely, key) {
  if (key === null) return null;
  const row = likely !== null && likely.key === key ? likely : control.byKey.get(key);
  if (row === undefined) return rowFor(control, key);
  if (row.pass !== control.pass) return row;
  warnAboutRepeatedKey(key);
  return null;
}

/** The first place of a row without a key, or the end. */
function placeWithoutKey(rows, from) {
  let place = from;
  while (place < rows.length && rows[place].key !== null) place += 1;
  return place;
}

/**
 * The rows that may stay where they are while the others move around them: a longest increasing run
 * of old positions.
 * @param {object} rows list of rows in the new order; `place` is the old position, or -1 for a
 *   new row
 * @returns {Uint8Array} 1 for each row that stays
 */
function stayingRows(rows) {
  const { length } = rows;
  /** By length less one: where the last row of the best run of that length stands, and stood. */
  const ends = new Int32ArrayCtor(length);
  const endPlaces = new Int32ArrayCtor(length);
  /** The row that stays before each, if that one does, or -1. */
  const before = new Int32ArrayCtor(length);
  let longest = 0;
  for (let i = 0; i < length; i += 1) {
    const { place } = rows[i];
    if (place < 0) continue;
    let low = longest;
    if (low > 0 && endPlaces[low - 1] >= place) low = placeOfEnd(endPlaces, longest, place);
    before[i] = low === 0 ? -1 : ends[low - 1];
    ends[low] = i;
    endPlaces[low] = place;
    if (low === longest) longest += 1;
  }
  const stays = new Uint8ArrayCtor(length);
  for (let at = longest === 0 ? -1 : ends[longest - 1]; at >= 0; at = before[at]) stays[at] = 1;
  return stays;
}

/** How many of the ends stood before a position. */
function placeOfEnd(endPlaces, longest, place) {
  let low = 0;
  let high = longest;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (endPlaces[middle] < place) low = middle + 1;
    else high = middle;
  }
  return low;
}
