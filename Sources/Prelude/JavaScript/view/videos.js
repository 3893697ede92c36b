/** `<video>`, `<audio>` and the contexts that control them (builtin-components.md 6.17). */

/** The player of a media tag. */
function playerOf(node) {
  const life = lifeOf(node);
  if (life.player === undefined) {
    life.player = new Player(
      (type, detail) => tellMedium(node, type, detail),
      () => ({
        __proto__: null,
        loop: isOn(node, 'loop'),
        duration: numberAttribute(node, 'duration', 0),
        isAlive: node.attached,
      }),
    );
    life.player.position = MathMax(0, numberAttribute(node, 'initialTime', 0));
  }
  return life.player;
}

/** What players tell that tags do not, or under another name. */
const mediumEvents = ObjectFreeze({
  __proto__: null, seeking: '', seeked: 'seekcomplete', stop: 'pause',
});

function tellMedium(node, type, detail) {
  const name = mediumEvents[type] ?? type;
  if (name === '' || !node.attached) return;
  dispatch(name, node, detail, atTarget);
}

/** A new source: its length is told; it plays at once with `autoplay`. */
function startVideo(node, life) {
  if (!isNew(node, life, 'src') || stringAttribute(node, 'src', '') === '') return;
  const player = playerOf(node);
  player.halt();
  player.position = MathMax(0, numberAttribute(node, 'initialTime', 0));
  const { width, height } = geometryOf(node);
  dispatch('loadedmetadata', node, { width, height, duration: player.duration }, atTarget);
  if (isOn(node, 'autoplay')) player.play();
}

/** `<audio>` starts nothing by itself but what `autoplay` asks for. */
function startAudio(node, life) {
  if (!isNew(node, life, 'src') || stringAttribute(node, 'src', '') === '') return;
  if (isOn(node, 'autoplay')) playerOf(node).play();
}

/** The first media tag with an id that the page on top or a component shows, or null. */
function mediumWithID(tag, id, component) {
  const root = component === undefined ? currentPage()?.component : component;
  let found = null;
  if (root === undefined) return null;
  eachInside(root.shadow, (node) => {
    if (node.component !== null || node.tag !== tag) return false;
    if (textOf(attributeOf(node, 'id')) !== id) return false;
    found = node;
    return true;
  });
  return found;
}

/** A context finds its tag when it is used; without one its methods do nothing. */
function makeMediumContext(tag, id, instance, methods) {
  const component = componentOf(instance);
  const context = {};
  for (const name in methods) {
    const method = methods[name];
    define(context, name, { [name](argument) {
      const node = mediumWithID(tag, id, component);
      if (node !== null) method(node, argument);
    } }[name]);
  }
  return context;
}

const videoMethods = ObjectFreeze({
  __proto__: null,
  play: (node) => playerOf(node).play(),
  pause: (node) => playerOf(node).pause(),
  stop: (node) => playerOf(node).stop(),
  seek: (node, seconds) => playerOf(node).seek(numberOf(seconds)),
  playbackRate: (node, rate) => playerOf(node).setRate(numberOf(rate)),
  requestFullScreen: (node) => setFullScreen(node, true),
  exitFullScreen: (node) => setFullScreen(node, false),
  sendDanmu() {},
  showStatusBar() {},
  hideStatusBar() {},
  requestBackgroundPlayback() {},
  exitBackgroundPlayback() {},
});

function setFullScreen(node, fullScreen) {
  const life = lifeOf(node);
  if ((life.fullScreen ?? false) === fullScreen) return;
  life.fullScreen = fullScreen;
  const direction = fullScreen ? 'horizontal' : 'vertical';
  dispatch('fullscreenchange', node, { fullScreen, direction }, atTarget);
}

const audioMethods = ObjectFreeze({
  __proto__: null,
  setSrc: (node, source) => setUserValue(node, 'src', textOf(source)),
  play: (node) => playerOf(node).play(),
  pause: (node) => playerOf(node).pause(),
  seek: (node, seconds) => playerOf(node).seek(numberOf(seconds)),
});

defineSync('createVideoContext', function createVideoContext(id, instance) {
  return makeMediumContext('video', textOf(id), instance, videoMethods);
});

defineSync('createAudioContext', function createAudioContext(id, instance) {
  return makeMediumContext('audio', textOf(id), instance, audioMethods);
});
