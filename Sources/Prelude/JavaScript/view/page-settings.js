/**
 * Tags that set up their page as the APIs do: `navigation-bar` and `page-meta`
 * (builtin-components.md 6.13); and `match-media`, `web-view` (6.12, 6.15). Only an attribute that
 * changed is applied, so that what an API did since stays.
 */

/** `<navigation-bar>`: attribute → member of the bar's state. */
const navigationBarMembers = ObjectFreeze({
  __proto__: null,
  title: 'title', loading: 'loading', frontColor: 'frontColor', backgroundColor: 'backgroundColor',
});

function applyNavigationBar(node, life) {
  applyToState(node, life, navigationBarMembers, 'nav', navigationBars, navigationBarOf);
}

/** `<page-meta>`: attribute → member of the window background's state. */
const pageMetaMembers = ObjectFreeze({
  __proto__: null,
  backgroundColor: 'color', backgroundColorTop: 'top', backgroundColorBottom: 'bottom',
  backgroundTextStyle: 'textStyle',
});

function applyPageMeta(node, life) {
  applyToState(node, life, pageMetaMembers, 'background', backgrounds, backgroundOf);
  const { page } = node.owner;
  if (page === null || !isNew(node, life, 'scrollTop')) return;
  const scrollTop = lengthAttribute(node, 'scrollTop', undefined);
  if (scrollTop === undefined) return;
  const duration = numberAttribute(node, 'scrollDuration', 300);
  emitUI(`scroll:${page.id}`, { __proto__: null, scrollTop, offsetTop: 0, duration });
  dispatch('scroll', node, { scrollTop }, atTarget);
  tellAfter(duration > 0 ? duration : 0, node, 'scrolldone', {});
}

function applyToState(node, life, members, key, states, initial) {
  const { page } = node.owner;
  if (page === null) return;
  const state = MapGet(states, page.id) ?? initial(page);
  let isChanged = false;
  for (const name in members) {
    if (!isNew(node, life, name) || attributeOf(node, name) === undefined) continue;
    state[members[name]] = name === 'loading' ? isOn(node, name) : stringAttribute(node, name, '');
    isChanged = true;
  }
  if (!isChanged) return;
  MapSet(states, page.id, state);
  emitUI(`${key}:${page.id}`, state);
}

/** A length as a number of px: a number, or a text with `px` or `rpx`. */
function lengthAttribute(node, name, standard) {
  const value = attributeOf(node, name);
  if (typeof value !== 'string') return numberAttribute(node, name, standard);
  const parts = RegExpExec(/^\s*(-?[0-9.]+)(r?px)?\s*$/, value);
  if (parts === null) return standard;
  const number = numberOf(parts[1]);
  if (!NumberIsFinite(number)) return standard;
  return parts[2] === 'rpx' ? number * viewportSize().width / 750 : number;
}

/** The window has another size: `resize` of page-meta, and media queries again. */
function tellWindowSize(handle) {
  const { width, height } = viewportSize();
  const root = handle.component.node;
  eachBuiltIn(root, 'page-meta', (node) => {
    dispatch('resize', node, { size: { windowWidth: width, windowHeight: height } }, atTarget);
  });
  eachBuiltIn(root, 'match-media', applyMediaQuery);
}

/** `<match-media>` shows its content only while the window is as it says. */
function applyMediaQuery(node) {
  showUserValue(node, 'hidden', !isMediaMatched(node));
}

function isMediaMatched(node) {
  const size = viewportSize();
  const holds = (name, test) => {
    const wanted = lengthAttribute(node, name, undefined);
    return wanted === undefined || test(wanted);
  };
  const orientation = stringAttribute(node, 'orientation', '');
  return holds('minWidth', (wanted) => size.width >= wanted)
    && holds('maxWidth', (wanted) => size.width <= wanted)
    && holds('width', (wanted) => size.width === wanted)
    && holds('minHeight', (wanted) => size.height >= wanted)
    && holds('maxHeight', (wanted) => size.height <= wanted)
    && holds('height', (wanted) => size.height === wanted)
    && (orientation === '' || (orientation === 'landscape') === size.width > size.height);
}

/** Where a `<web-view>` leads, as ui state `webView:<pageID>`; nothing is loaded. */
function recordDestination(node, life) {
  const { page } = node.owner;
  if (page === null || !isNew(node, life, 'src')) return;
  emitUI(`webView:${page.id}`, stringAttribute(node, 'src', ''));
}

/** There are no advertisements here; `<ad>` says so. */
function failAdvertisement(node, life) {
  if (!isNew(node, life, 'unitId')) return;
  dispatch('error', node, { errMsg: 'no advertisement', errCode: 1004 }, atTarget);
}
