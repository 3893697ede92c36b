/**
 * Sizes and places of nodes. There is no layout: everything is at the origin and has no size,
 * but for canvases, without which nothing could be drawn (wxss.md 7.11).
 */

/** Where a node is, in px: the one function that a layout would replace. */
function geometryOf(node) {
  const size = node.tag === 'canvas' ? canvasNodeSize(node) : { __proto__: null, width: 0, height: 0 };
  return { __proto__: null, left: 0, top: 0, width: size.width, height: size.height, node };
}

/** The size of the page's area in px, from the system information. */
function viewportSize() {
  return {
    __proto__: null,
    width: numberOf(profile.windowWidth ?? 0),
    height: numberOf(profile.windowHeight ?? 0),
  };
}
