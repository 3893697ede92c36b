/** wx.canIUse (api-conventions.md 8.4), answered from what is really on `wx` and from the built-in tags. */

const builtInTags = listOf([
  'view', 'scroll-view', 'swiper', 'swiper-item', 'movable-area', 'movable-view', 'cover-view', 'cover-image',
  'icon', 'text', 'rich-text', 'progress', 'button', 'checkbox', 'checkbox-group', 'editor', 'form', 'input',
  'label', 'picker', 'picker-view', 'picker-view-column', 'radio', 'radio-group', 'slider', 'switch', 'textarea',
  'navigator', 'image', 'video', 'camera', 'canvas', 'map', 'web-view', 'page-meta', 'navigation-bar', 'block',
  'slot', 'template', 'page-container', 'root-portal', 'match-media', 'share-element',
]);

/** Second words of a schema about an API. */
const schemaParts = listOf(['return', 'success', 'object', 'callback', 'fail', 'complete']);

function canIUse(schema) {
  if (typeof schema !== 'string' || schema === '') return false;
  const parts = split(schema, '.');
  if (contains(builtInTags, parts[0])) return true;
  if (knownAPIs[schema] !== undefined) return true;
  if (parts.length === 1) return false;
  return knownAPIs[parts[0]] !== undefined && contains(schemaParts, parts[1]);
}

defineSync('canIUse', canIUse);
