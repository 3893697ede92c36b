/** The functions on `wx` that are about the view. */
defineSync('createSelectorQuery', function createSelectorQuery() {
  return makeSelectorQuery(undefined);
});

defineSync('createIntersectionObserver', function createIntersectionObserver(instance, options) {
  return makeIntersectionObserver(componentOf(instance), options);
});

defineSync('createMediaQueryObserver', function createMediaQueryObserver() {
  return makeMediaQueryObserver();
});
