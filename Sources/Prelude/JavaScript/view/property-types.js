/** Properties: their declarations, defaults and coercion (components.md 3.2). */

/**
 * Reads one entry of `properties`: `Type`, `null` or `{type, optionalTypes, value, observer}`.
 * @returns {object} a record
 */
function readProperty(name, declared) {
  const isLong = declared !== null && typeof declared === 'object';
  const type = typeName(isLong ? declared.type : declared);
  const property = {
    __proto__: null,
    name,
    path: listOf([name]),
    type,
    optionalTypes: list(),
    initial: defaultOf(type),
    observer: isLong ? declared.observer : undefined,
  };
  if (!isLong) return property;
  if (ObjectHasOwn(declared, 'value') && declared.value !== undefined) {
    property.initial = declared.value;
  }
  const optional = declared.optionalTypes;
  for (let i = 0; ArrayIsArray(optional) && i < optional.length; i += 1) {
    push(property.optionalTypes, typeName(optional[i]));
  }
  return property;
}

function typeName(type) {
  switch (type) {
    case StringCtor: return 'String';
    case NumberCtor: return 'Number';
    case BooleanCtor: return 'Boolean';
    case ArrayCtor: return 'Array';
    case ObjectCtor: return 'Object';
    default: return 'any';
  }
}

function defaultOf(type) {
  switch (type) {
    case 'String': return '';
    case 'Number': return 0;
    case 'Boolean': return false;
    case 'Array': return [];
    default: return null;
  }
}

/**
 * The value that a property takes when `value` is assigned to it; warns where it had to be
 * replaced.
 */
function coerceProperty(property, value, path) {
  for (let i = 0; i < property.optionalTypes.length; i += 1) {
    if (isStrictly(property.optionalTypes[i], value)) return value;
  }
  switch (property.type) {
    case 'String': return coerceString(property, value, path);
    case 'Number': return coerceNumber(property, value, path);
    case 'Boolean': return !!value;
    case 'Array':
      if (ArrayIsArray(value)) return value;
      warnIncompatible(
        property, path, 'expected <Array> but got non-array value. Used empty array instead.'
      );
      return [];
    case 'Object':
      if (typeof value === 'object') return value;
      warnIncompatible(
        property, path, 'expected <Object> but got non-object value. Used null instead.'
      );
      return null;
    default: return value === undefined ? null : value;
  }
}

function isStrictly(type, value) {
  switch (type) {
    case 'String': return typeof value === 'string';
    case 'Number': return typeof value === 'number' && NumberIsFinite(value);
    case 'Boolean': return typeof value === 'boolean';
    case 'Array': return ArrayIsArray(value);
    case 'Object': return value !== null && typeof value === 'object' && !ArrayIsArray(value);
    default: return value !== undefined;
  }
}

function coerceString(property, value, path) {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) {
    const found = value === null ? 'null' : 'undefined';
    warnIncompatible(
      property, path, `expected <String> but get ${found} value. Used empty string instead.`
    );
    return '';
  }
  if (typeof value === 'object') {
    warnIncompatible(
      property, path, 'expected <String> but got object value. Used its text instead.'
    );
  }
  return typeof value === 'function' ? FunctionToString(value) : textOf(value);
}

function coerceNumber(property, value, path) {
  const number = numberOf(value);
  if (NumberIsFinite(number)) return number;
  const found = typeof value === 'number' ? 'NaN or Infinity' : 'non-number value';
  warnIncompatible(property, path, `expected <Number> but got ${found}. Used 0 instead.`);
  return 0;
}

/** `Number(value)` without running a method of the value. */
function numberOf(value) {
  switch (typeof value) {
    case 'number': return value;
    case 'string': return +value;
    case 'boolean': return value ? 1 : 0;
    case 'object': return value === null ? 0 : ArrayIsArray(value) ? +textOf(value) : NaN;
    default: return NaN;
  }
}

function warnIncompatible(property, path, tail) {
  warn(
    `[Component] property "${property.name}" of "${path}" received type-uncompatible value: ${tail}`
  );
}
