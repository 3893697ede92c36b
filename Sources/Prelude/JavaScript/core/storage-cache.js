/**
 * The copy of the storage that answers reads; the host's store is written first (`storage.set` and its kin),
 * then this copy, so that it never shows what was not kept.
 */

/** UTF-16 units of key and text in one entry. */
const ENTRY_UNITS = 1048576;

/** Bytes in all, of keys and texts in UTF-8 plus ENTRY_BYTES for each entry. */
const STORAGE_BYTES = 10 * 1024 * 1024;

/** What an entry counts for beside its key and text, so that a million empty entries do not fit. */
const ENTRY_BYTES = 32;

/** Entries {tag, text, bytes} by inner key, in the order of their first writing. */
const storedEntries = new MapCtor();

/** Bytes that count against STORAGE_BYTES. */
let storedBytes = 0;

/** Fills the copy from the launch message. @param {{[key: string]: [string, string]}} table */
function fillStorage(table) {
  MapClear(storedEntries);
  storedBytes = 0;
  const keys = ObjectKeys(table);
  for (let i = 0; i < keys.length; i += 1) {
    keepEntry(makeEntry(keys[i], table[keys[i]][0], table[keys[i]][1]));
  }
}

function makeEntry(key, tag, text) {
  return { __proto__: null, key, tag, text, bytes: utf8Length(key) + utf8Length(text) };
}

/** An entry in the place of one with its key keeps the place, as it does in the host's store. */
function keepEntry(entry) {
  storedBytes += entry.bytes + ENTRY_BYTES - sizeOfEntry(entry.key);
  MapSet(storedEntries, entry.key, entry);
}

function dropEntry(key) {
  const entry = MapGet(storedEntries, key);
  if (entry === undefined) return;
  storedBytes -= entry.bytes + ENTRY_BYTES;
  MapDelete(storedEntries, key);
}

/**
 * Writes an entry to the host and, once it has it, here.
 * @throws {StorageFailure}
 */
function writeEntry(entry) {
  checkUnits(entry);
  checkBytes(storedBytes + entry.bytes + ENTRY_BYTES - sizeOfEntry(entry.key));
  writeStorage('storage.set', entryText(entry));
  keepEntry(entry);
}

/**
 * Writes entries to the host and, once it has them, here: all or none.
 * @throws {StorageFailure}
 */
function writeEntries(entries) {
  let bytes = storedBytes;
  const sizes = new MapCtor();
  for (let i = 0; i < entries.length; i += 1) {
    const { key } = entries[i];
    checkUnits(entries[i]);
    const before = MapGet(sizes, key) ?? sizeOfEntry(key);
    MapSet(sizes, key, entries[i].bytes + ENTRY_BYTES);
    bytes += entries[i].bytes + ENTRY_BYTES - before;
  }
  checkBytes(bytes);
  writeStorage('storage.setMany', `[${join(mapList(entries, entryText), ',')}]`);
  for (let i = 0; i < entries.length; i += 1) keepEntry(entries[i]);
}

function checkUnits(entry) {
  if (entry.key.length + entry.text.length > ENTRY_UNITS) throw storageFailure(':entry size limit reached');
}

function checkBytes(bytes) {
  if (bytes > STORAGE_BYTES) throw storageFailure(' exceed storage max size 10Mb');
}

function sizeOfEntry(key) {
  const entry = MapGet(storedEntries, key);
  return entry === undefined ? 0 : entry.bytes + ENTRY_BYTES;
}

function entryText(entry) {
  return `[${quoted(entry.key)},"${entry.tag}",${quoted(entry.text)}]`;
}

/** Removes one entry; an absent one is fine and costs no call. */
function removeEntry(key) {
  if (!MapHas(storedEntries, key)) return;
  writeStorage('storage.remove', `[${JSONStringify(key)}]`);
  dropEntry(key);
}

/** Removes every entry. */
function clearEntries() {
  writeStorage('storage.clear', '[]');
  MapClear(storedEntries);
  storedBytes = 0;
}

/** One synchronous write. @throws {StorageFailure} with the host's reason */
function writeStorage(name, text) {
  const answer = native.callSync(name, text);
  if (StringStartsWith(answer, '+')) return;
  const fields = parseRecord(StringSlice(answer, 1));
  const reason = isObject(fields) ? fields.reason ?? fields.message : undefined;
  throw storageFailure(` ${typeof reason === 'string' ? reason : 'the host could not keep it'}`);
}

/**
 * @typedef {{storage: true, text: string}} StorageFailure  what follows `<api>:fail`, blank or colon included
 * @returns {StorageFailure}
 */
function storageFailure(text) {
  return { __proto__: null, storage: true, text };
}
