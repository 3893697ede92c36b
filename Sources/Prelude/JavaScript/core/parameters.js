/**
 * Checks of call arguments against a template, with the platform's sentences (api-conventions.md 8.2): a
 * template value's type is the required type, a template object lists its required keys, a template array asks
 * for at least as many items. A template `null` accepts anything.
 */

/** The sentences about what is wrong, joined without a separator; '' when nothing is. */
function parameterErrors(value, template, path = 'parameter') {
  if (template === null || template === undefined) return '';
  const expected = tagOf(template);
  const found = tagOf(value);
  if (found !== expected) return `${path} should be ${expected} instead of ${found};`;
  if (expected === 'Object') return objectErrors(value, template, path);
  if (expected === 'Array') return arrayErrors(value, template, path);
  return '';
}

function objectErrors(value, template, path) {
  const keys = ObjectKeys(template);
  let sentences = '';
  for (let i = 0; i < keys.length; i += 1) {
    const wanted = template[keys[i]];
    const found = own(value, keys[i]);
    if (typeof wanted === typeof found && typeof wanted !== 'object') continue;
    sentences += parameterErrors(found, wanted, `${path}.${keys[i]}`);
  }
  return sentences;
}

function arrayErrors(value, template, path) {
  if (value.length < template.length) {
    const count = template.length;
    return `${path} should have at least ${count} item${count === 1 ? '' : 's'};`;
  }
  let sentences = '';
  for (let i = 0; i < template.length; i += 1) {
    sentences += parameterErrors(value[i], template[i], `${path}[${i}]`);
  }
  return sentences;
}
