/**
 * Sizes and places of nodes. There is no layout: everything is at the origin and has no size
 * (wxss.md 7.11).
 */

/** Where a node is, in px: the one function that a layout would replace. */
function geometryOf(node) {
  return { __proto__: null, left: 0, top: 0, width: 0, height: 0, node };
}

/** The size of the page's area in px, from the system information. */
function viewportSize() {
  return {
    __proto__: null,
    width: numberOf(profile.windowWidth ?? 0),
    height: numberOf(profile.windowHeight ?? 0),
  };
}
