/** Scroll views, movable views and progress bars (builtin-components.md 6.6, 6.11, 6.12). */

/** The template has set where a scroll view stands, or whether it refreshes. */
function obeyScrollPosition(node, life) {
  const isFirst = life.left === undefined;
  const top = lengthAttribute(node, 'scrollTop', life.top ?? 0);
  const left = lengthAttribute(node, 'scrollLeft', life.left ?? 0);
  if (isFirst) {
    life.top = top;
    life.left = left;
  } else {
    const goal = isNew(node, life, 'scrollIntoView') ? placeInside(node, life) : null;
    const hasTop = isNew(node, life, 'scrollTop');
    const hasLeft = isNew(node, life, 'scrollLeft');
    if (goal !== null) scrollTo(node, life, goal.left, goal.top, record());
    else if (hasTop || hasLeft) scrollTo(node, life, left, top, record());
  }
  if (isFirst) isNew(node, life, 'scrollTop');
  obeyRefresher(node, life, isFirst);
}

/** The position that shows the node which `scroll-into-view` names, or null. */
function placeInside(node, life) {
  const id = stringAttribute(node, 'scrollIntoView', '');
  if (id === '') return null;
  let place = null;
  const own = geometryOf(node);
  eachInside(node, (child) => {
    if (textOf(attributeOf(child, 'id')) !== id) return false;
    const inner = geometryOf(child);
    const offset = numberAttribute(node, 'scrollIntoViewOffset', 0);
    place = {
      __proto__: null,
      left: isOn(node, 'scrollX') ? life.left + inner.left - own.left + offset : life.left,
      top: isOn(node, 'scrollY') ? life.top + inner.top - own.top + offset : life.top,
    };
    return true;
  });
  return place;
}

function obeyRefresher(node, life, isFirst) {
  const isTriggered = isOn(node, 'refresherTriggered');
  if (life.isTriggered === isTriggered) return;
  life.isTriggered = isTriggered;
  if (isFirst && !isTriggered) return;
  dispatch(isTriggered ? 'refresherrefresh' : 'refresherrestore', node, {}, atTarget);
}

/** The user scrolls: `{scrollTop, scrollLeft}`, and the size of the content where it is known. */
function scroll(node, message) {
  const detail = detailOf(message);
  const life = lifeOf(node);
  const part = (name, before) => {
    const number = numberOf(own(detail, name));
    return ObjectHasOwn(detail, name) && NumberIsFinite(number) ? number : before ?? 0;
  };
  scrollTo(node, life, part('scrollLeft', life.left), part('scrollTop', life.top), detail);
}

/** Moves to a position and tells of it. @param {object} given what the host knows of the content */
function scrollTo(node, life, left, top, given) {
  const detail = copyOnto({}, given);
  const deltaX = (life.left ?? 0) - left;
  const deltaY = (life.top ?? 0) - top;
  if (deltaX === 0 && deltaY === 0 && ObjectKeys(given).length === 0) return;
  life.top = top;
  life.left = left;
  const place = geometryOf(node);
  setUserValue(node, 'scrollTop', top);
  setUserValue(node, 'scrollLeft', left);
  life.seen.scrollTop = top;
  life.seen.scrollLeft = left;
  define(detail, 'scrollTop', top);
  define(detail, 'scrollLeft', left);
  if (!ObjectHasOwn(detail, 'scrollHeight')) define(detail, 'scrollHeight', place.height);
  if (!ObjectHasOwn(detail, 'scrollWidth')) define(detail, 'scrollWidth', place.width);
  if (!ObjectHasOwn(detail, 'deltaX')) define(detail, 'deltaX', deltaX);
  if (!ObjectHasOwn(detail, 'deltaY')) define(detail, 'deltaY', deltaY);
  const { scrollHeight, scrollWidth } = detail;
  dispatch('scroll', node, detail, atTarget);
  if (isOn(node, 'scrollY')) tellEdges(node, life, 'y', top, place.height, scrollHeight);
  if (isOn(node, 'scrollX')) tellEdges(node, life, 'x', left, place.width, scrollWidth);
}

/**
 * Tells of a position that has come near an edge; again only after it was away from there. Without
 * a size of the content there is no far edge.
 */
function tellEdges(node, life, axis, position, shown, content) {
  const isUpper = position <= lengthAttribute(node, 'upperThreshold', 50);
  const isLower = content > shown
    && position + shown >= content - lengthAttribute(node, 'lowerThreshold', 50);
  const upper = `upper-${axis}`;
  const lower = `lower-${axis}`;
  // A scroll view begins at its upper edge.
  if (isUpper && life[upper] === false) {
    dispatch('scrolltoupper', node, { direction: axis === 'y' ? 'top' : 'left' }, atTarget);
  }
  if (isLower && life[lower] !== true) {
    dispatch('scrolltolower', node, { direction: axis === 'y' ? 'bottom' : 'right' }, atTarget);
  }
  life[upper] = isUpper;
  life[lower] = isLower;
}

/** The user pulls a scroll view down until it refreshes. */
function pullRefresher(node, message) {
  if (!isOn(node, 'refresherEnabled')) return;
  lifeOf(node).isTriggered = true;
  setUserValue(node, 'refresherTriggered', true);
  sendDom(node, message, detailOf(message));
}

/** The template has set where a movable view is. */
function obeyMovePosition(node, life) {
  const hasX = isNew(node, life, 'x');
  const hasY = isNew(node, life, 'y');
  const x = lengthAttribute(node, 'x', 0);
  const y = lengthAttribute(node, 'y', 0);
  const isFirst = life.x === undefined;
  const before = { __proto__: null, x: life.x ?? x, y: life.y ?? y };
  const place = withinArea(node, hasX ? x : before.x, hasY ? y : before.y);
  life.x = place.x;
  life.y = place.y;
  const hasMoved = isFirst
    ? place.x !== x || place.y !== y
    : place.x !== before.x || place.y !== before.y;
  if (hasMoved) dispatch('change', node, { x: place.x, y: place.y, source: '' }, atTarget);
}

/** The user moves it: `{x, y}`, as far as its direction and its area allow. */
function moveView(node, message) {
  if (isOn(node, 'disabled')) return;
  const detail = detailOf(message);
  const life = lifeOf(node);
  const direction = stringAttribute(node, 'direction', 'none');
  const part = (name, axis) => {
    const number = numberOf(own(detail, name));
    const isFree = direction === 'all' || direction === axis;
    const before = life[name] ?? lengthAttribute(node, name, 0);
    return isFree && ObjectHasOwn(detail, name) && NumberIsFinite(number) ? number : before;
  };
  const place = withinArea(node, part('x', 'horizontal'), part('y', 'vertical'));
  if (place.x === life.x && place.y === life.y) return;
  for (const name in place) {
    life[name] = place[name];
    life.seen[name] = place[name];
    setUserValue(node, name, place[name]);
    define(detail, name, place[name]);
  }
  if (!ObjectHasOwn(detail, 'source')) define(detail, 'source', 'touch');
  sendDom(node, message, detail);
}

/** A position inside the movable area; anywhere while the area has no known size. */
function withinArea(node, x, y) {
  const area = surrounding(node, 'movable-area');
  if (area === null) return { __proto__: null, x, y };
  const outer = geometryOf(area);
  const inner = geometryOf(node);
  const clamp = (value, room) => (value < 0 ? MathMin(0, room) : value > room ? room : value);
  return {
    __proto__: null,
    x: outer.width > 0 ? clamp(x, MathMax(0, outer.width - inner.width)) : x,
    y: outer.height > 0 ? clamp(y, MathMax(0, outer.height - inner.height)) : y,
  };
}

/** An `active` progress bar fills in time and tells when it has. */
function runProgress(node, life) {
  if (!isNew(node, life, 'percent') && life.isActive === isOn(node, 'active')) return;
  life.isActive = isOn(node, 'active');
  const wanted = numberAttribute(node, 'percent', 0);
  const percent = wanted < 0 ? 0 : wanted > 100 ? 100 : wanted;
  const isForwards = stringAttribute(node, 'activeMode', 'backwards') === 'forwards';
  const way = isForwards ? MathMax(0, percent - (life.percent ?? 0)) : percent;
  life.percent = percent;
  if (life.timer !== undefined) cancelAfter(life.timer);
  life.timer = undefined;
  if (!life.isActive) return;
  const perPercent = MathMax(0, numberAttribute(node, 'duration', 30));
  life.timer = tellAfter(way * perPercent, node, 'activeend', { curPercent: percent });
}
