/** Instances: what `this` is in a component or page (components.md 3.1). */

/** Members of every instance, below the methods of its definition. */
const instanceMembers = ObjectFreeze({
  __proto__: null,

  setData(values, callback) {
    setData(requireComponent(this), values, callback);
  },

  /**
   * Runs a function whose updates reach the view together; they do so anyway, at the end of the
   * turn.
   */
  groupSetData(run) {
    if (typeof run === 'function') ReflectApply(run, this, []);
  },

  hasBehavior(behavior) {
    const parts = behaviorOf(behavior);
    return parts !== undefined && requireComponent(this).definition.has(parts);
  },

  triggerEvent(type, detail, options) {
    triggerEvent(requireComponent(this), type, detail === undefined ? {} : detail, options);
  },

  selectComponent(selector) {
    return selectComponent(requireComponent(this), selector);
  },

  selectAllComponents(selector) {
    return selectAllComponents(requireComponent(this), selector);
  },

  selectOwnerComponent() {
    const owner = requireComponent(this).owner;
    return owner === null ? null : exportedInstance(owner);
  },

  getRelationNodes(key) {
    return relationNodes(requireComponent(this), `${key}`);
  },

  createSelectorQuery() {
    return makeSelectorQuery(requireComponent(this));
  },

  createIntersectionObserver(options) {
    return makeIntersectionObserver(requireComponent(this), options);
  },

  createMediaQueryObserver() {
    return makeMediaQueryObserver();
  },

  getTabBar() {
    return tabBarInstance(requireComponent(this).page);
  },

  getOpenerEventChannel() {
    return openerChannelOf(requireComponent(this).page.id);
  },

  getAppBar() {
    return null;
  },

  getPageId() {
    const page = requireComponent(this).page;
    return page === null ? undefined : `pageId:${page.id}`;
  },

  animate(selector, keyframes, duration, callback) {
    finishAnimation(requireComponent(this), duration, callback);
  },

  clearAnimation(selector, options, callback) {
    const done = typeof options === 'function' ? options : callback;
    finishAnimation(requireComponent(this), 0, done);
  },

  applyAnimatedStyle(selector, update, options, callback) {
    finishAnimation(requireComponent(this), 0, callback);
  },

  clearAnimatedStyle(selector, ids, callback) {
    finishAnimation(requireComponent(this), 0, callback);
  },

  setUpdatePerformanceListener() {},

  getPassiveEvent(callback) {
    if (typeof callback === 'function') {
      queueTask(() => callGuest(callback, undefined, [{}], 'getPassiveEvent'));
    }
  },

  setPassiveEvent() {},

  setInitialRenderingCache() {},
});

/** The object from which the prototypes of all definitions inherit. */
const commonInstancePrototype = makeCommonPrototype();

function makeCommonPrototype() {
  const prototype = {};
  for (const name in instanceMembers) defineHidden(prototype, name, instanceMembers[name]);
  defineReader(prototype, 'id', (component) => textOf(attributeOf(component.node, 'id')));
  defineReader(prototype, 'dataset', (component) => datasetOf(component.node));
  defineReader(prototype, 'router', (component) => makeRouter(component.definition.path));
  defineReader(prototype, 'pageRouter', (component) => makeRouter(component.page.path));
  defineReader(prototype, 'renderer', () => 'webview');
  return prototype;
}

/** Adds a read-only member that is worked out when read. */
function defineReader(prototype, name, read) {
  ObjectDefineProperty(prototype, name, {
    __proto__: null,
    get() {
      const component = componentOf(this);
      return component === undefined ? undefined : read(component);
    },
    set(value) {
      define(this, name, value);
    },
    enumerable: false,
    configurable: true,
  });
}

/**
 * The class of a definition's instances: their prototype has its methods and its path. The fields
 * are own ones, whatever a mini-program put on `Object.prototype`.
 */
function instanceClassOf(definition) {
  const made = class {
    data;
    properties;

    constructor(data) {
      this.data = data;
      this.properties = data;
    }
  };
  const prototype = made.prototype;
  ObjectSetPrototypeOf(prototype, commonInstancePrototype);
  delete prototype.constructor;
  define(prototype, 'is', definition.path);
  for (const name in definition.methods) define(prototype, name, definition.methods[name]);
  return made;
}

/** Lets a class add its private fields to an object that is there already. */
class Given {
  constructor(object) {
    return object;
  }
}

/** The live component of an instance, in a field that nobody else can see. */
class InstanceStamp extends Given {
  #component;

  constructor(instance, component) {
    super(instance);
    this.#component = component;
  }

  static componentOf(instance) {
    return #component in instance ? instance.#component : undefined;
  }
}

/** Makes the instance of a component: `data` and `properties` are the same object. */
function makeInstance(component) {
  const instance = new component.definition.Instance(component.data);
  new InstanceStamp(instance, component);
  return instance;
}

/** @throws {TypeError} when a member is called on something that is no instance */
function requireComponent(instance) {
  const component = componentOf(instance);
  if (component === undefined) {
    throw new TypeErrorCtor(
      'this is not a page or component instance; keep the method on its instance'
    );
  }
  return component;
}

/**
 * What others get for a component: its `export()` with `wx://component-export`, otherwise the
 * instance.
 */
function exportedInstance(component) {
  const definition = component.definition;
  const isExporting = definition.has(builtInBehaviors['wx://component-export']);
  if (!isExporting || definition.export === undefined) return component.instance;
  return callComponent(component, definition.export, [], 'export');
}

/** Animations have no frames here: the last one is reached at once, and the callback is called. */
function finishAnimation(component, duration, callback) {
  if (typeof callback === 'function') {
    queueTask(() => callComponent(component, callback, [], 'animation callback'));
  }
}
