/** The audio objects of `wx` (api-core.md 9.12): inner audio and the background player. */

/** How many inner audio objects there may be that were not destroyed. */
const AUDIO_OBJECTS = 128;

const innerAudioEvents = [
  'Canplay', 'Play', 'Pause', 'Stop', 'Ended', 'TimeUpdate', 'Error', 'Waiting', 'Seeking', 'Seeked',
];
const backgroundAudioEvents = [
  'Canplay', 'Play', 'Pause', 'Stop', 'Ended', 'TimeUpdate', 'Error', 'Waiting', 'Seeking', 'Seeked',
  'Next', 'Prev',
];

/** What a player tells → the listener's name. */
const audioEventNames = ObjectFreeze({
  __proto__: null, play: 'Play', pause: 'Pause', stop: 'Stop', ended: 'Ended',
  timeupdate: 'TimeUpdate', seeking: 'Seeking', seeked: 'Seeked', canplay: 'Canplay',
});

let liveAudioObjects = 0;

/** An audio object: a player, listeners, and the properties that a mini-program reads and sets. */
function makeAudio(kind, events, defaults, playsOnSource) {
  const audio = {};
  const state = { __proto__: null, ...defaults, isAlive: true };
  const listeners = record();
  const emit = (name) => {
    const callbacks = listeners[name];
    if (callbacks === undefined) return;
    const now = copyList(callbacks);
    for (let i = 0; i < now.length; i += 1) {
      callGuest(now[i], undefined, [], `${kind}.on${name} listener`);
    }
  };
  const player = new Player(
    (type) => { queueStep(() => emit(audioEventNames[type])); },
    () => ({ __proto__: null, loop: state.loop === true, duration: 0, isAlive: state.isAlive }));
  defineAudioProperties(audio, state, player, defaults, playsOnSource, emit);
  for (let i = 0; i < events.length; i += 1) defineAudioEvent(audio, listeners, events[i]);
  const methods = {
    __proto__: null,
    play() { if (state.src !== '' && state.isAlive) player.play(); },
    pause() { player.pause(); },
    stop() { if (state.src !== '') player.stop(); },
    seek(seconds) { player.seek(numberOf(seconds)); },
  };
  for (const name in methods) define(audio, name, { [name]: methods[name] }[name]);
  return { __proto__: null, audio, state, player };
}

function defineAudioEvent(audio, listeners, event) {
  define(audio, `on${event}`, (fn) => {
    if (typeof fn !== 'function') return;
    if (listeners[event] === undefined) listeners[event] = list();
    if (listeners[event].length < limits.listeners) push(listeners[event], fn);
  });
  define(audio, `off${event}`, (fn) => {
    if (listeners[event] === undefined) return;
    listeners[event] = fn === undefined
      ? list() : filterList(listeners[event], (known) => known !== fn);
  });
}

function defineAudioProperties(audio, state, player, defaults, playsOnSource, emit) {
  const accessor = (name, get, set) => ObjectDefineProperty(audio, name, {
    __proto__: null, enumerable: true, configurable: true, get, set,
  });
  for (const name in defaults) {
    if (name === 'src' || name === 'playbackRate') continue;
    accessor(name, () => state[name], (value) => { state[name] = value; });
  }
  accessor('src', () => state.src, (value) => {
    player.halt();
    player.position = MathMax(0, numberOf(state.startTime) || 0);
    state.src = typeof value === 'string' ? value : '';
    if (state.src === '') return;
    queueStep(() => emit('Canplay'));
    if (playsOnSource || state.autoplay === true) player.play();
  });
  accessor('playbackRate', () => player.rate, (value) => player.setRate(numberOf(value)));
  accessor('currentTime', () => player.time, (value) => player.seek(numberOf(value)));
  accessor('duration', () => (state.src === '' ? 0 : player.duration), undefined);
  accessor('paused', () => !player.isPlaying, undefined);
  accessor('buffered', () => (state.src === '' ? 0 : player.duration), undefined);
}

defineSync('createInnerAudioContext', function createInnerAudioContext() {
  if (liveAudioObjects >= AUDIO_OBJECTS) {
    throw new RangeErrorCtor(
      `${liveAudioObjects} audio objects are in use; at most ${AUDIO_OBJECTS} fit: destroy some`);
  }
  liveAudioObjects += 1;
  const { audio, state, player } = makeAudio('InnerAudioContext', innerAudioEvents, {
    __proto__: null, src: '', startTime: 0, autoplay: false, loop: false, obeyMuteSwitch: true,
    volume: 1, playbackRate: 1, referrerPolicy: 'no-referrer',
  }, false);
  define(audio, 'destroy', function destroy() {
    if (!state.isAlive) return;
    state.isAlive = false;
    liveAudioObjects -= 1;
    player.halt();
  });
  return audio;
});

let backgroundAudio;

defineSync('getBackgroundAudioManager', function getBackgroundAudioManager() {
  if (backgroundAudio === undefined) {
    backgroundAudio = makeAudio('BackgroundAudioManager', backgroundAudioEvents, {
      __proto__: null, src: '', startTime: 0, title: '', epname: '', singer: '', coverImgUrl: '',
      webUrl: '', protocol: 'http', playbackRate: 1, audioType: 'audio', referrerPolicy: 'no-referrer',
    }, true).audio;
  }
  return backgroundAudio;
});
