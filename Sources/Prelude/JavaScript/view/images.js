/**
 * `load` and `error` of images (builtin-components.md 6.1). The host reads the sizes of files of
 * the package, of `data:` URLs and of the session's own files; what lies elsewhere is not fetched, so it neither loads nor
 * fails.
 */

/** So much of a `data:` URL holds the header of any picture that tells its size. */
const IMAGE_URL_UNITS = 65536;

/** How much of a source an error names. */
const IMAGE_NAME_UNITS = 200;

/** Images whose sizes the host is to be asked for: nodes, the sources they showed, the requests. */
let imagesToAsk = list();

function showImage(node, life) {
  // Tests of components tell their images themselves what becomes of them.
  if (writtenAttributes !== null) return;
  if (!isNew(node, life, 'src') || !(listensTo(node, 'load') || listensTo(node, 'error'))) return;
  const source = stringAttribute(node, 'src', '');
  life.source = source;
  const request = imageRequest(node, source);
  if (request !== undefined) push(imagesToAsk, { __proto__: null, node, life, source, request });
}

/** What the host is asked for: a `data:` URL, a file of the session, or a path of the package; `undefined` for others. */
function imageRequest(node, source) {
  if (source === '') return undefined;
  if (StringStartsWith(source, 'wxfile://')) return source;
  if (StringStartsWith(source, 'data:')) return StringSlice(source, 0, IMAGE_URL_UNITS);
  if (RegExpExec(/^(?:[A-Za-z][A-Za-z0-9+.-]*:|\/\/)/, source) !== null) return undefined;
  const path = split(source, '?')[0];
  const folder = StringStartsWith(path, '/') ? '' : folderOf(node.owner.definition.path);
  // A path that leaves the package is as missing as any other.
  return joinPath(folder, path) ?? '';
}

/** Asks for the sizes of all images of this turn at once. */
function askForImages() {
  if (imagesToAsk.length === 0) return;
  const images = imagesToAsk;
  imagesToAsk = list();
  const sources = toArray(mapList(images, (image) => image.request));
  callHost('image.size', { __proto__: null, sources }, {
    __proto__: null,
    ok: (fields) => queueStep(() => tellImages(images, fields.sizes)),
    fail: (reason) => warn(`the sizes of images are not known: ${reason}`),
  });
}

function tellImages(images, sizes) {
  for (let i = 0; i < images.length; i += 1) {
    const { node, life, source } = images[i];
    // What the image shows by now may be another source, or nothing at all.
    if (node.attached && life.source === source) tellImage(node, source, sizes[i]);
  }
}

function tellImage(node, source, size) {
  if (size.reason === undefined) {
    dispatch('load', node, { width: size.width, height: size.height }, atTarget);
    return;
  }
  const name = StringSlice(source, 0, IMAGE_NAME_UNITS);
  dispatch('error', node, { errMsg: `GET ${name} ${size.reason}` }, atTarget);
}
