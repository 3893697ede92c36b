/** Maps as models: `createMapContext` (builtin-components.md 6.18). */

/** The half width of what a map shows at scale 0, in degrees. */
const WHOLE_WORLD_DEGREES = 180;

function mapCenter(node) {
  return {
    longitude: numberAttribute(node, 'longitude', 0), latitude: numberAttribute(node, 'latitude', 0),
  };
}

function mapScale(node) {
  const scale = numberAttribute(node, 'scale', 16);
  return MathMin(20, MathMax(3, scale));
}

function mapRegion(node) {
  const { longitude, latitude } = mapCenter(node);
  const half = WHOLE_WORLD_DEGREES / 2 ** mapScale(node);
  return {
    southwest: { longitude: longitude - half, latitude: latitude - half / 2 },
    northeast: { longitude: longitude + half, latitude: latitude + half / 2 },
  };
}

/** Moves the middle of the map. */
function moveMap(node, place) {
  const longitude = numberOf(place.longitude);
  const latitude = numberOf(place.latitude);
  if (!NumberIsFinite(longitude) || !NumberIsFinite(latitude)) return;
  setUserValue(node, 'longitude', longitude);
  setUserValue(node, 'latitude', latitude);
}

/** The middle of the points that are to be seen. */
function includePoints(node, points) {
  let west = 180;
  let east = -180;
  let south = 90;
  let north = -90;
  for (let i = 0; ArrayIsArray(points) && i < points.length; i += 1) {
    const longitude = numberOf(own(points[i], 'longitude'));
    const latitude = numberOf(own(points[i], 'latitude'));
    west = MathMin(west, longitude);
    east = MathMax(east, longitude);
    south = MathMin(south, latitude);
    north = MathMax(north, latitude);
  }
  if (east < west) return;
  moveMap(node, {
    __proto__: null, longitude: (west + east) / 2, latitude: (south + north) / 2,
  });
}

/** Markers of a map without those that have one of some ids. */
function markersWithout(node, ids) {
  const kept = [];
  const markers = listAttribute(node, 'markers');
  for (let i = 0; i < markers.length; i += 1) {
    if (!contains(ids, own(markers[i], 'id'))) define(kept, kept.length, deepCopy(markers[i]));
  }
  return kept;
}

function addMarkers(node, markers, clears) {
  const added = ArrayIsArray(markers) ? markers : list();
  const ids = listOf(mapList(added, (marker) => own(marker, 'id')));
  const kept = clears === true ? [] : markersWithout(node, ids);
  for (let i = 0; i < added.length; i += 1) define(kept, kept.length, deepCopy(added[i]));
  setUserValue(node, 'markers', kept);
}

function translateMarker(node, request) {
  const kept = markersWithout(node, list());
  for (let i = 0; i < kept.length; i += 1) {
    if (own(kept[i], 'id') !== request.markerId || !isObject(request.destination)) continue;
    setOwn(kept[i], 'longitude', numberOf(own(request.destination, 'longitude')));
    setOwn(kept[i], 'latitude', numberOf(own(request.destination, 'latitude')));
  }
  setUserValue(node, 'markers', kept);
}

/** By name: `act(node, request)` gives the fields of the answer. */
const mapMethods = ObjectFreeze({
  __proto__: null,
  getCenterLocation: mapCenter,
  getScale: (node) => ({ scale: mapScale(node) }),
  getRegion: mapRegion,
  getRotate: (node) => ({ rotate: numberAttribute(node, 'rotate', 0) }),
  getSkew: (node) => ({ skew: numberAttribute(node, 'skew', 0) }),
  moveToLocation: moveMap,
  includePoints: (node, request) => includePoints(node, request.points),
  translateMarker,
  addMarkers: (node, request) => addMarkers(node, request.markers, request.clear),
  removeMarkers: (node, request) => {
    const ids = ArrayIsArray(request.markerIds) ? request.markerIds : list();
    setUserValue(node, 'markers', markersWithout(node, listOf(ids)));
  },
});

defineSync('createMapContext', function createMapContext(id, instance) {
  const component = componentOf(instance);
  const context = {};
  for (const name in mapMethods) {
    define(context, name, asyncFunction(name, record(), (request, reply) => {
      const node = mediumWithID('map', textOf(id), component);
      if (node === null) reply.fail(`there is no map with the id "${textOf(id)}"`);
      else reply.ok(mapMethods[name](node, request));
    }));
  }
  return context;
});
