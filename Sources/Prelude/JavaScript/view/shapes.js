/**
 * Shapes: what leaves (see leaves.js) of one definition have in common, whose templates differ in a
 * few values only. The host is told of a shape once, and then of each component the id of its first
 * node and the values; see stamps.js.
 */

/** The most nodes and holes of a shape, and the most shapes; the host takes no more (`ViewLimits`). */
const SHAPE_NODES = 4000;
const SHAPE_HOLES = 8000;
const SHAPES = 1000;

let shapeCount = 0;

/** What the components of one definition have in common. */
class Shape {
  constructor(file) {
    this.file = file;
    this.plan = file.plan;
    /** What the host calls it. */
    this.number = 0;
    this.isTold = false;
    /** How many nodes it has, and how many of them are elements. */
    this.nodes = 0;
    this.elements = 0;
    this.depth = 0;
    /** In tree order. */
    this.holes = list();
    /** Order of a binding → its hole, or null for what is not shown. */
    this.holeOf = list();
    /** Its nodes as the host is told of them, and the operation that does. */
    this.content = '';
    this.text = '';
  }
}
ObjectSetPrototypeOf(Shape.prototype, null);

/** A place in a shape where components differ: a text, an attribute or a data set. */
class Hole {
  /**
   * @param {number} node its place in tree order
   * @param {(hole: Hole, values: object) => string | undefined} write the JSON text of its value
   */
  constructor(node, name, prepared, write) {
    this.node = node;
    this.name = name;
    this.prepared = prepared;
    this.write = write;
    /** Bindings whose values it shows. */
    this.bindings = list();
  }
}
ObjectSetPrototypeOf(Hole.prototype, null);

/**
 * The shape of a leaf's components, or null where they have none. The first component of a definition
 * has nodes as others do, as a shape pays when it is used again.
 */
function shapeFor(definition) {
  if (definition.shape === undefined) {
    definition.shape = null;
    definition.isSeen = true;
    return null;
  }
  if (definition.isSeen) {
    definition.isSeen = false;
    definition.shape = makeShape(definition);
  }
  return definition.shape;
}

function makeShape(definition) {
  if (definition.externalClasses !== null || definition.options.dynamicSlots === true) return null;
  if (shapeCount >= SHAPES) return null;
  const shape = new Shape(definition.template);
  const text = shapeOfNodes(shape, shape.plan.nodes, 1);
  if (text === null || shape.nodes > SHAPE_NODES || shape.elements > limits.nodes) return null;
  if (shape.holes.length > SHAPE_HOLES) return null;
  const { bindings } = shape.plan;
  for (let i = 0; i < bindings.length; i += 1) shape.holeOf[i] = null;
  for (let i = 0; i < shape.holes.length; i += 1) {
    if (!findBindings(shape, shape.holes[i])) return null;
  }
  shapeCount += 1;
  shape.number = shapeCount;
  shape.content = text;
  shape.text = shapeText(shapeCount, text, shape.holes, 0);
  return shape;
}

/** The operation that tells the host of a shape. */
function shapeText(number, content, holes, firstNode) {
  let text = '';
  for (let i = 0; i < holes.length; i += 1) {
    text = joinTexts(text, `[${holes[i].node + firstNode},${holeName(holes[i])}]`);
  }
  return `["shape",${number},[${content}],[${text}]]`;
}

function holeName(hole) {
  if (hole.write === writeText) return '0';
  return hole.write === writeDataset ? '1' : quotedName(hole.name);
}

/** Finds what sets a hole; false when a value of it is none of an expression. */
function findBindings(shape, hole) {
  const { bindings } = shape.plan;
  for (let i = 0; i < bindings.length; i += 1) {
    const { prepared, apply, name } = bindings[i];
    if (prepared !== hole.prepared) continue;
    const isOfHole = hole.write === writeAttribute
      ? apply === applyAttribute && name === hole.name
      : apply === (hole.write === writeText ? applyText : applyData);
    if (!isOfHole) continue;
    push(hole.bindings, bindings[i]);
    shape.holeOf[i] = hole;
  }
  return hole.bindings.length === (hole.write === writeDataset ? hole.prepared.boundData.length : 1);
}

/** The text of prepared nodes in a shape, or null when one of them cannot be part of one. */
function shapeOfNodes(shape, nodes, depth) {
  if (depth > shape.depth) shape.depth = depth;
  let text = '';
  for (let i = 0; i < nodes.length; i += 1) {
    const more = shapeOfNode(shape, nodes[i], depth);
    if (more === null) return null;
    text = joinTexts(text, more);
  }
  return text;
}

function shapeOfNode(shape, prepared, depth) {
  const place = shape.nodes;
  shape.nodes += 1;
  switch (prepared.create) {
    case createText: return `[${quoted(prepared.text)}]`;
    case createBoundText:
      push(shape.holes, new Hole(place, '', prepared, writeText));
      return '[""]';
    case createElement: return shapeOfElement(shape, prepared, place, depth);
    default: return null;
  }
}

function shapeOfElement(shape, prepared, place, depth) {
  const { attributes, bound, boundData, dataset } = prepared;
  if (prepared.hasBoundListeners || builtInLives[prepared.tag] !== undefined) return null;
  if (attributes !== null && attributes.slot !== undefined) return null;
  shape.elements += 1;
  let attributesText = '';
  for (const name in attributes) {
    const value = attributes[name];
    if (value !== undefined) {
      attributesText = joinTexts(attributesText, `${quotedName(name)}:${shownJSON(value)}`);
    }
  }
  for (let i = 0; i < bound.length; i += 1) {
    const { name } = bound[i];
    if (name === 'slot' || (attributes !== null && attributes[name] !== undefined)) return null;
    push(shape.holes, new Hole(place, name, prepared, writeAttribute));
  }
  let info = '';
  if (boundData.length > 0) push(shape.holes, new Hole(place, '', prepared, writeDataset));
  else if (dataset !== null) info = `"d":${shownJSON(dataset, '{}')}`;
  if (prepared.eventNames !== '') info = joinTexts(info, `"e":[${prepared.eventNames}]`);
  const inside = shapeOfNodes(shape, prepared.children, depth + 1);
  if (inside === null) return null;
  return `[${quotedName(prepared.tag)},${attributesText === '' ? '0' : `{${attributesText}}`},`
    + `${info === '' ? '0' : `{${info}}`},[${inside}]]`;
}

function writeText(hole, values) {
  return quoted(values[hole.bindings[0].order]);
}

function writeAttribute(hole, values) {
  const value = values[hole.bindings[0].order];
  return value === undefined ? undefined : shownJSON(value);
}

function writeDataset(hole, values) {
  const { bindings, prepared } = hole;
  if (prepared.dataset !== null) return shownJSON(datasetOfHole(hole, values), '{}');
  let text = '';
  for (let i = 0; i < bindings.length; i += 1) {
    const value = values[bindings[i].order];
    if (value === undefined) continue;
    if (typeof value === 'object' || typeof value === 'bigint') {
      return shownJSON(datasetOfHole(hole, values), '{}');
    }
    text = joinTexts(text, `${quotedName(bindings[i].name)}:${jsonOf(value)}`);
  }
  return `{${text}}`;
}

function datasetOfHole(hole, values) {
  const dataset = record();
  for (const name in hole.prepared.dataset) dataset[name] = hole.prepared.dataset[name];
  for (let i = 0; i < hole.bindings.length; i += 1) {
    const value = values[hole.bindings[i].order];
    if (value === undefined) delete dataset[hole.bindings[i].name];
    else dataset[hole.bindings[i].name] = value;
  }
  return dataset;
}

/** The shape of hosts together with the stamped components at them; number 0 when there is none. */
function makeHostShape(node) {
  const inner = node.component.shape;
  const hostShape = { __proto__: null, inner, number: 0, isTold: false, text: '' };
  if (shapeCount >= SHAPES || inner.nodes >= SHAPE_NODES) return hostShape;
  shapeCount += 1;
  hostShape.number = shapeCount;
  const head = `${quotedName(node.tag)},0,${infoText(node)}`;
  hostShape.text = shapeText(shapeCount, `[${head},[${inner.content}]]`, inner.holes, 1);
  return hostShape;
}

function tellShape(shape) {
  if (shape.isTold) return;
  shape.isTold = true;
  emitOp(shape.text);
}
