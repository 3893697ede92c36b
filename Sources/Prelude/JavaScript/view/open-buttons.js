/**
 * What buttons ask of the platform (builtin-components.md 6.2, `open-type`). What needs a
 * person's identity is asked of the host, which asks the person.
 */

/** By open-type: `act(button)`. */
const openActions = ObjectFreeze({
  __proto__: null,
  share: (button) => sharePage(button.owner.page, 'button', describeTarget(button)),
  getUserInfo: askHost('getuserinfo', 'getUserInfo', 'identity.buttonProfile'),
  getPhoneNumber: askHost('getphonenumber', 'getPhoneNumber', 'identity.phoneNumber'),
  getRealtimePhoneNumber: askHost('getrealtimephonenumber', 'getPhoneNumber', 'identity.phoneNumber'),
  chooseAvatar: askHost('chooseavatar', 'chooseAvatar', 'identity.avatar'),
  launchApp: refuseWith('error', 'launchApp:fail invalid scene'),
  agreePrivacyAuthorization: (button) => {
    dispatch('agreeprivacyauthorization', button, {}, atTarget);
  },
  openSetting: (button) => {
    // Without a scope that anybody asked for, the settings are empty.
    dispatch('opensetting', button, { errMsg: 'openSetting:ok', authSetting: {} }, atTarget);
  },
});

function refuseWith(type, errMsg) {
  return (button) => dispatch(type, button, { errMsg }, atTarget);
}

/** Asks the host and tells the button's listeners what it said, in the form of a call's result. */
function askHost(type, name, call) {
  return (button) => {
    const tell = (result) => queueTask(() => dispatch(type, button, result, atTarget));
    callHost(call, record(), {
      __proto__: null,
      ok: (fields) => tell(okResult(name, fields)),
      fail: (reason, errno, fields) => tell(failResult(name, reason, errno, fields)),
    });
  };
}

/** A button after its tap listeners: first `open-type`, then `form-type`. */
function pressButton(button) {
  const open = openActions[stringAttribute(button, 'openType', '')];
  if (open !== undefined) open(button);
  const formType = stringAttribute(button, 'formType', '');
  if (formType === '') return;
  const form = formOf(button);
  if (form === null) return;
  if (formType === 'reset') resetForm(form);
  else submitForm(form);
}
