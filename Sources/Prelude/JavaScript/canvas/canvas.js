/** The Canvas object of a node, and offscreen canvases. */
const canvasStates = new WeakMapCtor();

/** Canvas objects by their nodes. */
const canvasesByNode = new WeakMapCtor();

function canvasState(canvas) {
  const state = isObject(canvas) ? WeakMapGet(canvasStates, canvas) : undefined;
  if (state === undefined) throw new TypeErrorCtor('this is not a canvas; keep the method on its canvas');
  return state;
}

const canvasPrototype = lazily(() => {
  const prototype = prototypeWith({
    __proto__: null,
    getContext(type) { return contextOf(this, `${type}`); },
    createImage() { return makeImage(); },
    createImageData(first, second) { return createImageData(first, second); },
    createPath2D(path) { return makePath(path); },
    requestAnimationFrame(callback) {
      if (typeof callback !== 'function') {
        throw new TypeErrorCtor(`requestAnimationFrame takes a function; found ${tagOf(callback)}`);
      }
      return addTimer(
        () => callGuest(callback, undefined, [native.now()], 'requestAnimationFrame callback'),
        FRAME_MILLISECONDS, 0, true);
    },
    cancelAnimationFrame(id) { clearGuestTimer(id); },
    toDataURL(type, quality) {
      const { drawing } = canvasState(this);
      settleDrawing(drawing);
      const { width, height } = drawing;
      if (width === 0 || height === 0) return 'data:,';
      const fields = callHostSync('canvas.encode', {
        __proto__: null, canvas: drawing.id, x: 0, y: 0, width, height, quality,
        fileType: type === 'image/jpeg' || type === 'image/jpg' ? 'jpg' : 'png',
      }, 'toDataURL');
      return `data:${fields.type};base64,${arrayBufferToBase64(fields.data)}`;
    },
  });
  defineSide(prototype, 'width');
  defineSide(prototype, 'height');
  return prototype;
});

/** One frame of 60 in a second, in whole milliseconds. */
const FRAME_MILLISECONDS = 16;

/** Setting a side, even to what it was, clears the canvas and forgets the state of its context. */
function defineSide(prototype, name) {
  ObjectDefineProperty(prototype, name, {
    __proto__: null, configurable: true, enumerable: true,
    get() { return canvasState(this).drawing[name]; },
    set(value) {
      const { drawing, context } = canvasState(this);
      const side = MathTrunc(+value);
      drawing[name] = side > 0 && NumberIsFinite(side) ? side : 0;
      drawing.isSized = false;
      drawing.text = '';
      drawing.count = 0;
      if (context !== undefined) resetContextState(contextState(context));
    },
  });
}

function makeCanvas(drawing) {
  const canvas = ObjectCreate(canvasPrototype());
  WeakMapSet(canvasStates, canvas, { __proto__: null, drawing, context: undefined });
  return canvas;
}

const context2DPrototype = lazily(() => {
  const prototype = {};
  addContextMembers(prototype);
  const members = imageDataMembers();
  for (const name in members) defineHidden(prototype, name, members[name]);
  return prototype;
});

function contextOf(canvas, type) {
  const state = canvasState(canvas);
  if (type !== '2d') {
    warn(`canvas.getContext: '${type}' is not supported here; '2d' is`);
    return null;
  }
  if (state.context === undefined) {
    state.context = ObjectCreate(context2DPrototype());
    WeakMapSet(drawingContexts, state.context, makeContextState(state.drawing));
    define(state.context, 'canvas', canvas);
  }
  return state.context;
}

/** The Canvas of a node for SelectorQuery's `node`; null when the node has none. */
function canvasOfNode(node) {
  if (node.tag !== 'canvas' || textOf(attributeOf(node, 'type')) === '') return null;
  let canvas = WeakMapGet(canvasesByNode, node);
  if (canvas === undefined) {
    canvas = makeCanvas(makeDrawing(node, 300, 150, 0));
    WeakMapSet(canvasesByNode, node, canvas);
  }
  return canvas;
}

defineSync('createOffscreenCanvas', function createOffscreenCanvas(first, second) {
  const options = isObject(first) ? first : { __proto__: null, width: first, height: second };
  const side = (value, standard) => (+value >= 0 && NumberIsFinite(+value) ? MathTrunc(+value) : standard);
  return makeCanvas(makeDrawing(null, side(options.width, 300), side(options.height, 150), 0));
});
