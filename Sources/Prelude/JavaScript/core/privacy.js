/**
 * wx.onNeedPrivacyAuthorization (api-conventions.md 8.5): a program that asks for the agreement to its privacy guide
 * by itself. Only the last listener counts (8.3). Without one the host asks.
 */

let privacyListener;

function setPrivacyListener(fn) {
  privacyListener = fn;
  callHost('privacy.listen', { __proto__: null, on: fn !== undefined }, silentReply);
}

defineSync('onNeedPrivacyAuthorization', {
  onNeedPrivacyAuthorization(fn) {
    if (typeof fn === 'function') setPrivacyListener(fn);
    else logError(`onNeedPrivacyAuthorization should accept a function instead of ${tagOf(fn)}`);
  },
}.onNeedPrivacyAuthorization);

defineSync('offNeedPrivacyAuthorization', {
  offNeedPrivacyAuthorization() { if (privacyListener !== undefined) setPrivacyListener(undefined); },
}.offNeedPrivacyAuthorization);

/** A call waits for the user's agreement. @param {{id: number, referrer: string}} message */
function askForPrivacy(message) {
  const answer = (agree) => callHost('privacy.answer', { __proto__: null, id: message.id, agree }, silentReply);
  if (privacyListener === undefined) {
    answer(false);
    return;
  }
  let open = true;
  const resolve = (answered) => {
    const event = isObject(answered) ? readOwn(answered, 'event') : undefined;
    // The popup was shown; the answer is still to come.
    if (event === 'exposureAuthorization' || !open) return;
    if (event !== 'agree' && event !== 'disagree') {
      logError("resolve takes {event: 'agree' | 'disagree' | 'exposureAuthorization', buttonId}");
      return;
    }
    open = false;
    answer(event === 'agree');
  };
  callGuest(privacyListener, undefined, [resolve, { referrer: message.referrer }],
    'wx.onNeedPrivacyAuthorization listener');
}
