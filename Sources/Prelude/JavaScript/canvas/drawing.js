/**
 * Canvases as the host knows them: a number, a size and commands on their way (api-core.md 9.11).
 *
 * Nothing is drawn here. Commands are collected as JSON texts and sent at the end of the turn, or
 * before pixels are read; the host draws them in their order.
 */

/** Commands that are sent as one list; the host takes 10000. */
const DRAWING_COMMANDS = 4096;

/** UTF-16 units that are sent as one list, about. */
const DRAWING_UNITS = 512 * 1024;

/** Drawings of canvas nodes, to find those whose node is gone. */
const nodeDrawings = list();
let lastDrawingID = 0;

/**
 * @param {ViewNode | null} node the node that shows it
 * @param {number} scale pixels of one unit; 0 for a canvas whose units are pixels
 */
function makeDrawing(node, width, height, scale) {
  closeLostDrawings();
  lastDrawingID += 1;
  const drawing = {
    __proto__: null, id: lastDrawingID, node, width, height, scale, text: '', count: 0,
    isSized: false, isWaiting: false, wasAttached: node !== null && node.attached,
  };
  if (node !== null) push(nodeDrawings, drawing);
  return drawing;
}

/** Gives back the pixels of canvases whose nodes have left the view. */
function closeLostDrawings() {
  for (let i = nodeDrawings.length - 1; i >= 0; i -= 1) {
    const drawing = nodeDrawings[i];
    if (!drawing.wasAttached || drawing.node.attached) continue;
    removeAt(nodeDrawings, i);
    drawing.text = '';
    drawing.count = 0;
    if (drawing.isSized) callHost('canvas.close', { __proto__: null, canvas: drawing.id }, silentReply);
    drawing.isSized = false;
  }
}

/** Adds a command, the JSON text of a list. */
function addCommand(drawing, command) {
  if (!drawing.isSized) sizeDrawing(drawing);
  drawing.text += drawing.count === 0 ? command : `,${command}`;
  drawing.count += 1;
  if (drawing.count >= DRAWING_COMMANDS || drawing.text.length >= DRAWING_UNITS) {
    sendDrawing(drawing, []);
  } else if (!drawing.isWaiting) {
    drawing.isWaiting = true;
    queueStep(() => {
      drawing.isWaiting = false;
      sendDrawing(drawing, []);
    });
  }
}

/** Makes sure that the host has a canvas of the present size, empty when it is new. */
function sizeDrawing(drawing) {
  drawing.isSized = true;
  const scale = drawing.scale === 0 ? '' : `,${drawing.scale}`;
  addCommand(drawing, `["resize",${drawing.width},${drawing.height}${scale}]`);
}

/** Sends what was collected. @param {ArrayBuffer[]} buffers binary values that it names */
function sendDrawing(drawing, buffers) {
  if (drawing.count === 0) return;
  const text = `{"canvas":${drawing.id},"commands":[${drawing.text}]}`;
  drawing.text = '';
  drawing.count = 0;
  if (MapSize(pendingCalls) < limits.pendingCalls) {
    const id = nextCallID();
    native.post('call', id, 'canvas.draw', text, buffers);
    MapSet(pendingCalls, id, drawReply);
    return;
  }
  // Too much is on its way: waiting keeps the mini-program from running ahead of the host.
  const answer = native.callSync('canvas.draw', text, buffers);
  const fields = decodeReply(StringSlice(answer, 1));
  if (StringSlice(answer, 0, 1) === '+') drawReply.ok(fields);
  else drawReply.fail(fields.reason);
}

const drawReply = {
  __proto__: null,
  ok(fields) {
    const omitted = fields === undefined ? undefined : fields.omitted;
    for (let i = 0; isObject(omitted) && i < omitted.length; i += 1) warn(`canvas: ${omitted[i]}`);
  },
  fail(reason) { warn(`canvas: ${reason}`); },
  rawFail() {},
};

/** Sends all that waits for a canvas, so that its pixels can be read. */
function settleDrawing(drawing) {
  if (!drawing.isSized) sizeDrawing(drawing);
  sendDrawing(drawing, []);
}

/** The size of a canvas node in px: its own style; without a layout, a class may mean any size. */
function canvasNodeSize(node) {
  const style = textOf(attributeOf(node, 'style'));
  const window = viewportSize();
  const isStyled = textOf(attributeOf(node, 'class')) !== '';
  return {
    __proto__: null,
    width: styledLength(style, 'width') ?? (isStyled ? window.width : 300),
    height: styledLength(style, 'height') ?? (isStyled ? window.height : 150),
  };
}

/** A length in px, rpx, vw, vh or % that an inline style gives. */
function styledLength(style, name) {
  const pattern = name === 'width'
    ? /(?:^|;)\s*width\s*:\s*([\d.]+)(px|rpx|vw|vh|%)/ : /(?:^|;)\s*height\s*:\s*([\d.]+)(px|rpx|vw|vh|%)/;
  const match = RegExpExec(pattern, style);
  if (match === null) return undefined;
  const number = +match[1];
  const window = viewportSize();
  switch (match[2]) {
    case 'px': return number;
    case 'rpx': return (number * window.width) / 750;
    case 'vh': return (number * window.height) / 100;
    case 'vw': return (number * window.width) / 100;
    default: return (number * (name === 'width' ? window.width : window.height)) / 100;
  }
}
