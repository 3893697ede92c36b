/**
 * What compiled expressions of templates may use (`X`), and how the view evaluates them (wxml.md
 * 2.4).
 */

/** Members that an expression never reads. */
function isHiddenMember(key) {
  return key === '__proto__' || key === 'prototype' || key === 'caller';
}

const expressionHelpers = ObjectFreeze({
  __proto__: null,

  /** `base.key` of data: safe on nothing, never a function. */
  g(base, key) {
    if (base === null || base === undefined || key === null || key === undefined) return undefined;
    if (isHiddenMember(key)) return undefined;
    const value = base[key];
    return typeof value === 'function' ? undefined : value;
  },

  /** `base.key` in a chain that starts at a wxs module: functions are fine. */
  w(base, key) {
    if (base === null || base === undefined || key === null || key === undefined) return undefined;
    return isHiddenMember(key) ? undefined : base[key];
  },

  /** A call of a wxs function. */
  c(fn, args) {
    return callScript(fn, args);
  },

  /** A call of a function in the data, which only glass-easel's templates can make. */
  f(fn, args) {
    return typeof fn === 'function' ? ReflectApply(fn, undefined, args) : undefined;
  },

  /** The class of `class:` attributes: names and whether they hold, in turn. */
  k(switches) {
    let text = '';
    for (let i = 0; i < switches.length; i += 2) {
      if (switches[i + 1]) text += text === '' ? switches[i] : ` ${switches[i]}`;
    }
    return text;
  },

  /** The style of `style:` attributes: properties and values in turn. */
  y(properties) {
    let text = '';
    for (let i = 0; i < properties.length; i += 2) {
      const value = properties[i + 1];
      text += `${properties[i]}:${value === null ? '' : textOf(value)};`;
    }
    return text;
  },

  /** One part of a mixed text. */
  s: textOf,

  /** `{...source}` into an object literal that is being made. */
  o(object, source) {
    if (source === null || source === undefined) return object;
    const parts = { ...source };
    const keys = ObjectKeys(parts);
    for (let i = 0; i < keys.length; i += 1) define(object, keys[i], parts[keys[i]]);
    return object;
  },

  /**
   * What `[...source]` spreads: an array's items, a string's characters, nothing of anything else.
   */
  a(source) {
    return typeof source === 'string' || ArrayIsArray(source) ? source : [];
  },

  /** A data field. */
  d(data, name) {
    return data[name];
  },
});

/** Whether a value of a compiled template is an expression rather than a static value. */
function isExpression(value) {
  return value !== null && typeof value === 'object' && typeof value.f === 'function';
}

/** The value of an expression or of a static value; functions count as nothing. */
function evaluate(expression, fragment) {
  if (!isExpression(expression)) return expression;
  const value = evaluateAny(expression, fragment);
  return typeof value === 'function' ? undefined : value;
}

/**
 * The value of an expression for an attribute: a component may be given a function of the data, as
 * libraries do with formatters; wxs functions and built-in tags are not.
 */
function evaluateFor(node, expression, fragment) {
  if (!isExpression(expression)) return expression;
  const value = evaluateAny(expression, fragment);
  if (typeof value !== 'function') return value;
  if (node.component !== null && ObjectGetPrototypeOf(value) === FunctionPrototype) return value;
  if (writtenAttributes !== null) noteWritten(node, expression, value);
  return undefined;
}

/** As `evaluate`, but a wxs function stays one: handlers and `change:` observers. */
function evaluateAny(expression, fragment) {
  const scope = fragment.scope;
  try {
    return expression.f(scope.data, fragment.slots, scope.scripts);
  } catch (error) {
    reportError(error, `${scope.file.path}:${expression.p} {{${expression.t}}}`);
    return undefined;
  }
}
