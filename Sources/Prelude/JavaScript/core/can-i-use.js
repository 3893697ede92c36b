/** wx.canIUse (api-conventions.md 8.4), answered from what is really on `wx` and from the built-in tags. */

const builtInTags = listOf([
  'view', 'scroll-view', 'swiper', 'swiper-item', 'movable-area', 'movable-view', 'cover-view', 'cover-image',
  'icon', 'text', 'rich-text', 'progress', 'button', 'checkbox', 'checkbox-group', 'editor', 'form', 'input',
  'label', 'picker', 'picker-view', 'picker-view-column', 'radio', 'radio-group', 'slider', 'switch', 'textarea',
  'navigator', 'image', 'video', 'camera', 'canvas', 'map', 'web-view', 'page-meta', 'navigation-bar', 'block',
  'slot', 'template', 'page-container', 'root-portal', 'match-media', 'share-element',
]);

/** Second words of a schema about a function that the prelude serves by itself, of which the host knows no more. */
const schemaParts = listOf(['return', 'success', 'object', 'callback', 'fail', 'complete']);

function canIUse(schema) {
  if (typeof schema !== 'string' || schema === '') return false;
  if (knownAPIs[schema] !== undefined) return true;
  const parts = split(schema, '.');
  if (parts.length === 1) return contains(builtInTags, schema);
  // Classes and their members are all known here.
  if (parts.length === 2 && RegExpExec(/^[A-Z]/, schema) !== null) return false;
  // Fields and options are many and asked for seldom; the host has them.
  const { can } = callHostSync('#canIUse', { __proto__: null, schema: StringSlice(schema, 0, 257) }, 'canIUse');
  if (typeof can === 'boolean') return can;
  return contains(builtInTags, parts[0]) || (knownAPIs[parts[0]] !== undefined && contains(schemaParts, parts[1]));
}

defineSync('canIUse', canIUse);
