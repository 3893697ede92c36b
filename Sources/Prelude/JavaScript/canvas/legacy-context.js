/** `wx.createCanvasContext` and what came before it: actions are kept until `draw`. */
const legacyDrawings = new WeakMapCtor();

/** Lists of actions by the objects that `getActions` gave out. */
const recordedActions = new WeakMapCtor();

/** `setX(value)` of each, for the property `x` of a context. */
const legacySetters = {
  __proto__: null,
  setFillStyle: 'fillStyle', setStrokeStyle: 'strokeStyle', setLineWidth: 'lineWidth', setLineCap: 'lineCap',
  setLineJoin: 'lineJoin', setMiterLimit: 'miterLimit', setGlobalAlpha: 'globalAlpha', setTextAlign: 'textAlign',
  setTextBaseline: 'textBaseline', setGlobalCompositeOperation: 'globalCompositeOperation',
};

const legacyPrototype = lazily(() => {
  const prototype = {};
  addContextMembers(prototype);
  for (const name in legacySetters) {
    defineHidden(prototype, name, { [name](value) {
      setContextValue(contextState(this), legacySetters[name], value);
    } }[name]);
  }
  const members = legacyMembers();
  for (const name in members) defineHidden(prototype, name, members[name]);
  return prototype;
});

const legacyMembers = lazily(() => ({
  __proto__: null,
  setFontSize(size) {
    const state = contextState(this);
    if (!(+size > 0)) return;
    const match = RegExpExec(/^(.*?)[\d.]+px(.*)$/, state.values.font);
    setContextValue(state, 'font', match === null ? `${+size}px sans-serif` : `${match[1]}${+size}px${match[2]}`);
  },
  setShadow(offsetX, offsetY, blur, color) {
    const state = contextState(this);
    setContextValue(state, 'shadowOffsetX', offsetX);
    setContextValue(state, 'shadowOffsetY', offsetY);
    setContextValue(state, 'shadowBlur', blur);
    setContextValue(state, 'shadowColor', color);
  },
  createCircularGradient(x, y, radius) {
    return makeGradient(gradientHead('radial', 6, [x, y, 0, x, y, radius]));
  },
  getActions() {
    const state = contextState(this);
    const actions = {};
    WeakMapSet(recordedActions, actions, state.recording);
    clearRecording(state);
    return [actions];
  },
  clearActions() { clearRecording(contextState(this)); },
  draw(reserve, callback) {
    const state = contextState(this);
    const { recording, canvas } = state;
    clearRecording(state);
    const drawing = canvas === undefined ? undefined : legacyDrawing(canvas.id, canvas.instance);
    if (drawing !== undefined) drawRecording(drawing, recording, reserve === true);
    const done = typeof reserve === 'function' ? reserve : callback;
    if (typeof done === 'function') {
      const result = { errMsg: drawing === undefined ? 'drawCanvas:fail canvas is empty' : 'drawCanvas:ok' };
      queueTask(() => callGuest(done, undefined, [result], 'CanvasContext.draw callback'));
    }
  },
}));

function clearRecording(state) {
  state.recording = list();
  resetContextState(state);
}

function drawRecording(drawing, recording, isKept) {
  addCommand(drawing, '["reset"]');
  if (!isKept) addCommand(drawing, '["clear"]');
  for (let i = 0; i < recording.length; i += 1) addCommand(drawing, recording[i]);
}

function makeLegacyContext(id, instance) {
  const context = ObjectCreate(legacyPrototype());
  const state = makeContextState(null);
  if (id !== undefined) state.canvas = { __proto__: null, id: textOf(id), instance };
  WeakMapSet(drawingContexts, context, state);
  return context;
}

/** The drawing of the first canvas with this `canvas-id` in a component, or in the current page. */
function legacyDrawing(id, instance) {
  const page = currentPage();
  const component = componentOf(instance) ?? (page === undefined ? undefined : page.component);
  let found;
  if (component !== undefined) {
    eachMatch(component, 'canvas', (node) => {
      if (textOf(attributeOf(node, 'canvasId')) === id) found = node;
      return found !== undefined;
    });
  }
  if (found === undefined) {
    warn(`canvas: nothing on the page has the canvas-id '${id}'`);
    return undefined;
  }
  let drawing = WeakMapGet(legacyDrawings, found);
  if (drawing === undefined) {
    const size = canvasNodeSize(found);
    const scale = numberOf(profile.pixelRatio ?? 1);
    drawing = makeDrawing(found, size.width, size.height, scale > 0 && scale <= 8 ? scale : 1);
    WeakMapSet(legacyDrawings, found, drawing);
  }
  resizeLegacy(drawing, found);
  return drawing;
}

/** A canvas whose style changed starts anew, as on the platform. */
function resizeLegacy(drawing, node) {
  const size = canvasNodeSize(node);
  if (size.width === drawing.width && size.height === drawing.height) return;
  drawing.width = size.width;
  drawing.height = size.height;
  drawing.isSized = false;
}

defineSync('createCanvasContext', function createCanvasContext(id, instance) {
  return makeLegacyContext(`${id}`, instance);
});

defineSync('createContext', function createContext() {
  return makeLegacyContext(undefined, undefined);
});

defineSync('drawCanvas', function drawCanvas(options, instance) {
  return startCall('drawCanvas', { __proto__: null, canvasId: '' }, (request, reply) => {
    const drawing = legacyDrawing(request.canvasId, instance);
    if (drawing === undefined) {
      reply.fail('canvas is empty');
      return;
    }
    const all = list();
    for (let i = 0; isObject(request.actions) && i < request.actions.length; i += 1) {
      const each = isObject(request.actions[i]) ? WeakMapGet(recordedActions, request.actions[i]) : undefined;
      for (let j = 0; each !== undefined && j < each.length; j += 1) push(all, each[j]);
    }
    drawRecording(drawing, all, request.reserve === true);
    reply.ok();
  }, options);
});
