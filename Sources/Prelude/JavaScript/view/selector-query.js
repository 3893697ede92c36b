/** `createSelectorQuery()` (api-core.md 9.13). */

/** How many requests one query may hold. */
const QUERY_REQUESTS = 1000;

/**
 * What the objects behind queries and node references ask for; never visible to the mini-program.
 */
const queryStates = new WeakMapCtor();

const queryMembers = ObjectFreeze({
  __proto__: null,

  in(instance) {
    queryState(this).component = componentOf(instance) ?? queryState(this).component;
    return this;
  },

  select(selector) {
    return makeNodesReference(
      this, { __proto__: null, selector: `${selector}`, isAll: false, isViewport: false }
    );
  },

  selectAll(selector) {
    return makeNodesReference(
      this, { __proto__: null, selector: `${selector}`, isAll: true, isViewport: false }
    );
  },

  selectViewport() {
    return makeNodesReference(
      this, { __proto__: null, selector: '', isAll: false, isViewport: true }
    );
  },

  exec(callback) {
    const state = queryState(this);
    queueTask(() => runQuery(state, callback));
    return this;
  },
});

const nodesReferenceMembers = ObjectFreeze({
  __proto__: null,
  boundingClientRect(callback) {
    return addRequest(
      this, { __proto__: null, id: true, dataset: true, rect: true, size: true }, callback
    );
  },
  scrollOffset(callback) {
    return addRequest(
      this, { __proto__: null, id: true, dataset: true, scrollOffset: true }, callback
    );
  },
  fields(fields, callback) {
    return addRequest(this, isObject(fields) ? { __proto__: null, ...fields } : record(), callback);
  },
  context(callback) {
    return addRequest(this, { __proto__: null, context: true }, callback);
  },
  node(callback) {
    return addRequest(this, { __proto__: null, node: true }, callback);
  },
});

const queryPrototype = prototypeWith(queryMembers);
const nodesReferencePrototype = prototypeWith(nodesReferenceMembers);

/** An object with methods of ours, for a mini-program. */
function prototypeWith(members) {
  const prototype = {};
  for (const name in members) defineHidden(prototype, name, members[name]);
  return prototype;
}

/**
 * @param {LiveComponent | undefined} component in whose tree to search; the current page without
 *   one
 */
function makeSelectorQuery(component) {
  const query = ObjectCreate(queryPrototype);
  WeakMapSet(queryStates, query, { __proto__: null, component, requests: list() });
  return query;
}

function queryState(query) {
  const state = isObject(query) ? WeakMapGet(queryStates, query) : undefined;
  if (state === undefined) {
    throw new TypeErrorCtor('this is not a SelectorQuery; keep the method on its query');
  }
  return state;
}

function makeNodesReference(query, target) {
  const reference = ObjectCreate(nodesReferencePrototype);
  WeakMapSet(queryStates, reference, { __proto__: null, query, target, state: queryState(query) });
  return reference;
}

function addRequest(reference, fields, callback) {
  const { query, target, state } = queryState(reference);
  if (state.requests.length >= QUERY_REQUESTS) {
    throw new RangeErrorCtor(
      `a selector query holds ${QUERY_REQUESTS} requests; at most ${QUERY_REQUESTS} fit`
    );
  }
  push(state.requests, { __proto__: null, target, fields, callback });
  return query;
}

/** Answers all requests: each callback first, then the one of `exec` with all results. */
function runQuery(state, callback) {
  const current = currentPage();
  const component = state.component ?? (current === undefined ? undefined : current.component);
  const results = list();
  const wanted = list();
  for (let i = 0; i < state.requests.length; i += 1) {
    push(results, answerRequest(component, state.requests[i], wanted));
  }
  fillStyles(wanted, () => tellResults(state, results, callback));
}

function tellResults(state, results, callback) {
  for (let i = 0; i < results.length; i += 1) {
    const each = state.requests[i].callback;
    if (typeof each === 'function') {
      callGuest(each, undefined, [results[i]], 'SelectorQuery callback');
    }
  }
  if (typeof callback === 'function') {
    callGuest(callback, undefined, [toArray(results)], 'SelectorQuery.exec callback');
  }
}

function answerRequest(component, request, wanted) {
  const target = request.target;
  if (target.isViewport) return answerViewport(request.fields);
  const found = list();
  if (component !== undefined) {
    eachMatch(component, target.selector, (node) => {
      push(found, answerFields(node, request.fields, wanted));
      return !target.isAll;
    });
  }
  if (target.isAll) return toArray(found);
  return found.length === 0 ? null : found[0];
}

/**
 * The asked fields of a node as an object for the mini-program.
 * @param {object} wanted list that receives the styles still to be asked for
 */
function answerFields(node, fields, wanted) {
  const answer = {};
  const place = geometryOf(node);
  if (fields.id) answer.id = textOf(attributeOf(node, 'id'));
  if (fields.dataset) answer.dataset = datasetOf(node);
  if (fields.mark) answer.mark = marksSeenFrom(node, listOf([node]));
  if (fields.rect) addRect(answer, place);
  if (fields.size) addSize(answer, place);
  if (fields.scrollOffset) addScroll(answer, node);
  if (fields.context) answer.context = {};
  if (fields.node) answer.node = canvasOfNode(node);
  addProperties(answer, node, fields.properties);
  wantStyles(answer, node, fields.computedStyle, wanted);
  return answer;
}

function answerViewport(fields) {
  const answer = {};
  const size = viewportSize();
  if (fields.id) answer.id = '';
  if (fields.dataset) answer.dataset = {};
  if (fields.rect) {
    addRect(answer, { __proto__: null, left: 0, top: 0, width: size.width, height: size.height });
  }
  if (fields.size) addSize(answer, size);
  if (fields.scrollOffset) addScroll(answer, null);
  return answer;
}

function addRect(answer, place) {
  answer.left = place.left;
  answer.top = place.top;
  answer.right = place.left + place.width;
  answer.bottom = place.top + place.height;
}

function addSize(answer, place) {
  answer.width = place.width;
  answer.height = place.height;
}

function addScroll(answer, node) {
  answer.scrollLeft = node === null ? 0 : numberAttribute(node, 'scrollLeft', 0);
  answer.scrollTop = node === null ? 0 : numberAttribute(node, 'scrollTop', 0);
  answer.scrollWidth = 0;
  answer.scrollHeight = 0;
}

/** Attributes by name, but for id, class and style. */
function addProperties(answer, node, names) {
  for (let i = 0; ArrayIsArray(names) && i < names.length; i += 1) {
    const name = camelCase(textOf(names[i]));
    if (name === 'id' || name === 'class' || name === 'style') continue;
    const { component } = node;
    const isProperty = component !== null && component.definition.properties[name] !== undefined;
    const value = isProperty ? own(component.data, name) : attributeOf(node, name);
    setOwn(answer, textOf(names[i]), value === undefined ? null : deepCopy(value));
  }
}

/** How many computed styles one query may ask for. */
const QUERY_STYLES = 4096;

/** Gives an answer empty texts for the computed styles that it asks for, and notes them. */
function wantStyles(answer, node, names, wanted) {
  for (let i = 0; ArrayIsArray(names) && i < names.length; i += 1) {
    const name = textOf(names[i]);
    setOwn(answer, name, '');
    if (!node.live) continue;
    if (wanted.length === QUERY_STYLES) {
      logError(`a selector query asks for more than ${QUERY_STYLES} computed styles; the others `
        + 'stay empty');
      return;
    }
    push(wanted, { __proto__: null, answer, name, node: node.id });
  }
}

/** Asks the host, which alone knows the style sheets, for styles; then goes on. */
function fillStyles(wanted, goOn) {
  if (wanted.length === 0) {
    goOn();
    return;
  }
  // What the code before the query changed is known to the host first.
  flushPatches();
  const styles = toArray(mapList(wanted, (one) => toArray(listOf([one.node, one.name]))));
  callHost('view.styles', { __proto__: null, styles }, {
    __proto__: null,
    ok: (fields) => {
      for (let i = 0; i < wanted.length; i += 1) {
        setOwn(wanted[i].answer, wanted[i].name, textOf(fields.values[i]));
      }
      queueStep(goOn);
    },
    fail: (reason) => {
      warn(`computed styles are not known: ${reason}`);
      queueStep(goOn);
    },
  });
}
