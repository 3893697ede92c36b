/**
 * The channel between a page and the page that it opened with navigateTo (pages-and-routing.md 4.9): what one
 * side emits, the listeners of the other side get, at once and by reference. Nothing is kept for later.
 */

/** Channels of opened pages, by page id. */
const openerChannels = new MapCtor();

/** Two ends of a channel. */
function makeChannelPair() {
  const near = { __proto__: null, listeners: list() };
  const far = { __proto__: null, listeners: list() };
  return { __proto__: null, opener: channelEnd(near, far), opened: channelEnd(far, near) };
}

/** The channel of a page; one without another end when nobody opened the page by navigateTo. */
function openerChannelOf(pageID) {
  let channel = MapGet(openerChannels, pageID);
  if (channel === undefined) {
    channel = channelEnd({ __proto__: null, listeners: list() }, { __proto__: null, listeners: list() });
    MapSet(openerChannels, pageID, channel);
  }
  return channel;
}

/** The guest's object for one end. `here` keeps what this side listens to, `there` what the other side does. */
function channelEnd(here, there) {
  return copyOnto({}, {
    __proto__: null,
    emit(name, ...args) { emitOnChannel(there, name, args); },
    on(name, fn) { listenOnChannel(here, name, fn, false); },
    once(name, fn) { listenOnChannel(here, name, fn, true); },
    off(name, fn) {
      here.listeners = filterList(
        here.listeners, (entry) => entry.name !== name || (fn !== undefined && entry.fn !== fn));
    },
  });
}

function listenOnChannel(side, name, fn, once) {
  if (typeof fn !== 'function') {
    logError(`EventChannel.on should accept a function instead of ${tagOf(fn)}`);
    return;
  }
  if (side.listeners.length >= limits.listeners) {
    throw new RangeErrorCtor(
      `EventChannel.on:fail ${side.listeners.length} listeners are registered; at most ${limits.listeners} fit`);
  }
  push(side.listeners, { __proto__: null, name, fn, once });
}

function emitOnChannel(side, name, args) {
  const entries = filterList(side.listeners, (entry) => entry.name === name);
  for (let i = 0; i < entries.length; i += 1) {
    const entry = entries[i];
    if (entry.once) side.listeners = filterList(side.listeners, (other) => other !== entry);
    callGuest(entry.fn, undefined, args, 'EventChannel listener');
  }
}

/** Listens to the names in the `events` option of navigateTo. */
function listenToEvents(channel, events) {
  if (!isObject(events)) return;
  const names = ObjectKeys(events);
  for (let i = 0; i < names.length; i += 1) {
    if (typeof events[names[i]] === 'function') channel.on(names[i], events[names[i]]);
  }
}
