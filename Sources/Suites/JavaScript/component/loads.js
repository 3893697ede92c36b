/**
 * What `load` of `miniprogram-simulate` made known. A component shows the tag by which the load that it belongs to
 * met it first, and its classes are prefixed by that tag, as the platform's own module has it.
 */

const { components } = native;

class ComponentLoad {
  constructor(path) {
    this.path = path;
    /** Path of a component of the load → the tag that its hosts show; `undefined` for the tag of the template. */
    this.tags = new Map();
    /** Path of a component that another load made known → that load. */
    this.foreign = new Map();
    /** Whether the classes of the load's templates are prefixed; those of a definition in a test are not. */
    this.hasPrefix = true;
  }
}

/** Loads by the id that `load` answered. */
const loads = new Map();

/** Components that every template may use, by tag. */
const globalComponents = {};

/** Root host node → the load that it was rendered from, and the properties that it was given. */
const rootLoads = new WeakMap();
const rootProperties = new WeakMap();

/** Host node of a component → the load that it belongs to. */
const loadsByHost = new WeakMap();

function addLoad(load) {
  const id = `component-${loads.size + 1}`;
  loads.set(id, load);
  return id;
}

function loadOf(host) {
  let load = rootLoads.get(host) ?? loadsByHost.get(host);
  if (load !== undefined) return load;
  const owner = components.ownerOf(host);
  const around = owner === undefined ? undefined : loadOf(owner);
  if (around === undefined) return undefined;
  const path = components.pathOf(host);
  load = around.foreign.get(path) ?? around;
  loadsByHost.set(host, load);
  return load;
}

/** The tag of a node in markup: `wx-view` of a built-in component, that of a component, else what the template wrote. */
function shownTag(node) {
  const { tag } = components.describe(node);
  const path = components.pathOf(node);
  if (path === undefined) return builtInTags.has(tag) ? `wx-${tag}` : tag;
  if (!rootLoads.has(node)) return loadOf(node)?.tags.get(path) ?? tag;
  const shown = loadOf(node).tags.get(path) ?? 'main';
  return builtInTags.has(shown) ? `wx-${shown}` : shown;
}

/** What a node shows: what is in components without a host of their own counts as theirs. */
function shownChildren(node) {
  return components.children(node).flatMap((child) => (components.isVirtual(child) ? shownChildren(child) : [child]));
}

/** The prefix of the classes of a node, which the template of its owner wrote; `undefined` for none. */
function classPrefixOf(node) {
  const owner = components.ownerOf(node);
  const load = owner === undefined ? undefined : loadOf(owner);
  return load?.hasPrefix === true ? load.tags.get(components.pathOf(owner)) : undefined;
}

/** The tags that `miniprogram-simulate` registers; any other one stands as it is written. */
const builtInTags = new Set(('cover-image cover-view grid-view list-view match-media movable-area movable-view ' +
  'page-container root-portal scroll-view share-element sticky-header sticky-section swiper swiper-item view icon ' +
  'progress rich-text text button checkbox checkbox-group editor form input keyboard-accessory label picker ' +
  'picker-view picker-view-column radio radio-group slider switch textarea functional-page-navigator navigator audio ' +
  'camera channel-live channel-video image live-player live-pusher video voip-room map canvas web-view ad ad-custom ' +
  'official-account open-data navigation-bar page-meta').split(' '));
