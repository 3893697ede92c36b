/**
 * Sharing (pages-and-routing.md 4.10): asks the page and shows the host what would be sent, as ui state `share`
 * {page, title, path, imageUrl}.
 */

/** How long a promise of onShareAppMessage may take, in milliseconds. */
const SHARE_WAIT = 3000;

/**
 * Shares a page.
 * @param {object} page handle  @param {string} from `button` or `menu`  @param {object} [target] the button, for
 *   `from: 'button'`
 */
function sharePage(page, from, target) {
  if (from === 'menu' && !hasPageFunction(page, 'onShareAppMessage')) {
    warn(`${page.path} cannot be shared from the menu: it has no onShareAppMessage`);
    return;
  }
  const argument = target === undefined ? { from } : { from, target };
  const { value } = callPage(page, 'onShareAppMessage', [argument]);
  const promise = isObject(value) ? readOwn(value, 'promise') : undefined;
  if (!isObject(promise)) showShare(page, value);
  else shareLater(page, value, promise);
}

/** Takes the promise's result when it comes in time, the plain result otherwise. */
function shareLater(page, value, promise) {
  let told = false;
  const tell = (result) => {
    if (told) return;
    told = true;
    cancelAfter(timer);
    showShare(page, isObject(result) ? result : value);
  };
  const timer = after(SHARE_WAIT, () => tell(undefined));
  settled(promise, tell, () => tell(undefined));
}

function showShare(page, value) {
  const text = (key, otherwise) => {
    const given = isObject(value) ? readOwn(value, key) : undefined;
    return typeof given === 'string' ? given : otherwise;
  };
  emitUI('share', {
    __proto__: null,
    page: page.id,
    title: text('title', launchInfo.appName ?? ''),
    path: text('path', `/${page.path}${queryText(page.query)}`),
    imageUrl: text('imageUrl', ''),
  });
}

/** An own value of a guest object; `undefined` when reading it throws. */
function readOwn(object, key) {
  try {
    return own(object, key);
  } catch {
    return undefined;
  }
}

/** Waits for a guest promise, or any value, without looking up a replaceable `then` of real promises. */
async function settled(value, succeed, fail) {
  let result;
  try {
    result = await value;
  } catch (error) {
    fail(error);
    return;
  }
  succeed(result);
}
