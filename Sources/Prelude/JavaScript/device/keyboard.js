/** The keyboard: it is up while a text control has the focus (api-core.md 9.5). */

/** The height of the keyboard, in px. */
const KEYBOARD_HEIGHT = 260;

let keyboardHeight = 0;

defineLocalEvent('onKeyboardHeightChange');

/** The focus came or went; the event is told once all that belongs to it has happened. */
function keyboardFollows(page) {
  queueStep(() => {
    const height = page !== null && page.focused !== null ? KEYBOARD_HEIGHT : 0;
    if (height === keyboardHeight) return;
    keyboardHeight = height;
    emitEvent('onKeyboardHeightChange', { height });
  });
}

defineAsync('hideKeyboard', {
  run(request, reply) {
    const focused = focusedControl();
    if (focused === null) {
      reply.fail('input not exists');
      return;
    }
    blurControl(focused);
    reply.ok();
  },
});

/** The text control of the page on top that has the focus, or null. */
function focusedControl() {
  const handle = currentPage();
  return handle === undefined ? null : handle.focused;
}

defineAsync('getSelectedTextRange', {
  run(request, reply) {
    const focused = focusedControl();
    if (focused === null) {
      reply.fail('input not exists');
      return;
    }
    const end = stringAttribute(focused, 'value', '').length;
    reply.ok({ __proto__: null, start: end, end });
  },
});
