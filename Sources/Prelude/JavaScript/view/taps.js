/** What a tap does to built-in tags (builtin-components.md 6.2 to 6.9). */

/** Sends a tap to a node, then lets the control at or around it act. */
function tapNode(node, message) {
  const control = controlAt(node);
  if (control !== null && isOn(control, 'disabled')) return;
  sendTap(node, message);
  leaveFocus(node, control);
  if (control !== null) activate(control);
}

/** A tap beside the text control that has the focus takes it away, unless `hold-keyboard`. */
function leaveFocus(node, control) {
  const page = node.owner === null ? null : node.owner.page;
  const focused = page === null ? null : page.focused;
  if (focused === null || focused === control || isOn(focused, 'holdKeyboard')) return;
  // A control that takes the focus over blurs the other one itself.
  if (control !== null && (control.tag === 'input' || control.tag === 'textarea')) return;
  blurControl(focused);
}

function sendTap(node, message) {
  const detail = message.detail === undefined ? { x: 0, y: 0 } : deepCopy(message.detail);
  sendDom(node, message, detail);
}

/** What a tap on a tag does, by tag. */
const tapActions = ObjectFreeze({
  __proto__: null,
  button: pressButton,
  checkbox: toggleCheckbox,
  radio: chooseRadio,
  switch: toggleSwitch,
  navigator: followNavigator,
  label: tapLabel,
  input: focusControl,
  textarea: focusControl,
});

/** The innermost built-in control at a node or around it, or null. */
function controlAt(node) {
  for (let at = node; at !== null; at = composedParent(at)) {
    if (at.kind === ELEMENT && at.component === null && tapActions[at.tag] !== undefined) return at;
  }
  return null;
}

function activate(control) {
  tapActions[control.tag](control);
}

/**
 * Activates the control that a label is for: the one with the id of `for`, otherwise the first
 * inside.
 */
function tapLabel(label) {
  const id = stringAttribute(label, 'for', '');
  const control = id === '' ? firstControlIn(label) : controlWithID(label, id);
  if (control === null || isOn(control, 'disabled')) return;
  if (control.tag === 'button') {
    dispatch('tap', control, { x: 0, y: 0 }, throughTree, touchesOf('tap', record()));
  }
  activate(control);
}

function isLabelled(node) {
  return node.component === null && node.tag !== 'label' && node.tag !== 'navigator'
    && tapActions[node.tag] !== undefined;
}

function firstControlIn(label) {
  let found = null;
  eachInside(label, (node) => {
    if (!isLabelled(node)) return false;
    found = node;
    return true;
  });
  return found;
}

function controlWithID(label, id) {
  let found = null;
  eachInside(label.owner.shadow, (node) => {
    if (!isLabelled(node) || textOf(attributeOf(node, 'id')) !== id) return false;
    found = node;
    return true;
  });
  return found;
}

function toggleCheckbox(node) {
  setUserValue(node, 'checked', !isOn(node, 'checked'));
  const group = surrounding(node, 'checkbox-group');
  if (group !== null) sendChange(group, { value: checkedValues(group) });
}

/** Chooses a radio button; tapping the chosen one changes nothing. */
function chooseRadio(node) {
  if (isOn(node, 'checked')) return;
  const group = surrounding(node, 'radio-group');
  if (group !== null) {
    eachControl(group, 'radio', (other) => {
      if (other !== node && isOn(other, 'checked')) setUserValue(other, 'checked', false);
    });
  }
  setUserValue(node, 'checked', true);
  if (group !== null) sendChange(group, { value: stringAttribute(node, 'value', '') });
}

function toggleSwitch(node) {
  const value = !isOn(node, 'checked');
  setUserValue(node, 'checked', value);
  sendChange(node, { value });
}

/** Calls `visit` for the built-in tags of a name that are shown inside a node. */
function eachControl(node, tag, visit) {
  eachShown(node, (child) => {
    if (child.kind === ELEMENT && child.component === null && child.tag === tag) visit(child);
    eachControl(child, tag, visit);
  });
}

/** The values of the ticked checkboxes of a group, in tree order. */
function checkedValues(group) {
  const values = list();
  eachControl(group, 'checkbox', (node) => {
    if (isOn(node, 'checked')) push(values, stringAttribute(node, 'value', ''));
  });
  return toArray(values);
}

function sendChange(node, detail) {
  dispatch('change', node, detail, atTarget);
}

const routeByOpenType = ObjectFreeze({
  __proto__: null,
  navigate: 'navigateTo',
  redirect: 'redirectTo',
  switchTab: 'switchTab',
  reLaunch: 'reLaunch',
  navigateBack: 'navigateBack',
});

/** Follows a `<navigator>`; `success`, `fail` and `complete` are sent to it. */
function followNavigator(node) {
  const openType = stringAttribute(node, 'openType', 'navigate');
  if (stringAttribute(node, 'target', 'self') === 'miniProgram') {
    leaveByNavigator(node, openType);
    return;
  }
  const api = routeByOpenType[openType];
  const url = stringAttribute(node, 'url', '');
  if (api === undefined || (url === '' && api !== 'navigateBack')) {
    warn(`<navigator> at ${node.owner.definition.path}:${node.prepared.position} leads nowhere: `
      + 'it needs a url, or open-type="navigateBack"');
    return;
  }
  const request = api === 'navigateBack'
    ? { __proto__: null, delta: numberAttribute(node, 'delta', 1) }
    : { __proto__: null, url };
  startRoute(api, request, (result) => tellNavigator(node, result));
}

function tellNavigator(node, result) {
  const detail = { errMsg: result === undefined ? '' : `${result.errMsg}` };
  const isFine = StringEndsWith(detail.errMsg, ':ok');
  dispatch(isFine ? 'success' : 'fail', node, detail, atTarget);
  dispatch('complete', node, detail, atTarget);
}

function leaveByNavigator(node, openType) {
  if (openType === 'exit') {
    callWX('exitMiniProgram', {});
    return;
  }
  callWX('navigateToMiniProgram', {
    appId: stringAttribute(node, 'appId', ''),
    path: stringAttribute(node, 'path', ''),
    extraData: deepCopy(attributeOf(node, 'extraData') ?? {}),
    envVersion: stringAttribute(node, 'version', 'release'),
    shortLink: stringAttribute(node, 'shortLink', ''),
  });
}
