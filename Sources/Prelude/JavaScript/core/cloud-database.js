/**
 * The cloud's database (api-core.md 9.14), for mini-programs and for cloud functions alike: what is asked is put
 * together here and answered by the host. On the way a date is `{"$date": ms}`, the server's time `{"$date": "now"}`
 * and a command such as `_.gt(5)` is `{"$op": "gt", "$value": 5}`.
 */

/** How deep values of documents nest. */
const CLOUD_DEPTH = 64;

/** Commands with one value, with any number, and with none. */
const unaryCommands = listOf([
  'eq', 'neq', 'gt', 'gte', 'lt', 'lte', 'in', 'nin', 'not', 'exists', 'set', 'inc', 'mul', 'size', 'all',
]);
const listCommands = listOf(['and', 'or', 'nor', 'push', 'unshift']);
const bareCommands = listOf(['remove', 'pop', 'shift']);

/** `db.command`. */
function makeCommands() {
  const commands = {};
  for (let i = 0; i < unaryCommands.length; i += 1) {
    const name = unaryCommands[i];
    define(commands, name, { [name](value) { return commandOf(name, value); } }[name]);
  }
  for (let i = 0; i < listCommands.length; i += 1) {
    const name = listCommands[i];
    define(commands, name, { [name](...values) { return commandOf(name, oneList(values)); } }[name]);
  }
  for (let i = 0; i < bareCommands.length; i += 1) {
    const name = bareCommands[i];
    define(commands, name, { [name]() { return commandOf(name, null); } }[name]);
  }
  return commands;
}

/** Values that may be written one by one or as one list. */
function oneList(values) {
  return values.length === 1 && ArrayIsArray(values[0]) ? values[0] : values;
}

/** A command, which `and` and `or` join with others: `_.gt(1).and(_.lt(5))`, `_.gt(1).lt(5)`. */
function commandOf(op, value) {
  const command = { $op: op, $value: value };
  for (let i = 0; i < unaryCommands.length; i += 1) {
    const name = unaryCommands[i];
    defineHidden(command, name, {
      [name](other) { return commandOf('and', [command, commandOf(name, other)]); },
    }[name]);
  }
  defineHidden(command, 'and', (...others) => commandOf('and', behind(command, oneList(others))));
  defineHidden(command, 'or', (...others) => commandOf('or', behind(command, oneList(others))));
  return command;
}

function behind(first, others) {
  const all = listOf([first]);
  for (let i = 0; i < others.length; i += 1) push(all, others[i]);
  return toArray(all);
}

/** What travels of a value: a copy with its dates written out. @throws {TypeError} for what no document holds */
function cloudValue(value) {
  return writtenDates(deepCopy(value), 0);
}

function writtenDates(value, depth) {
  if (!isObject(value)) return typeof value === 'function' ? undefined : value;
  const time = dateTime(value);
  if (time !== undefined) return { __proto__: null, $date: time };
  if (depth >= CLOUD_DEPTH) throw new RangeErrorCtor(`the value nests deeper than ${CLOUD_DEPTH} levels`);
  if (isArrayBuffer(value) || ArrayBufferIsView(value)) throw new TypeErrorCtor('a document holds no ArrayBuffer');
  const keys = ObjectKeys(value);
  for (let i = 0; i < keys.length; i += 1) value[keys[i]] = writtenDates(value[keys[i]], depth + 1);
  return value;
}

/** The dates of a result, in place. */
function readDates(value) {
  if (!isObject(value)) return value;
  const time = own(value, '$date');
  if (typeof time === 'number') return new DateCtor(time);
  const keys = ObjectKeys(value);
  for (let i = 0; i < keys.length; i += 1) value[keys[i]] = readDates(value[keys[i]]);
  return value;
}

/**
 * A database whose asks go to the host by a name. @param {string} call the host's call
 * @param {string} missing the name under which what is not here is counted
 */
function makeDatabase(call, missing) {
  const database = missingObject(missing);
  define(database, 'command', makeCommands());
  define(database, 'serverDate', { serverDate(options) {
    return { $date: 'now', $offset: isObject(options) ? own(options, 'offset') : 0 };
  } }.serverDate);
  define(database, 'collection', { collection(name) {
    if (typeof name !== 'string' || name === '') throw new ErrorCtor('collection name must be a string');
    return makeCollection(call, name);
  } }.collection);
  return database;
}

function makeCollection(call, name) {
  const query = { __proto__: null, collection: name, where: null, order: list(), skip: 0, limit: null, field: null };
  const collection = makeQuery(call, query);
  define(collection, 'doc', { doc(id) { return makeDocument(call, name, `${id}`, null); } }.doc);
  define(collection, 'add', cloudMethod('collection.add', call, (options) => ({
    __proto__: null, verb: 'add', collection: name, data: cloudValue(dataOf(options)),
  })));
  return collection;
}

/** A query, which every condition turns into another. */
function makeQuery(call, query) {
  const guest = missingObject('cloud.collection');
  const next = (change) => makeQuery(call, { __proto__: null, ...query, ...change });
  const methods = {
    where: (condition) => next({ __proto__: null, where: cloudValue(condition) }),
    orderBy: (field, order) => {
      const all = copyList(query.order);
      push(all, toArray(listOf([`${field}`, `${order}`])));
      return next({ __proto__: null, order: all });
    },
    skip: (count) => next({ __proto__: null, skip: count }),
    limit: (count) => next({ __proto__: null, limit: count }),
    field: (fields) => next({ __proto__: null, field: cloudValue(fields) }),
    get: cloudMethod('collection.get', call, () => asked(query, 'get')),
    count: cloudMethod('collection.count', call, () => asked(query, 'count')),
    remove: cloudMethod('collection.remove', call, () => asked(query, 'remove')),
    update: cloudMethod('collection.update', call, (options) => {
      const request = asked(query, 'update');
      request.data = cloudValue(dataOf(options));
      return request;
    }),
  };
  const names = ObjectKeys(methods);
  for (let i = 0; i < names.length; i += 1) define(guest, names[i], methods[names[i]]);
  return guest;
}

function asked(query, verb) {
  return { __proto__: null, ...query, verb, order: toArray(query.order) };
}

function makeDocument(call, collection, id, field) {
  const guest = missingObject('cloud.document');
  const request = (verb, data) => ({ __proto__: null, verb, collection, id, field, data });
  define(guest, 'field', { field: (fields) => makeDocument(call, collection, id, cloudValue(fields)) }.field);
  define(guest, 'get', cloudMethod('document.get', call, () => request('read')));
  define(guest, 'remove', cloudMethod('document.remove', call, () => request('delete')));
  define(guest, 'set', cloudMethod('document.set', call, (options) => request('set', cloudValue(dataOf(options)))));
  define(guest, 'update', cloudMethod('document.update', call, (options) => {
    return request('change', cloudValue(dataOf(options)));
  }));
  return guest;
}

/** @throws {TypeError} in the platform's words */
function dataOf(options) {
  const data = isObject(options) ? own(options, 'data') : undefined;
  if (!isObject(data)) throw new TypeErrorCtor('parameter.data should be object instead of undefined;');
  return data;
}

/** A method that answers by callbacks or a promise with what the host says, dates read. */
function cloudMethod(name, call, ask) {
  return { [name](options) {
    return startCall(name, record(), (request, reply) => {
      callHost(call, ask(request), {
        __proto__: null, fail: reply.fail, rawFail: reply.rawFail, ok: (fields) => reply.ok(readDates(fields)),
      });
    }, options);
  } }[name];
}

namespaceAPIs['cloud.database'] = { database() { return makeDatabase('#cloud.database', 'cloud.database'); } }.database;
