/** Attributes of nodes: what templates set, what the host is told. */

/** Attributes that every node has, hosts of components too (builtin-components.md 6.0). */
const commonAttributes = ObjectFreeze({
  __proto__: null, id: true, class: true, style: true, hidden: true, slot: true, animation: true,
});

/** Gives a node an attribute; `undefined` takes it away. */
function setAttribute(node, name, value) {
  if (name === 'slot') {
    setSlotName(node, textOf(value));
    return;
  }
  if (value !== undefined) {
    if (name === 'class') value = classText(value);
    else if (name === 'id' || name === 'style') value = textOf(value);
  }
  if (sameBinding(attributeOf(node, name), value)) return;
  ownAttributes(node);
  if (value === undefined) delete node.attributes[name];
  else node.attributes[name] = value;
  if (node.live) queueAttribute(node, name);
}

/** The value of an attribute, or `undefined`. */
function attributeOf(node, name) {
  return node.attributes === null ? undefined : node.attributes[name];
}

/** Gives a node attributes of its own instead of those of its description. */
function ownAttributes(node) {
  if (node.ownsAttributes) return;
  const attributes = record();
  for (const name in node.attributes) attributes[name] = node.attributes[name];
  node.attributes = attributes;
  node.ownsAttributes = true;
}

function queueAttribute(node, name) {
  const text = attributeText(node, name);
  queueOp(text === undefined
    ? `["a",${node.id},${JSONStringify(name)}]`
    : `["a",${node.id},${JSONStringify(name)},${text}]`);
}

/** One attribute as JSON text, or `undefined` when there is nothing to show. */
function attributeText(node, name) {
  const value = shownAttribute(node, name);
  if (name === 'class' && typeof value === 'string') return classesText(node, value);
  return value === undefined ? undefined : shownJSON(value);
}

/** All attributes of a node as the JSON text of an object, or `0`. */
function attributesText(node) {
  if (node.scriptClasses !== null || node.scriptStyle !== '') ownAttributes(node);
  if (node.attributes === null) return '0';
  let text = '';
  if (hasBoundAttributesOnly(node)) {
    // Walking over the names that the template sets is faster than finding out the names.
    const { bound } = node.prepared;
    for (let i = 0; i < bound.length; i += 1) text = joinAttribute(text, node, bound[i].name);
  } else {
    for (const name in node.attributes) text = joinAttribute(text, node, name);
  }
  return text === '' ? '0' : `{${text}}`;
}

function hasBoundAttributesOnly(node) {
  const { prepared } = node;
  return prepared !== null && node.kind === ELEMENT && prepared.attributes === null
    && node.state === null && node.scriptClasses === null && node.scriptStyle === '';
}

function joinAttribute(text, node, name) {
  const value = attributeText(node, name);
  return value === undefined ? text : joinTexts(text, `${quotedName(name)}:${value}`);
}

/** An attribute as the host sees it: with external classes filled in, and with what wxs added. */
function shownAttribute(node, name) {
  const value = attributeOf(node, name);
  if (name === 'class') return shownClasses(node, value);
  if (name === 'style' && node.scriptStyle !== '') {
    return `${value === undefined ? '' : value + ';'}${node.scriptStyle}`;
  }
  return value;
}

function shownClasses(node, classes) {
  const filled = node.owner === null ? classes : fillExternalClasses(classes, node.owner);
  if (node.scriptClasses === null) return filled;
  const words = filterList(wordsOf(filled ?? ''), (word) => node.scriptClasses[word] !== false);
  for (const word in node.scriptClasses) {
    if (node.scriptClasses[word] && !contains(words, word)) push(words, word);
  }
  return join(words, ' ');
}

/**
 * Classes as JSON text. With classes that the component got from its user comes, for each class,
 * the number of components that it was handed through: its style sheet is that many further out.
 */
function classesText(node, shown) {
  const classes = attributeOf(node, 'class');
  if (node.owner === null || !namesExternalClass(node.owner, classes)) return quoted(shown);
  const levels = list();
  pushLevels(levels, wordsOf(classes), node.owner, 0);
  let text = '';
  for (let i = 0; i < levels.length; i += 1) text += `${i === 0 ? '' : ','}${levels[i]}`;
  return `[${quoted(shown)},[${text}]]`;
}

/** Tells for each shown class of some written ones through how many components it came. */
function pushLevels(levels, words, owner, depth) {
  const declared = owner.definition.externalClasses;
  for (let i = 0; i < words.length; i += 1) {
    if (declared === null || declared[words[i]] === undefined) {
      push(levels, depth);
    } else if (owner.externals !== null && owner.externals[words[i]] !== undefined) {
      const given = wordsOf(owner.externals[words[i]]);
      if (owner.owner === null) for (let j = 0; j < given.length; j += 1) push(levels, depth + 1);
      else pushLevels(levels, given, owner.owner, depth + 1);
    }
  }
}

/**
 * Replaces the names of external classes by the classes that the user of the component gave
 * (wxss.md 7.7).
 */
function fillExternalClasses(classes, owner) {
  const declared = owner.definition.externalClasses;
  if (declared === null || typeof classes !== 'string') return classes;
  const words = wordsOf(classes);
  const shown = list();
  for (let i = 0; i < words.length; i += 1) {
    const given = declared[words[i]] === undefined ? words[i] : externalClass(owner, words[i]);
    if (given !== '') push(shown, given);
  }
  return join(shown, ' ');
}

/**
 * The classes given to a component for an external class; its user may pass on external classes of
 * its own.
 */
function externalClass(component, name) {
  if (component.externals === null || component.externals[name] === undefined) return '';
  return fillExternalClasses(component.externals[name], component.owner);
}

/**
 * Takes over the classes given for an external class and shows them wherever the template uses it.
 */
function setExternalClass(component, name, value) {
  const classes = classText(value);
  if (component.externals === null) component.externals = record();
  if (component.externals[name] === classes) return;
  component.externals[name] = classes;
  refreshClasses(component, component.shadow);
}

/** Tells the host again about the classes of a component's nodes that depend on external ones. */
function refreshClasses(component, node) {
  for (let child = node.first; child !== null; child = child.next) {
    if (child.live && namesExternalClass(component, attributeOf(child, 'class'))) {
      queueAttribute(child, 'class');
    }
    if (child.component !== null && child.component.externals !== null) {
      refreshClasses(child.component, child.component.shadow);
    }
    refreshClasses(component, child);
  }
}

function namesExternalClass(component, classes) {
  const declared = component.definition.externalClasses;
  if (declared === null || typeof classes !== 'string') return false;
  const words = wordsOf(classes);
  for (let i = 0; i < words.length; i += 1) if (declared[words[i]] !== undefined) return true;
  return false;
}
