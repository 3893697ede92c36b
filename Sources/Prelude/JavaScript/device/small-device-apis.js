/** Small answers about the host and the mini-program's place in it (api-core.md 9.16), each without the host. */

/** Functions that answer the same for every device, by name: their fields. */
const fixedAnswers = ObjectFreeze({
  __proto__: null,
  checkIsAddedToMyMiniProgram: () => ({ added: false }),
  checkIsPictureInPictureActive: () => ({ status: false }),
  checkDeviceSupportHevc: () => ({ supportHevc: false }),
  getSkylineInfo: () => ({ isSupported: false, version: '', reason: 'client not supported' }),
  getCommonConfig: () => ({ conf: '{}' }),
  getShowSplashAdStatus: () => ({ status: 'fail', code: 0 }),
  setBackgroundFetchToken: () => ({}),
  getBackgroundFetchToken: () => ({ token: '' }),
  preDownloadSubpackage: () => ({}),
  loadBuiltInFontFace: () => ({ status: 'loaded' }),
});

for (const name in fixedAnswers) {
  defineAsync(name, { run: (request, reply) => reply.ok(fixedAnswers[name]()) });
}

defineSync('getSkylineInfoSync', function getSkylineInfoSync() { return fixedAnswers.getSkylineInfo(); });
defineSync('getExptInfoSync', function getExptInfoSync() { return {}; });
defineSync('getApiCategory', function getApiCategory() { return { apiCategory: 'default' }; });
defineSync('isVKSupport', function isVKSupport() { return false; });
defineSync('getRendererUserAgent', function getRendererUserAgent(options) {
  const call = callbacksOf('getRendererUserAgent', snapshotOf(options).value ?? options, true);
  const userAgent = `Mozilla/5.0 (${profile.platform ?? 'devtools'}) MicroMessenger/${profile.version ?? ''}`;
  queueTask(() => deliver(call, true, okResult('getRendererUserAgent', { __proto__: null, userAgent })));
  return call.promise;
});

for (const event of [
  'onApiCategoryChange', 'onBackgroundFetchData', 'onLazyLoadError', 'onEmbeddedMiniProgramHeightChange',
  'onKeyDown', 'onKeyUp', 'onWindowStateChange', 'onParallelStateChange', 'onUserTriggerTranslation',
  'onUserOffTranslation', 'onMenuButtonBoundingClientRectWeightChange', 'onAudioInterruptionBegin',
  'onAudioInterruptionEnd',
]) defineLocalEvent(event);

/** Nothing is fetched ahead here, so there is never anything. */
defineAsync('getBackgroundFetchData', {
  params: { __proto__: null, fetchType: '' },
  run: (request, reply) => reply.fail('fetch data is empty'),
});

/** Fonts of the network are taken as loaded: nothing here draws letters of a page. */
defineAsync('loadFontFace', {
  params: { __proto__: null, family: '', source: '' },
  run: (request, reply) => {
    if (RegExpExec(/^\s*(?:url\(|data:|https?:|wxfile:|\/)/, request.source) === null) {
      reply.fail(`invalid source "${StringSlice(request.source, 0, 64)}"`, undefined, {
        __proto__: null, status: 'error',
      });
    } else {
      reply.ok({ __proto__: null, status: 'loaded' });
    }
  },
});

/** Callbacks for when nothing else is to be done, by id. */
const idleTimers = new MapCtor();

defineSync('requestIdleCallback', function requestIdleCallback(fn) {
  if (typeof fn !== 'function') {
    logError(`requestIdleCallback should accept a function instead of ${tagOf(fn)}`);
    return 0;
  }
  const id = addTimer(() => {
    MapDelete(idleTimers, id);
    callGuest(fn, undefined, [{ didTimeout: false, timeRemaining: () => 50 }], 'requestIdleCallback callback');
  }, 1, 0, true);
  MapSet(idleTimers, id, true);
  return id;
});

defineSync('cancelIdleCallback', function cancelIdleCallback(id) {
  if (!MapHas(idleTimers, id)) return;
  MapDelete(idleTimers, id);
  clearGuestTimer(id);
});

/** The question before a page is left by the back button, by page id. */
const unloadAlerts = new MapCtor();

defineAsync('enableAlertBeforeUnload', {
  params: { __proto__: null, message: '' },
  run(request, reply) {
    const page = currentPage();
    if (page === undefined) {
      reply.fail('there is no page yet');
      return;
    }
    MapSet(unloadAlerts, page.id, request.message);
    reply.ok();
  },
});

defineAsync('disableAlertBeforeUnload', {
  run(request, reply) {
    const page = currentPage();
    if (page !== undefined) MapDelete(unloadAlerts, page.id);
    reply.ok();
  },
});

/** Goes on at once, or after a yes when the page on top wants to be asked. */
function askBeforeUnload(page, leave) {
  const message = MapGet(unloadAlerts, page.id);
  if (message === undefined) {
    leave();
    return;
  }
  callHost('showModal', { __proto__: null, title: '', content: message }, {
    __proto__: null,
    ok: (fields) => { if (fields.confirm === true && currentPage() === page) queueStep(leave); },
    fail: (reason) => warn(`the question before leaving could not be asked: ${reason}`),
  });
}

defineAsync('showHomeButton', {
  run(request, reply) {
    const page = currentPage();
    if (page === undefined) {
      reply.fail('there is no page yet');
      return;
    }
    let bar = MapGet(navigationBars, page.id);
    if (bar === undefined) MapSet(navigationBars, page.id, bar = navigationBarOf(page));
    bar.homeButton = true;
    emitUI(`nav:${page.id}`, bar);
    reply.ok();
  },
});
