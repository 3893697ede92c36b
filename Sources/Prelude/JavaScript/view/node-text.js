/** How nodes are described to the host: `[id, tag, attributes, info, [children]]`, text `[id, text]`. */

/**
 * Describes a node with everything shown in it, and remembers that the host knows it. Nodes nested
 * too deep are left out, with an error on the console.
 */
function nodeText(node, depth) {
  if (depth > SHOWN_DEPTH) {
    logError(`${node.owner.definition.path}.wxml: more than ${SHOWN_DEPTH} nodes are nested in each `
      + 'other; those further inside are not shown');
    return '';
  }
  renewID(node);
  node.live = true;
  if (node.takesMoves) node.takesMoves = false;
  if (node.kind === TEXT) return `[${node.id},${quoted(node.text)}]`;
  const isStamped = node.component !== null && node.component.shape !== null;
  const stamped = isStamped ? stampedHostText(node, depth) : null;
  if (stamped !== null) return stamped;
  const children = childrenText(node, depth + 1);
  return `[${node.id}${headText(node)}${children}]]`;
}

/** Tag, attributes and info; the same text for all nodes of an element without bindings. */
function headText(node) {
  const { prepared } = node;
  if (prepared === null || node.kind !== ELEMENT || !isAsPrepared(node)) return headTextOf(node);
  if (prepared.headText === undefined) prepared.headText = headTextOf(node);
  return prepared.headText;
}

function isAsPrepared(node) {
  return node.component === null && !node.ownsAttributes && node.dataset === node.prepared.dataset
    && node.owner.definition.externalClasses === null
    && node.scriptClasses === null && node.scriptStyle === '';
}

function headTextOf(node) {
  return `,${quotedName(node.tag)},${attributesText(node)},${infoText(node)},[`;
}

/** The texts of what is shown in a node and not yet known. */
function childrenText(node, depth) {
  if (node.kind === SLOT) {
    let text = '';
    eachSlotted(node, (child) => { text = joinTexts(text, newNodeText(child, depth)); });
    return text;
  }
  if (node.component === null) return membersText(node, depth);
  const stamped = node.component.shape === null ? null : stampText(node.component, depth);
  return stamped ?? membersText(node.component.shadow, depth);
}

/** As `childrenText` for the children of a node as written, and of groups among them. */
function membersText(parent, depth) {
  let text = '';
  for (let child = parent.first; child !== null; child = child.next) {
    const more = child.kind === GROUP ? membersText(child, depth) : newNodeText(child, depth);
    text = joinTexts(text, more);
  }
  return text;
}

function newNodeText(node, depth) {
  return node.live || node.coming !== null ? '' : nodeText(node, depth);
}

function joinTexts(text, more) {
  if (text === '' || more === '') return text === '' ? more : text;
  return `${text},${more}`;
}

/** Names of tags, attributes and components as JSON; there are only as many as templates hold. */
const quotedNames = record();

function quotedName(name) {
  const known = quotedNames[name];
  if (known !== undefined) return known;
  const text = JSONStringify(name);
  quotedNames[name] = text;
  return text;
}

/**
 * What a node is besides its attributes: component path, virtual, style isolation, dataset,
 * listened events.
 */
function infoText(node) {
  let text = '';
  if (node.component !== null) text = node.component.definition.shownText;
  else if (node.kind === SLOT) text = '"v":1';
  if (node.dataset !== null) text = joinTexts(text, `"d":${datasetText(node)}`);
  if (node.prepared !== null && node.prepared.eventNames !== '') {
    text = joinTexts(text, `"e":[${node.prepared.eventNames}]`);
  }
  return text === '' ? '0' : `{${text}}`;
}

/** What nodes tell of the component at them. */
function shownTextOf(definition) {
  let text = `"c":${quotedName(definition.path)}`;
  if (definition.options.virtualHost === true) text += ',"v":1';
  const isolation = styleIsolationOf(definition);
  if (isolation !== undefined) text += `,"i":${quotedName(isolation)}`;
  return text;
}

function datasetText(node) {
  const { prepared, dataset } = node;
  if (prepared === null || prepared.dataset !== null) return shownJSON(dataset, '{}');
  let text = '';
  for (let i = 0; i < prepared.boundData.length; i += 1) {
    const name = prepared.boundData[i].name;
    const value = dataset[name];
    if (value === undefined) continue;
    if (typeof value === 'object' || typeof value === 'bigint') return shownJSON(dataset, '{}');
    text = joinTexts(text, `${quotedName(name)}:${jsonOf(value)}`);
  }
  return `{${text}}`;
}
