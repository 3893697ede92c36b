/**
 * Advertisements (api-core.md 9.16). The host says whether there is one (`ads.load`) and asks whether it is
 * watched to its end (`ads.show`); without one, loading fails with errCode 1004 as on the platform.
 */

/** Rewarded advertisements by unit id: the platform makes one for each. */
const rewardedAds = record();
const AD_UNITS = 64;

/** Calls the host as a promise. */
function promiseOfHost(name, request) {
  return new PromiseCtor((resolve, reject) => {
    const call = { __proto__: null, name, settled: false, promise: true, resolve, reject };
    callHost(name, request, replyFor(call));
  });
}

function makeAd(kind, unit) {
  const listeners = record();
  const ad = {};
  const emit = (name, payload) => {
    const called = copyList(listeners[name] ?? list());
    for (let i = 0; i < called.length; i += 1) {
      callGuest(called[i], undefined, payload === undefined ? [] : [payload], `${kind}.on${name} listener`);
    }
  };
  for (const name of ['Load', 'Error', 'Close']) defineAudioEvent(ad, listeners, name);
  const state = { __proto__: null, isLoaded: false, isGone: false };
  const load = async () => {
    try {
      await promiseOfHost('ads.load', { __proto__: null, adUnitId: unit });
    } catch (error) {
      emit('Error', error);
      throw error;
    }
    state.isLoaded = true;
    emit('Load');
  };
  const show = async () => {
    if (!state.isLoaded) await load();
    state.isLoaded = false;
    settled(watch(), () => {}, (error) => emit('Error', error));
  };
  const watch = async () => {
    const { isEnded } = await promiseOfHost('ads.show', { __proto__: null, adUnitId: unit, kind });
    emit('Close', kind === 'RewardedVideoAd' ? { isEnded } : undefined);
    // The next one is fetched at once, as on the platform.
    if (!state.isGone) settled(load(), () => {}, () => {});
  };
  define(ad, 'load', function loadAd() { return load(); });
  define(ad, 'show', function showAd() { return show(); });
  define(ad, 'destroy', function destroyAd() {
    state.isGone = true;
    delete rewardedAds[unit];
  });
  // Listeners that are registered right after creation hear how the first loading ends.
  queueStep(() => { settled(load(), () => {}, () => {}); });
  return ad;
}

function adUnitOf(name, options) {
  const unit = isObject(options) ? readOwn(options, 'adUnitId') : undefined;
  if (typeof unit !== 'string' || unit === '') {
    throw parameterError(name, `parameter.adUnitId should be String instead of ${tagOf(unit)};`);
  }
  return unit;
}

defineSync('createRewardedVideoAd', function createRewardedVideoAd(options) {
  const unit = adUnitOf('createRewardedVideoAd', options);
  if (readOwn(options, 'multiton') === true) return makeAd('RewardedVideoAd', unit);
  if (rewardedAds[unit] === undefined) {
    if (ObjectKeys(rewardedAds).length >= AD_UNITS) {
      throw new RangeErrorCtor(`${AD_UNITS} advertisements are in use; no more fit: destroy some`);
    }
    rewardedAds[unit] = makeAd('RewardedVideoAd', unit);
  }
  return rewardedAds[unit];
});

defineSync('createInterstitialAd', function createInterstitialAd(options) {
  return makeAd('InterstitialAd', adUnitOf('createInterstitialAd', options));
});
