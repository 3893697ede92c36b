/**
 * What buttons ask of the platform (builtin-components.md 6.2, `open-type`). Nobody is known here,
 * so whatever needs a person's identity answers as if that person had refused.
 */

/** By open-type: `act(button)`. */
const openActions = ObjectFreeze({
  __proto__: null,
  share: (button) => sharePage(button.owner.page, 'button', describeTarget(button)),
  getUserInfo: refuseWith('getuserinfo', 'getUserInfo:fail auth deny'),
  getPhoneNumber: refuseWith('getphonenumber', 'getPhoneNumber:fail user deny'),
  getRealtimePhoneNumber: refuseWith('getrealtimephonenumber', 'getPhoneNumber:fail user deny'),
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
