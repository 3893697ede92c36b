/** wx.createAnimation (api-core.md 9.12): records steps for the `animation` attribute. Touches no view. */

const transformNames = listOf([
  'matrix', 'matrix3d', 'rotate', 'rotate3d', 'rotateX', 'rotateY', 'rotateZ', 'scale', 'scale3d', 'scaleX',
  'scaleY', 'scaleZ', 'skew', 'skewX', 'skewY', 'translate', 'translate3d', 'translateX', 'translateY',
  'translateZ',
]);

/** Method names of style properties, and whether a number gets the unit px. */
const styleNames = {
  __proto__: null,
  opacity: { property: 'opacity', length: false },
  backgroundColor: { property: 'background-color', length: false },
  width: { property: 'width', length: true },
  height: { property: 'height', length: true },
  left: { property: 'left', length: true },
  right: { property: 'right', length: true },
  top: { property: 'top', length: true },
  bottom: { property: 'bottom', length: true },
};

/** How many steps an animation may hold before export. */
const ANIMATION_STEPS = 1000;

function createAnimation(options) {
  const given = isObject(options) ? { __proto__: null, ...options } : record();
  const animation = {
    __proto__: null, steps: list(), current: new MapCtor(), defaults: animationOption(given, record()),
  };
  const methods = {
    __proto__: null,
    step(stepOptions) {
      addAnimationStep(animation, isObject(stepOptions) ? { __proto__: null, ...stepOptions } : record());
      return guest;
    },
    export() {
      const actions = toArray(animation.steps);
      animation.steps = list();
      return { actions };
    },
  };
  const guest = {};
  for (let i = 0; i < transformNames.length; i += 1) {
    const name = transformNames[i];
    methods[name] = (...args) => {
      MapSet(animation.current, name, { type: name, args });
      return guest;
    };
  }
  const styles = ObjectKeys(styleNames);
  for (let i = 0; i < styles.length; i += 1) {
    const { property, length } = styleNames[styles[i]];
    methods[styles[i]] = (value) => {
      const text = length && typeof value === 'number' ? `${value}px` : value;
      MapSet(animation.current, `style.${property}`, { type: 'style', args: [property, text] });
      return guest;
    };
  }
  return copyOnto(guest, methods);
}

/** Closes a group: the latest value of every property set so far, in the order of first use. */
function addAnimationStep(animation, options) {
  if (animation.steps.length >= ANIMATION_STEPS) {
    throw new RangeErrorCtor(`an animation has ${ANIMATION_STEPS} steps; export() it before adding more`);
  }
  const animates = list();
  MapForEach(animation.current, (entry) => { push(animates, { type: entry.type, args: entry.args }); });
  push(animation.steps, { animates: toArray(animates), option: animationOption(options, animation.defaults) });
}

/** A step's option: its own fields, else those of createAnimation, else the platform's. */
function animationOption(given, defaults) {
  const transition = defaults.transition ?? record();
  return {
    transformOrigin: given.transformOrigin ?? defaults.transformOrigin ?? '50% 50% 0',
    transition: {
      duration: given.duration ?? transition.duration ?? 400,
      timingFunction: given.timingFunction ?? transition.timingFunction ?? 'linear',
      delay: given.delay ?? transition.delay ?? 0,
    },
  };
}

defineSync('createAnimation', createAnimation);
