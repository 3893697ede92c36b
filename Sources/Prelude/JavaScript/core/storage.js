/** The storage APIs (api-core.md 9.1), each as an asynchronous function and its `Sync` twin. */

const keyTemplate = { __proto__: null, key: '' };

/**
 * Defines both forms of one storage API.
 * @param {string} name  @param {object} template required parameters
 * @param {string[]} take names of the positional arguments of the `Sync` twin
 * @param {(request: object, sync: boolean) => object} run returns the result's fields; may throw a StorageFailure
 * @param {string | null} ret the field that the `Sync` twin returns; null for none, undefined for all
 * @param {{arity: number, run: (key: string, data?: any) => any}} [quick] what the `Sync` twin does with so many
 *   arguments of which the first is a string, as nearly every program calls it: nothing is left to check then
 */
function defineStorageAPI(name, template, take, run, ret, quick) {
  defineAsync(name, {
    params: template,
    run(request, reply) {
      try {
        reply.ok(run(request, false));
      } catch (error) {
        reply.rawFail({ errMsg: storageFailureText(name, error) });
      }
    },
  });
  const twin = `${name}Sync`;
  defineSync(twin, {
    [twin](...args) {
      if (quick !== undefined && args.length === quick.arity && typeof args[0] === 'string') {
        return quick.run(args[0], args[1]);
      }
      return runStorageSync(name, template, take, run, ret, args);
    },
  }[twin]);
}

function runStorageSync(name, template, take, run, ret, args) {
  const request = positional(args, take);
  const sentences = parameterErrors(request, template);
  if (sentences !== '') throw parameterError(name, sentences);
  let fields;
  try {
    fields = run(request, true);
  } catch (error) {
    throw storageError(name, error);
  }
  return ret === undefined ? copyOnto({}, fields) : ret === null ? undefined : fields[ret];
}

/** What a synchronous API of the storage throws. */
function storageError(name, error) {
  const text = storageFailureText(name, error);
  return define(new ErrorCtor(text), 'errMsg', text);
}

function storageFailureText(name, error) {
  const text = isObject(error) && own(error, 'storage') === true ? error.text : ` ${failureText(error)}`;
  return `${name}:fail${text}`;
}

/**
 * The key inside the store. Encrypted entries live in a namespace of their own: their keys get a prefix that
 * plain keys never have.
 */
function innerKey(key, encrypt) {
  if (encrypt === true) return `\u0001e${key}`;
  return StringStartsWith(key, '\u0001') ? `\u0001p${key}` : key;
}

function outerKey(key) {
  return StringStartsWith(key, '\u0001') ? StringSlice(key, 2) : key;
}

function entryFor(key, value, encrypt) {
  if (key === '') throw storageFailure(' parameter error: parameter.key should not be empty;');
  const { tag, text } = encodeStored(value);
  return makeEntry(innerKey(key, encrypt), tag, text);
}

function readEntry(entry) {
  return decodeStored(entry.tag, entry.text);
}

defineStorageAPI('setStorage', keyTemplate, ['key', 'data'], (request, sync) => {
  const data = sync ? keptBySync(request.data) : request.data;
  writeEntry(entryFor(request.key, data, request.encrypt));
  return record();
}, null, {
  __proto__: null, arity: 2,
  run(key, data) {
    try {
      writeEntry(entryFor(key, keptBySync(data), false));
    } catch (error) {
      throw storageError('setStorage', error);
    }
  },
});

/** The synchronous form keeps undefined as an empty string, the other one as undefined. */
function keptBySync(data) {
  return data === undefined ? '' : data;
}

defineStorageAPI('getStorage', keyTemplate, ['key'], (request, sync) => {
  const entry = MapGet(storedEntries, innerKey(request.key, request.encrypt));
  if (entry !== undefined) return { __proto__: null, data: readEntry(entry) };
  if (sync) return { __proto__: null, data: '' };
  throw storageFailure(' data not found');
}, 'data', {
  __proto__: null, arity: 1,
  run(key) {
    const entry = MapGet(storedEntries, innerKey(key, false));
    return entry === undefined ? '' : readEntry(entry);
  },
});

defineStorageAPI('removeStorage', keyTemplate, ['key'], (request) => {
  removeEntry(innerKey(request.key, request.encrypt));
  return record();
}, null);

defineStorageAPI('clearStorage', record(), [], () => {
  clearEntries();
  return record();
}, null);

defineStorageAPI('getStorageInfo', record(), [], () => {
  const keys = list();
  let bytes = 0;
  MapForEach(storedEntries, (entry) => {
    push(keys, outerKey(entry.key));
    bytes += entry.bytes;
  });
  return {
    __proto__: null, keys: toArray(keys), currentSize: MathCeil(bytes / 1024), limitSize: STORAGE_BYTES / 1024,
  };
}, undefined);

const pairsTemplate = { __proto__: null, kvList: [{ __proto__: null, key: '' }] };

defineStorageAPI('batchSetStorage', pairsTemplate, ['kvList'], (request) => {
  const entries = list();
  for (let i = 0; i < request.kvList.length; i += 1) {
    const pair = snapshotPair(request.kvList[i], i);
    push(entries, entryFor(pair.key, pair.value, request.encrypt));
  }
  writeEntries(entries);
  return record();
}, null);

/** The key and the value of one item of kvList, each read once. */
function snapshotPair(item, position) {
  const pair = isObject(item) ? { __proto__: null, ...item } : record();
  if (typeof pair.key === 'string') return pair;
  throw storageFailure(
    ` parameter error: parameter.kvList[${position}].key should be String instead of ${tagOf(pair.key)};`);
}

defineStorageAPI('batchGetStorage', { __proto__: null, keyList: [''] }, ['keyList'], (request) => {
  const values = list();
  for (let i = 0; i < request.keyList.length; i += 1) {
    const key = request.keyList[i];
    const entry = typeof key === 'string' ? MapGet(storedEntries, innerKey(key, request.encrypt)) : undefined;
    push(values, entry === undefined ? '' : readEntry(entry));
  }
  return { __proto__: null, dataList: toArray(values) };
}, 'dataList');
