/**
 * Events with which a user changes a control: input, change, focus, blur (builtin-components.md 6.3
 * to 6.8).
 */

/** What a host event does at a built-in tag, or `undefined` when listeners are all there is. */
function actionFor(node, type) {
  const actions = controlActions[node.tag];
  return actions === undefined ? undefined : actions[type];
}

const controlActions = ObjectFreeze({
  __proto__: null,
  input: {
    __proto__: null, input: enterText, focus: focusByEvent, blur: blurByEvent, confirm: confirmText,
  },
  textarea: {
    __proto__: null, input: enterText, focus: focusByEvent, blur: blurByEvent, confirm: confirmText,
  },
  slider: { __proto__: null, change: slide, changing: slide },
  switch: { __proto__: null, change: changeSwitch },
  picker: { __proto__: null, change: pick },
  'picker-view': { __proto__: null, change: turnWheels },
  'checkbox-group': { __proto__: null, change: changeChecks },
  'radio-group': { __proto__: null, change: changeChoice },
  swiper: { __proto__: null, change: swipe },
  'scroll-view': { __proto__: null, scroll, refresherrefresh: pullRefresher },
  'movable-view': { __proto__: null, change: moveView },
  'page-container': { __proto__: null, clickoverlay: tapOverlay },
});

/** The detail of a message as an object for the mini-program. */
function detailOf(message) {
  return isObject(message.detail) ? deepCopy(message.detail) : {};
}

/** The user's text: cut to `maxlength`, shown, sent; a handler of `<input>` may replace it. */
function enterText(node, message) {
  if (isOn(node, 'disabled')) return;
  const detail = detailOf(message);
  const before = stringAttribute(node, 'value', '');
  const value = cutToLength(node, textOf(own(detail, 'value')));
  setUserValue(node, 'value', value);
  define(detail, 'value', value);
  if (!ObjectHasOwn(detail, 'cursor')) define(detail, 'cursor', value.length);
  if (!ObjectHasOwn(detail, 'keyCode')) define(detail, 'keyCode', keyCodeOf(before, value));
  const event = sendDom(node, message, detail);
  if (node.tag === 'input') replaceText(node, event.returned);
}

function cutToLength(node, text) {
  const most = numberAttribute(node, 'maxlength', 140);
  return most >= 0 && text.length > most ? StringSlice(text, 0, most) : text;
}

/** The code of the last character, or 8 for a deletion. */
function keyCodeOf(before, value) {
  return value.length < before.length || value === ''
    ? 8
    : StringCharCodeAt(value, value.length - 1);
}

/** A handler of `input` may return the text to show instead, alone or as `{value, cursor}`. */
function replaceText(node, returned) {
  if (returned === undefined || returned === null || returned === false) return;
  const value = typeof returned === 'object' ? tryRead(returned, 'value') : returned;
  if (value === undefined) return;
  showUserValue(node, 'value', textOf(value));
}

/** Gives a text control the focus; the one that had it on the page loses it first. */
function focusControl(node) {
  moveFocus(node, { value: stringAttribute(node, 'value', ''), height: 0 });
}

function focusByEvent(node, message) {
  if (isOn(node, 'disabled')) return;
  const detail = detailOf(message);
  if (!ObjectHasOwn(detail, 'value')) define(detail, 'value', stringAttribute(node, 'value', ''));
  if (!ObjectHasOwn(detail, 'height')) define(detail, 'height', 0);
  moveFocus(node, detail);
}

function moveFocus(node, detail) {
  const page = node.owner.page;
  if (page === null || page.focused === node) return;
  const before = page.focused;
  page.focused = node;
  if (before !== null && before.live) sendBlur(before, {});
  dispatch('focus', node, detail, atTarget);
  keyboardFollows(page);
}

function blurByEvent(node, message) {
  if (isOn(node, 'disabled')) return;
  const page = node.owner.page;
  keyboardFollows(page);
  if (page !== null && page.focused === node) page.focused = null;
  sendBlur(node, detailOf(message));
}

/** Takes the focus from a text control, if it has it. */
function blurControl(node) {
  const page = node.owner.page;
  if (page === null || page.focused !== node) return;
  page.focused = null;
  if (node.live) sendBlur(node, {});
  keyboardFollows(page);
}

/**
 * The key that confirms: a line break in a `<textarea>` whose key says `return`; otherwise
 * `confirm`, and the keyboard goes unless `confirm-hold`.
 */
function confirmText(node, message) {
  if (isOn(node, 'disabled')) return;
  const detail = detailOf(message);
  const value = stringAttribute(node, 'value', '');
  if (node.tag === 'textarea' && stringAttribute(node, 'confirmType', 'return') === 'return') {
    enterText(node, { __proto__: null, type: 'input', detail: { value: `${value}\n` } });
    return;
  }
  if (!ObjectHasOwn(detail, 'value')) define(detail, 'value', value);
  sendDom(node, message, detail);
  if (!isOn(node, 'confirmHold')) blurControl(node);
}

/** `focus` and `auto-focus` as the template sets them; only a change of them counts. */
function obeyFocus(node, life) {
  const isFirst = !('focus' in life.seen);
  if (!isNew(node, life, 'focus') && !isFirst) return;
  const wants = isOn(node, 'focus') || (isFirst && isOn(node, 'autoFocus'));
  if (wants && !isOn(node, 'disabled')) focusControl(node);
  else if (!isFirst) blurControl(node);
}

function sendBlur(node, detail) {
  if (!ObjectHasOwn(detail, 'value')) define(detail, 'value', stringAttribute(node, 'value', ''));
  if (node.tag === 'textarea' && !ObjectHasOwn(detail, 'cursor')) {
    define(detail, 'cursor', detail.value.length);
  }
  dispatch('blur', node, detail, atTarget);
}

/** A slider's value within its range and on a step. */
function sliderValue(node, value) {
  const least = numberAttribute(node, 'min', 0);
  const most = numberAttribute(node, 'max', 100);
  const step = numberAttribute(node, 'step', 1);
  const within = value < least ? least : value > most ? most : value;
  if (!(step > 0)) return within;
  const steps = MathFloor((within - least) / step + 0.5);
  const onStep = least + steps * step;
  return withoutNoise(onStep > most ? onStep - step : onStep);
}

/** A sum of steps such as 0.1 without the noise of binary fractions. */
function withoutNoise(number) {
  const cut = MathFloor(number * 1e9 + 0.5) / 1e9;
  return NumberIsFinite(cut) ? cut : number;
}

function slide(node, message) {
  if (isOn(node, 'disabled')) return;
  const detail = detailOf(message);
  const number = numberOf(own(detail, 'value'));
  const value = sliderValue(
    node, NumberIsFinite(number) ? number : numberAttribute(node, 'value', 0)
  );
  define(detail, 'value', value);
  setUserValue(node, 'value', value);
  sendDom(node, message, detail);
}

function changeSwitch(node, message) {
  if (isOn(node, 'disabled')) return;
  const detail = detailOf(message);
  define(detail, 'value', !!own(detail, 'value'));
  setUserValue(node, 'checked', detail.value);
  sendDom(node, message, detail);
}

function changeChecks(node, message) {
  const detail = detailOf(message);
  const values = own(detail, 'value');
  const chosen = list();
  for (let i = 0; ArrayIsArray(values) && i < values.length; i += 1) {
    push(chosen, textOf(values[i]));
  }
  eachControl(node, 'checkbox', (box) => {
    const isChosen = contains(chosen, stringAttribute(box, 'value', ''));
    if (isChosen !== isOn(box, 'checked')) setUserValue(box, 'checked', isChosen);
  });
  sendDom(node, message, detail);
}

function changeChoice(node, message) {
  const detail = detailOf(message);
  const value = textOf(own(detail, 'value'));
  eachControl(node, 'radio', (radio) => {
    const isChosen = stringAttribute(radio, 'value', '') === value;
    if (isChosen !== isOn(radio, 'checked')) setUserValue(radio, 'checked', isChosen);
  });
  sendDom(node, message, detail);
}
