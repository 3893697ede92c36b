/** Images that `canvas.createImage()` makes: the host loads and keeps their pixels. */
const pictureStates = new WeakMapCtor();

const imagePrototype = lazily(() => {
  const prototype = {};
  ObjectDefineProperty(prototype, 'src', {
    __proto__: null, configurable: true, enumerable: true,
    get() { return pictureState(this).source; },
    set(value) { loadPicture(this, `${value}`); },
  });
  return prototype;
});

function makeImage() {
  const image = ObjectCreate(imagePrototype());
  WeakMapSet(pictureStates, image, { __proto__: null, source: '', picture: -1 });
  define(image, 'width', 0);
  define(image, 'height', 0);
  define(image, 'onload', null);
  define(image, 'onerror', null);
  return image;
}

function pictureState(image) {
  const state = isObject(image) ? WeakMapGet(pictureStates, image) : undefined;
  if (state === undefined) throw new TypeErrorCtor('this is not an image of createImage()');
  return state;
}

function loadPicture(image, source) {
  const state = pictureState(image);
  state.source = source;
  state.picture = -1;
  if (source === '') return;
  callHost('canvas.picture', { __proto__: null, source: pictureSource(source) }, {
    __proto__: null,
    ok(fields) {
      if (state.source !== source) return;
      state.picture = fields.picture;
      define(image, 'width', fields.width);
      define(image, 'height', fields.height);
      tellPicture(image, 'onload', { type: 'load', target: image });
    },
    fail(reason) { tellPicture(image, 'onerror', { type: 'error', target: image, errMsg: `${reason}` }); },
    rawFail() {},
  });
}

function tellPicture(image, name, event) {
  const handler = own(image, name);
  if (typeof handler === 'function') {
    queueTask(() => callGuest(handler, image, [event], `Image.${name}`));
  } else if (name === 'onerror') {
    warn(`canvas: ${event.errMsg}`);
  }
}

/** A source as the host takes it: a path of the package is counted from the page. */
function pictureSource(source) {
  if (RegExpExec(/^[a-zA-Z][a-zA-Z0-9+.-]*:/, source) !== null || StringStartsWith(source, '/')) return source;
  const page = currentPage();
  return joinPath(page === undefined ? '' : folderOf(page.path), source) ?? source;
}

/** What commands call the pixels of an image, a canvas or, as legacy contexts do, a path; '' for nothing. */
function pixelSource(value) {
  if (typeof value === 'string') return value === '' ? '' : `file:${pictureSource(value)}`;
  if (!isObject(value)) return '';
  const image = WeakMapGet(pictureStates, value);
  if (image !== undefined) return image.picture < 0 ? '' : `picture:${image.picture}`;
  const canvas = WeakMapGet(canvasStates, value);
  if (canvas === undefined) return '';
  settleDrawing(canvas.drawing);
  return `canvas:${canvas.drawing.id}`;
}
