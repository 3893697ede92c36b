/**
 * Worklets and custom routes of Skyline. This host renders as WebView does, so animations do not run: values jump
 * to where they would end, functions run at once, and custom routes are kept without an effect.
 */

const ROUTE_BUILDERS = 100;

/** A value that a worklet animates. */
function sharedValue(value) {
  return { value };
}

function endWorklet(callback) {
  if (typeof callback === 'function') queueTask(() => callGuest(callback, undefined, [true], 'worklet callback'));
}

const workletObject = copyOnto({}, {
  __proto__: null,
  shared: sharedValue,
  derived(update) {
    const derived = {};
    ObjectDefineProperty(derived, 'value', {
      __proto__: null, enumerable: true,
      get: () => (typeof update === 'function' ? ReflectApply(update, undefined, []) : undefined),
    });
    return derived;
  },
  timing(toValue, options, callback) {
    endWorklet(callback);
    return toValue;
  },
  spring(toValue, options, callback) {
    endWorklet(callback);
    return toValue;
  },
  decay(options, callback) {
    endWorklet(callback);
    return 0;
  },
  delay(milliseconds, next) { return next; },
  repeat(animation, count, reverse, callback) {
    endWorklet(callback);
    return animation;
  },
  sequence(...animations) { return animations[animations.length - 1]; },
  cancelAnimation() {},
  runOnUI(fn) { return (...args) => ReflectApply(fn, undefined, args); },
  runOnJS(fn) { return (...args) => ReflectApply(fn, undefined, args); },
  Easing: copyOnto({}, {
    __proto__: null,
    linear: (t) => t, ease: (t) => t, quad: (t) => t * t, cubic: (t) => t * t * t,
    bezier: () => ({ factory: () => (t) => t }), in: (f) => f, out: (f) => f, inOut: (f) => f,
    poly: () => (t) => t, sin: (t) => t, circle: (t) => t, exp: (t) => t, elastic: () => (t) => t,
    back: () => (t) => t, bounce: (t) => t, step0: (t) => t, step1: (t) => t,
  }),
  scrollViewContext: copyOnto({}, { __proto__: null, scrollTo() {} }),
});

const routeBuilders = new MapCtor();

const customRouter = copyOnto({}, {
  __proto__: null,
  addRouteBuilder(type, build) {
    if (typeof type !== 'string' || typeof build !== 'function') {
      logError('wx.router.addRouteBuilder needs the name of a route type and a function');
    } else if (MapSize(routeBuilders) < ROUTE_BUILDERS) {
      MapSet(routeBuilders, type, build);
    }
  },
  removeRouteBuilder(type) { MapDelete(routeBuilders, type); },
  getRouteContext() { return undefined; },
});
