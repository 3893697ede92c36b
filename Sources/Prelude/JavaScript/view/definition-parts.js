/** Reads what a mini-program passes to Component, Behavior and Page into records, once. */

const lifetimeNames = listOf(['created', 'attached', 'ready', 'moved', 'detached', 'error']);
const pageLifetimeNames = listOf(['show', 'hide', 'resize', 'routeDone']);

/** What one `Component({…})` or `Behavior({…})` says. */
function readParts(options) {
  return {
    __proto__: null,
    behaviors: readBehaviors(options.behaviors),
    properties: readProperties(options.properties),
    data: isDataObject(options.data) ? options.data : {},
    methods: readFunctions(options.methods),
    lifetimes: readLifetimes(options),
    pageLifetimes: readHandlers(options.pageLifetimes, pageLifetimeNames),
    observers: readObservers(options.observers),
    relations: readRelations(options.relations),
    externalClasses: readWords(options.externalClasses),
    options: isDataObject(options.options) ? { __proto__: null, ...options.options } : record(),
    export: typeof options.export === 'function' ? options.export : undefined,
    filter: typeof options.definitionFilter === 'function' ? options.definitionFilter : undefined,
  };
}

function isDataObject(value) {
  return value !== null && typeof value === 'object' && !ArrayIsArray(value);
}

function readProperties(declared) {
  const properties = record();
  if (!isDataObject(declared)) return properties;
  const names = ObjectKeys(declared);
  for (let i = 0; i < names.length; i += 1) {
    properties[names[i]] = readProperty(names[i], declared[names[i]]);
  }
  return properties;
}

function readFunctions(declared) {
  const functions = record();
  if (!isDataObject(declared)) return functions;
  const names = ObjectKeys(declared);
  for (let i = 0; i < names.length; i += 1) {
    if (typeof declared[names[i]] === 'function') functions[names[i]] = declared[names[i]];
  }
  return functions;
}

/**
 * Lifetimes of the `lifetimes` section; those at the top level count where that section lacks them.
 */
function readLifetimes(options) {
  const handlers = readHandlers(options, lifetimeNames);
  const sectioned = readHandlers(options.lifetimes, lifetimeNames);
  for (const name in sectioned) handlers[name] = sectioned[name];
  return handlers;
}

/** Functions, or names of methods, under given names. */
function readHandlers(section, names) {
  const handlers = record();
  if (!isObject(section)) return handlers;
  for (let i = 0; i < names.length; i += 1) {
    const handler = section[names[i]];
    if (typeof handler === 'function' || typeof handler === 'string') handlers[names[i]] = handler;
  }
  return handlers;
}

function readWords(declared) {
  const words = list();
  for (let i = 0; ArrayIsArray(declared) && i < declared.length; i += 1) {
    if (typeof declared[i] === 'string') push(words, declared[i]);
  }
  return words;
}

/** Observers in order, from a table or from a list of `{fields, observer}`. */
function readObservers(declared) {
  const observers = list();
  if (ArrayIsArray(declared)) {
    for (let i = 0; i < declared.length; i += 1) {
      if (isObject(declared[i])) addObserver(observers, declared[i].fields, declared[i].observer);
    }
  } else if (isDataObject(declared)) {
    const keys = ObjectKeys(declared);
    for (let i = 0; i < keys.length; i += 1) addObserver(observers, keys[i], declared[keys[i]]);
  }
  return observers;
}

function addObserver(observers, fields, observer) {
  const isHandler = typeof observer === 'function' || typeof observer === 'string';
  if (typeof fields !== 'string' || !isHandler) return;
  try {
    push(observers, { __proto__: null, paths: readObservedPaths(fields), observer, fields });
  } catch (error) {
    logError(`observers: "${fields}" is not a list of data paths: ${error.message}`);
  }
}

/** `a.b, c[0].**, **` as a list of `{path, isDeep}`; an empty path means all data. */
function readObservedPaths(fields) {
  const paths = list();
  const texts = split(fields, ',');
  for (let i = 0; i < texts.length; i += 1) {
    const text = StringTrim(texts[i]);
    if (text === '**') {
      push(paths, { __proto__: null, path: list(), isDeep: true });
      continue;
    }
    const isDeep = StringEndsWith(text, '.**');
    const path = parseDataPath(isDeep ? StringSlice(text, 0, -3) : text);
    const first = StringCharCodeAt(path[0], 0);
    if (first >= 48 && first <= 57) {
      throw illegalPath(`A field can not start with a digit: ${text}`);
    }
    push(paths, { __proto__: null, path, isDeep });
  }
  return paths;
}

function readRelations(declared) {
  const relations = record();
  if (!isDataObject(declared)) return relations;
  const keys = ObjectKeys(declared);
  for (let i = 0; i < keys.length; i += 1) {
    const given = declared[keys[i]];
    if (!isObject(given)) continue;
    relations[keys[i]] = {
      __proto__: null,
      key: keys[i],
      type: given.type,
      target: behaviorOf(given.target),
      linked: given.linked,
      linkChanged: given.linkChanged,
      unlinked: given.unlinked,
    };
  }
  return relations;
}
