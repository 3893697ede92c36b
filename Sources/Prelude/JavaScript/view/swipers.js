/** Swipers: which item is current, and who changed it (builtin-components.md 6.7). */

/** The shortest time between two changes by `autoplay`, in milliseconds. */
const SHORTEST_INTERVAL = 50;

/** A change of `current` by the template is told; `autoplay` is started or stopped. */
function liveSwiper(node, life) {
  const current = currentItem(node);
  const isFirst = life.current === undefined;
  const isChange = !isFirst && life.current !== current;
  life.current = current;
  scheduleSwipe(node, life);
  if (isChange) tellSwiped(node, swipeDetail(node, current, ''));
}

/** The current item's place; one that is out of range counts as the first. */
function currentItem(node) {
  const wanted = MathFloor(numberAttribute(node, 'current', 0));
  return wanted >= 0 && wanted < swiperItems(node).length ? wanted : 0;
}

/** The user swipes: `{current}` tells where to. */
function swipe(node, message) {
  const wanted = numberOf(own(detailOf(message), 'current'));
  const count = swiperItems(node).length;
  const current = wanted >= 0 && wanted < count ? MathFloor(wanted) : 0;
  swipeTo(node, current, 'touch');
}

function swipeTo(node, current, source) {
  lifeOf(node).current = current;
  setUserValue(node, 'current', current);
  tellSwiped(node, swipeDetail(node, current, source));
}

function swipeDetail(node, current, source) {
  const item = swiperItems(node)[current];
  const currentItemId = item === undefined ? '' : stringAttribute(item, 'itemId', '');
  return { current, currentItemId, source };
}

/** `change`, and `animationfinish` when the items have come to rest. */
function tellSwiped(node, detail) {
  dispatch('change', node, detail, atTarget);
  const duration = numberAttribute(node, 'duration', 500);
  const again = deepCopy(detail);
  if (duration > 0) tellAfter(duration, node, 'animationfinish', again);
  else dispatch('animationfinish', node, again, atTarget);
}

function swiperItems(node) {
  const items = list();
  eachShown(node, (child) => {
    if (child.kind === ELEMENT && child.tag === 'swiper-item') push(items, child);
  });
  return items;
}

/** Sees to it that one timer runs while `autoplay` holds. */
function scheduleSwipe(node, life) {
  const wanted = numberAttribute(node, 'interval', 5000);
  const interval = wanted > SHORTEST_INTERVAL ? wanted : SHORTEST_INTERVAL;
  const isPlaying = isOn(node, 'autoplay');
  if (life.timer !== undefined) {
    if (isPlaying && life.interval === interval) return;
    cancelAfter(life.timer);
    life.timer = undefined;
  }
  if (!isPlaying) return;
  life.interval = interval;
  life.timer = after(interval, () => {
    life.timer = undefined;
    if (!node.attached) return;
    scheduleSwipe(node, life);
    playOn(node);
  });
}

/** The next item by itself, after the last the first again; not on a page that nobody sees. */
function playOn(node) {
  const { page } = node.owner;
  const count = swiperItems(node).length;
  const shown = numberAttribute(node, 'displayMultipleItems', 1);
  if (page === null || !page.isShown || count <= shown) return;
  swipeTo(node, (currentItem(node) + 1) % count, 'autoplay');
}
