/** Forms: submit, reset, collecting of values (builtin-components.md 6.4). */

/**
 * The form of a button: around it in the template that wrote it; beyond that template only where
 * its component has the behavior `wx://form-field-button`.
 */
function formOf(button) {
  let tree = button.owner;
  for (let node = composedParent(button); node !== null; node = composedParent(node)) {
    if (node.component === tree) {
      if (!tree.definition.has(builtInBehaviors['wx://form-field-button'])) return null;
      tree = node.owner;
    }
    if (node.owner === tree && node.component === null && node.tag === 'form') return node;
  }
  return null;
}

function submitForm(form) {
  const value = {};
  collectFields(form, value);
  const detail = { value, target: describeTarget(form) };
  if (isOn(form, 'reportSubmit')) detail.formId = 'the formId is a mock one';
  dispatch('submit', form, detail, atTarget);
}

/** Controls that have a value of their own, by tag. */
const fieldValues = ObjectFreeze({
  __proto__: null,
  input: (node) => stringAttribute(node, 'value', ''),
  textarea: (node) => stringAttribute(node, 'value', ''),
  switch: (node) => isOn(node, 'checked'),
  slider: (node) => sliderValue(node, numberAttribute(node, 'value', 0)),
  'checkbox-group': checkedValues,
  'radio-group': chosenValue,
  picker: pickerValue,
  'picker-view': (node) => deepCopy(attributeOf(node, 'value') ?? []),
});

/** Adds the named fields inside a node, in tree order; of equal names the last counts. */
function collectFields(node, values) {
  eachInside(node, (child) => {
    const component = child.component;
    if (component === null) {
      const name = stringAttribute(child, 'name', '');
      if (name !== '' && fieldValues[child.tag] !== undefined) {
        setOwn(values, name, fieldValues[child.tag](child));
      }
      return false;
    }
    const definition = component.definition;
    if (definition.has(builtInBehaviors['wx://form-field'])) {
      const name = textOf(own(component.data, 'name'));
      if (name !== '') setOwn(values, name, deepCopy(own(component.data, 'value')));
    } else if (definition.has(builtInBehaviors['wx://form-field-group'])) {
      collectFields(component.shadow, values);
    }
    return false;
  });
}

/** The value of the chosen radio button of a group; of several the last, of none the empty text. */
function chosenValue(group) {
  let value = '';
  eachControl(group, 'radio', (node) => {
    if (isOn(node, 'checked')) value = stringAttribute(node, 'value', '');
  });
  return value;
}

/** Empties the controls of a form and tells it; bound data stays. */
function resetForm(form) {
  eachInside(form, (node) => {
    if (node.component === null && resets[node.tag] !== undefined) resets[node.tag](node);
    return false;
  });
  dispatch('reset', form, { target: describeTarget(form) }, atTarget);
}

const resets = ObjectFreeze({
  __proto__: null,
  input: (node) => resetValue(node, 'value', ''),
  textarea: (node) => resetValue(node, 'value', ''),
  switch: (node) => resetValue(node, 'checked', false),
  checkbox: (node) => resetValue(node, 'checked', false),
  radio: (node) => resetValue(node, 'checked', false),
  slider: (node) => resetValue(node, 'value', numberAttribute(node, 'min', 0)),
  picker: resetPicker,
});

/** Shows a value as if the user had given it, without telling anyone. */
function resetValue(node, name, value) {
  if (node.state === null) node.state = record();
  if (!(name in node.state)) node.state[name] = attributeOf(node, name);
  showUserValue(node, name, value);
}

function resetPicker(node) {
  if (node.state !== null && 'value' in node.state) resetValue(node, 'value', node.state.value);
}
