/** Sharing (pages-and-routing.md 4.10): asks the page and tells the host what would be sent, as a note `share`. */

/** How long a promise of onShareAppMessage may take, in milliseconds. */
const SHARE_WAIT = 3000;

/**
 * Shares a page.
 * @param {object} page handle  @param {string} from `button` or `menu`  @param {object} [target] the button, for
 *   `from: 'button'`
 */
function sharePage(page, from, target) {
  if (from === 'menu' && !hasPageFunction(page, 'onShareAppMessage')) {
    noteShare(page, undefined, 'the page has no onShareAppMessage, so it cannot be shared from the menu');
    return;
  }
  const argument = target === undefined ? { from } : { from, target };
  const { value } = callPage(page, 'onShareAppMessage', [argument]);
  const promise = isObject(value) ? readOwn(value, 'promise') : undefined;
  if (!isObject(promise)) noteShare(page, value, undefined);
  else shareLater(page, value, promise);
}

/** Takes the promise's result when it comes in time, the plain result otherwise. */
function shareLater(page, value, promise) {
  let told = false;
  const tell = (result) => {
    if (told) return;
    told = true;
    cancelAfter(timer);
    noteShare(page, isObject(result) ? result : value, undefined);
  };
  const timer = after(SHARE_WAIT, () => tell(undefined));
  settled(promise, tell, () => tell(undefined));
}

function noteShare(page, value, refusal) {
  const text = (key, otherwise) => {
    const given = isObject(value) ? readOwn(value, key) : undefined;
    return typeof given === 'string' ? given : otherwise;
  };
  native.post('note', 0, 'share', jsonOf({
    __proto__: null,
    page: page.id,
    title: text('title', launchInfo.appName ?? ''),
    path: text('path', `/${page.path}${queryText(page.query)}`),
    imageUrl: text('imageUrl', ''),
    refused: refusal,
  }));
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
