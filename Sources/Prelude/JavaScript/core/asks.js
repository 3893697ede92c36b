/**
 * What the host asks and gets answered with a frame of the same id: routes, data, the stack, method calls and
 * code of the author's own tests.
 */

/** Handlers by name: `(message, answer)`, where `answer.ok(value)` and `answer.fail(error)` end the ask. */
const hostAsks = {
  __proto__: null,
  route(message, answer) {
    if (!contains(routeNames, message.api)) {
      throw new TypeErrorCtor(`'${message.api}' is no route; expected one of ${join(routeNames, ', ')}`);
    }
    startRoute(message.api, message, (result) => answer.ok(result));
  },
  /** Every name of `wx`, and who serves it: `missing` nobody, `pretends` a function that only succeeds, `real`. */
  surface(message, answer) {
    const names = record();
    const all = ObjectKeys(wxObject);
    for (let i = 0; i < all.length; i += 1) {
      const name = all[i];
      const property = ObjectGetOwnPropertyDescriptor(wxObject, name);
      names[name] = {
        __proto__: null,
        standing: missingNames[name] ? 'missing' : pretends(name) ? 'pretends' : 'real',
        replaceable: property.writable === true && property.configurable === true,
      };
    }
    answer.ok({ __proto__: null, names });
  },
  stack(message, answer) {
    answer.ok(mapList(stackedPages, (page) => ({
      __proto__: null, id: page.id, path: page.path, query: page.query,
    })));
  },
  data(message, answer) {
    answer.ok(pageDataOf(instanceFor(message)));
  },
  setData(message, answer) {
    setDataOn(instanceFor(message), guestCopy(message.data), () => answer.ok({}));
  },
  invoke(message, answer) {
    const instance = instanceFor(message);
    const method = instance[message.method];
    if (typeof method !== 'function') {
      throw new TypeErrorCtor(`'${message.method}' is no method here; found ${tagOf(method)}`);
    }
    answerWith(ReflectApply(method, instance, guestCopy(message.args ?? list())), answer);
  },
  evaluate(message, answer) {
    const value = native.evaluate(`(${message.source}\n)`, 'evaluate', 1);
    if (typeof value !== 'function') answerWith(value, answer);
    else answerWith(ReflectApply(value, undefined, guestCopy(message.args ?? list())), answer);
  },
};

/** Answers with `{value}`, after waiting for a promise. */
function answerWith(value, answer) {
  if (!isObject(value) || typeof value.then !== 'function') answer.ok({ __proto__: null, value });
  else settled(value, (result) => answer.ok({ __proto__: null, value: result }), answer.fail);
}

/** The page or component that an ask names: `page` id, `node` id, or the page on top. */
function instanceFor(message) {
  if (message.node !== undefined && message.node !== null) {
    const instance = instanceForNode(message.node);
    if (instance === undefined) throw new ErrorCtor(`node ${message.node} is no page or component, or is gone`);
    return instance;
  }
  const named = message.page !== undefined && message.page !== null;
  const page = named ? pageHandle(message.page) : currentPage();
  if (page === undefined) throw new ErrorCtor(named ? `page ${message.page} is gone` : 'there is no page yet');
  return page.instance;
}

/** Runs one ask. */
function runAsk(id, name, text) {
  const answer = answerFor(id);
  try {
    const handle = hostAsks[name];
    handle(parseRecord(text), answer);
  } catch (error) {
    answer.fail(error);
  }
}

/** The answer to one ask: the patches made so far go first, so that the host sees what the answer speaks of. */
function answerFor(id) {
  let open = true;
  const send = (kind, value) => {
    if (!open) return;
    flushPatches();
    // Throws for an answer that is too long, which is then answered as a failure.
    native.post(kind, id, '', value);
    open = false;
  };
  const fail = (error) => {
    const { message, stack } = describeError(error);
    send('answerFail', jsonOf({ __proto__: null, message, stack }));
  };
  return {
    __proto__: null,
    fail,
    ok(value) {
      try {
        send('answer', jsonOf(value) ?? 'null');
      } catch (error) {
        fail(error);
      }
    },
  };
}
