/**
 * Contexts of cameras and live streams (builtin-components.md 6.17). The camera gives pictures that the host has
 * (`camera.photo`, `camera.video`); nothing is streamed, but what a stream's methods are asked is answered.
 */

/** Milliseconds between two frames of `onCameraFrame`. */
const CAMERA_FRAME_MS = 100;

/** Of a frame, in pixels. */
const CAMERA_FRAME_WIDTH = 16;
const CAMERA_FRAME_HEIGHT = 12;

let cameraContext;
let isCameraRecording = false;

/** Defines methods of a context that answer by callbacks or a promise. */
function defineContextMethods(context, methods) {
  for (const name in methods) {
    define(context, name, asyncFunction(name, record(), (request, reply) => methods[name](request, reply)));
  }
}

const cameraMethods = ObjectFreeze({
  __proto__: null,
  takePhoto: (request, reply) => callHost('camera.photo', request, reply),
  setZoom: (request, reply) => {
    if (typeof request.zoom === 'number' && request.zoom >= 1) {
      reply.ok({ __proto__: null, zoom: MathMin(request.zoom, 10) });
    } else {
      reply.fail(`zoom should be a number from 1 on; found ${tagOf(request.zoom)}`, errnos.parameter);
    }
  },
  startRecord: (request, reply) => {
    if (isCameraRecording) {
      reply.fail('is recording');
      return;
    }
    isCameraRecording = true;
    reply.ok();
  },
  stopRecord: (request, reply) => {
    if (!isCameraRecording) {
      reply.fail('is not recording');
      return;
    }
    isCameraRecording = false;
    callHost('camera.video', record(), reply);
  },
});

/** A listener of frames: grey ones, while it is started. */
function makeFrameListener(fn) {
  let timer;
  const listener = {};
  const tick = () => {
    timer = after(CAMERA_FRAME_MS, tick);
    const data = Uint8ArrayBuffer(new Uint8ArrayCtor(CAMERA_FRAME_WIDTH * CAMERA_FRAME_HEIGHT * 4));
    callGuest(fn, undefined, [{ width: CAMERA_FRAME_WIDTH, height: CAMERA_FRAME_HEIGHT, data }], 'onCameraFrame callback');
  };
  const stop = () => {
    if (timer !== undefined) cancelAfter(timer);
    timer = undefined;
  };
  defineContextMethods(listener, {
    __proto__: null,
    start: (request, reply) => {
      stop();
      timer = after(CAMERA_FRAME_MS, tick);
      reply.ok();
    },
    stop: (request, reply) => {
      stop();
      reply.ok();
    },
  });
  return listener;
}

defineSync('createCameraContext', function createCameraContext() {
  if (cameraContext !== undefined) return cameraContext;
  cameraContext = {};
  defineContextMethods(cameraContext, cameraMethods);
  define(cameraContext, 'onCameraFrame', function onCameraFrame(fn) {
    if (typeof fn !== 'function') {
      logError(`CameraContext.onCameraFrame should accept a function instead of ${tagOf(fn)}`);
    }
    return makeFrameListener(typeof fn === 'function' ? fn : () => {});
  });
  return cameraContext;
});

/** Methods by class of context that only succeed. */
const liveMethods = ObjectFreeze({
  __proto__: null,
  LivePlayer: [
    'play', 'stop', 'mute', 'pause', 'resume', 'requestFullScreen', 'exitFullScreen', 'exitPictureInPicture',
    'enterBackground', 'requestPictureInPicture', 'exitCasting', 'switchCasting', 'startCasting',
    'reconnectCasting',
  ],
  LivePusher: [
    'start', 'stop', 'pause', 'resume', 'switchCamera', 'toggleTorch', 'playBGM', 'stopBGM', 'pauseBGM',
    'resumeBGM', 'setBGMVolume', 'setMICVolume', 'startPreview', 'stopPreview', 'sendMessage',
    'startAudioRecord', 'stopAudioRecord', 'setBGMPosition', 'applyBlusherStickMakeup', 'clearFilters',
  ],
});

function makeLiveContext(kind) {
  const context = {};
  const methods = record();
  for (let i = 0; i < liveMethods[kind].length; i += 1) {
    methods[liveMethods[kind][i]] = (request, reply) => reply.ok();
  }
  methods.snapshot = (request, reply) => callHost('camera.photo', request, {
    __proto__: null, ...reply, ok: (fields) => reply.ok({ __proto__: null, width: 960, height: 720, ...fields }),
  });
  defineContextMethods(context, methods);
  return context;
}

defineSync('createLivePlayerContext', function createLivePlayerContext() { return makeLiveContext('LivePlayer'); });
defineSync('createLivePusherContext', function createLivePusherContext() { return makeLiveContext('LivePusher'); });
