/** `page-container`: a sheet over its page (builtin-components.md 6.14). */

/** `show` has changed: events of coming or going, and the content is seen or not. */
function openContainer(node, life) {
  const isShown = isOn(node, 'show');
  if (life.isShown === isShown) return;
  const isFirst = life.isShown === undefined;
  life.isShown = isShown;
  showUserValue(node, 'hidden', !isShown);
  const { page } = node.owner;
  if (page !== null) {
    if (isShown) page.container = node;
    else if (page.container === node) page.container = null;
  }
  if (isFirst && !isShown) return;
  const verb = isShown ? 'enter' : 'leave';
  const duration = numberAttribute(node, 'duration', 300);
  dispatch(`before${verb}`, node, {}, atTarget);
  dispatch(verb, node, {}, atTarget);
  tellAfter(duration > 0 ? duration : 0, node, `after${verb}`, {});
}

/** Going back closes the sheet instead of the page. @returns whether one was open */
function closeContainer(page) {
  const node = page.container;
  if (node === null || !node.attached) return false;
  shutContainer(node);
  return true;
}

/** A tap beside the sheet closes it. */
function tapOverlay(node) {
  if (!isOn(node, 'show')) return;
  dispatch('clickoverlay', node, {}, atTarget);
  shutContainer(node);
}

function shutContainer(node) {
  setUserValue(node, 'show', false);
  openContainer(node, lifeOf(node));
}
