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
  input: { __proto__: null, input: enterText, focus: focusByEvent, blur: blurByEvent },
  textarea: { __proto__: null, input: enterText, focus: focusByEvent, blur: blurByEvent },
  slider: { __proto__: null, change: slide, changing: slide },
  switch: { __proto__: null, change: changeSwitch },
  picker: { __proto__: null, change: pick },
  'picker-view': { __proto__: null, change: changeValue },
  'checkbox-group': { __proto__: null, change: changeChecks },
  'radio-group': { __proto__: null, change: changeChoice },
  swiper: { __proto__: null, change: swipe },
  'scroll-view': { __proto__: null, scroll },
  'movable-view': { __proto__: null, change: moveView },
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
}

function blurByEvent(node, message) {
  const page = node.owner.page;
  if (page !== null && page.focused === node) page.focused = null;
  sendBlur(node, detailOf(message));
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
  const onStep = least + MathFloor((within - least) / step + 0.5) * step;
  return onStep > most ? onStep - step : onStep;
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

/** A picker's value is shown as given; a single index is told as text, as devices do. */
function pick(node, message) {
  if (isOn(node, 'disabled')) return;
  const detail = detailOf(message);
  const value = own(detail, 'value');
  setUserValue(node, 'value', deepCopy(value));
  if (pickerMode(node) === 'selector' && typeof value === 'number') {
    define(detail, 'value', `${value}`);
  }
  sendDom(node, message, detail);
}

function pickerMode(node) {
  return stringAttribute(node, 'mode', 'selector');
}

/** The form value of a picker: as the user picked it, otherwise as bound. */
function pickerValue(node) {
  const value = attributeOf(node, 'value');
  const mode = pickerMode(node);
  if (value === undefined || value === null) {
    return mode === 'selector' ? 0 : mode === 'time' || mode === 'date' ? '' : [];
  }
  if (mode === 'selector' && node.state !== null && 'value' in node.state) return textOf(value);
  return deepCopy(value);
}

function changeValue(node, message) {
  const detail = detailOf(message);
  setUserValue(node, 'value', deepCopy(own(detail, 'value')));
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

function swipe(node, message) {
  const detail = detailOf(message);
  const items = swiperItems(node);
  const wanted = numberOf(own(detail, 'current'));
  const current = wanted >= 0 && wanted < items.length ? MathFloor(wanted) : 0;
  define(detail, 'current', current);
  const item = items[current];
  if (!ObjectHasOwn(detail, 'currentItemId')) {
    define(detail, 'currentItemId', item === undefined ? '' : stringAttribute(item, 'itemId', ''));
  }
  if (!ObjectHasOwn(detail, 'source')) define(detail, 'source', 'touch');
  setUserValue(node, 'current', current);
  sendDom(node, message, detail);
  dispatch('animationfinish', node, deepCopy(detail), atTarget);
}

function swiperItems(node) {
  const items = list();
  eachShown(node, (child) => {
    if (child.kind === ELEMENT && child.tag === 'swiper-item') push(items, child);
  });
  return items;
}

function scroll(node, message) {
  const detail = detailOf(message);
  if (ObjectHasOwn(detail, 'scrollTop')) {
    setUserValue(node, 'scrollTop', numberOf(detail.scrollTop));
  }
  if (ObjectHasOwn(detail, 'scrollLeft')) {
    setUserValue(node, 'scrollLeft', numberOf(detail.scrollLeft));
  }
  sendDom(node, message, detail);
}

function moveView(node, message) {
  const detail = detailOf(message);
  if (ObjectHasOwn(detail, 'x')) setUserValue(node, 'x', numberOf(detail.x));
  if (ObjectHasOwn(detail, 'y')) setUserValue(node, 'y', numberOf(detail.y));
  sendDom(node, message, detail);
}
