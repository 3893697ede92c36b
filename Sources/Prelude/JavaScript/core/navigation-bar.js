/**
 * Navigation bar, window background, pull-down and scrolling of the page that is on top when the API is called
 * (pages-and-routing.md 4.10, 4.11); ui states `nav:<pageID>`, `background:<pageID>`, `pullDown:<pageID>`.
 */

/** Records of navigation bar states by page id, made at the first change. */
const navigationBars = new MapCtor();

/** Records of window backgrounds by page id, made at the first change. */
const backgrounds = new MapCtor();

/** Ids of pages whose pull-down indicator shows. */
const pulledDown = new SetCtor();

/** Forgets the state of a page that is gone. */
function forgetPageState(pageID) {
  MapDelete(navigationBars, pageID);
  MapDelete(backgrounds, pageID);
  SetDelete(pulledDown, pageID);
  MapDelete(unloadAlerts, pageID);
  MapDelete(openerChannels, pageID);
}

function navigationBarOf(page) {
  const config = page.meta.config ?? record();
  return {
    __proto__: null,
    title: config.navigationBarTitleText ?? '',
    frontColor: config.navigationBarTextStyle === 'black' ? '#000000' : '#ffffff',
    backgroundColor: config.navigationBarBackgroundColor ?? '#000000',
    loading: false,
    homeButton: config.homeButton === true,
  };
}

function backgroundOf(page) {
  const config = page.meta.config ?? record();
  const color = config.backgroundColor ?? '#ffffff';
  return {
    __proto__: null,
    color,
    top: config.backgroundColorTop ?? color,
    bottom: config.backgroundColorBottom ?? color,
    textStyle: config.backgroundTextStyle ?? 'dark',
  };
}

/**
 * Defines an API that changes a state of the page on top.
 * @param {(state: object, request: object) => string | undefined} change returns why not
 */
function definePageStateAPI(name, params, key, states, initial, change) {
  defineAsync(name, {
    params,
    run(request, reply) {
      const page = currentPage();
      if (page === undefined) {
        reply.fail('there is no page yet');
        return;
      }
      let state = MapGet(states, page.id);
      if (state === undefined) MapSet(states, page.id, state = initial(page));
      const refusal = change(state, request);
      if (refusal !== undefined) {
        reply.fail(refusal);
        return;
      }
      emitUI(`${key}:${page.id}`, state);
      reply.ok();
    },
  });
}

function defineNavigationBarAPI(name, params, change) {
  definePageStateAPI(name, params, 'nav', navigationBars, navigationBarOf, change);
}

defineNavigationBarAPI('setNavigationBarTitle', { __proto__: null, title: '' }, (bar, request) => {
  bar.title = request.title;
});
defineNavigationBarAPI(
  'setNavigationBarColor', { __proto__: null, frontColor: '', backgroundColor: '' }, (bar, request) => {
    const front = StringToLowerCase(request.frontColor);
    if (front !== '#ffffff' && front !== '#000000') return `invalid frontColor "${request.frontColor}"`;
    bar.frontColor = front;
    bar.backgroundColor = request.backgroundColor;
    return undefined;
  });
defineNavigationBarAPI('showNavigationBarLoading', record(), (bar) => { bar.loading = true; });
defineNavigationBarAPI('hideNavigationBarLoading', record(), (bar) => { bar.loading = false; });
defineNavigationBarAPI('hideHomeButton', record(), (bar) => { bar.homeButton = false; });

definePageStateAPI('setBackgroundColor', record(), 'background', backgrounds, backgroundOf, (state, request) => {
  if (typeof request.backgroundColor === 'string') {
    state.color = request.backgroundColor;
    state.top = request.backgroundColor;
    state.bottom = request.backgroundColor;
  }
  if (typeof request.backgroundColorTop === 'string') state.top = request.backgroundColorTop;
  if (typeof request.backgroundColorBottom === 'string') state.bottom = request.backgroundColorBottom;
});
definePageStateAPI(
  'setBackgroundTextStyle', { __proto__: null, textStyle: '' }, 'background', backgrounds, backgroundOf,
  (state, request) => {
    if (request.textStyle !== 'dark' && request.textStyle !== 'light') {
      return `invalid textStyle "${request.textStyle}", expected dark or light`;
    }
    state.textStyle = request.textStyle;
    return undefined;
  });

/** Where a page is asked to scroll; without a layout the host only keeps it, as ui state `scroll:<pageID>`. */
defineAsync('pageScrollTo', {
  run(request, reply) {
    const page = currentPage();
    if (page === undefined) {
      reply.fail('there is no page yet');
      return;
    }
    emitUI(`scroll:${page.id}`, {
      __proto__: null, scrollTop: request.scrollTop, selector: request.selector, offsetTop: request.offsetTop ?? 0,
      duration: request.duration ?? 300,
    });
    reply.ok();
  },
});

/** Shows the pull-down indicator of a page and calls its onPullDownRefresh. */
function pullDown(page) {
  if (!SetHas(pulledDown, page.id)) emitUI(`pullDown:${page.id}`, true);
  SetAdd(pulledDown, page.id);
  callPage(page, 'onPullDownRefresh', []);
}

defineAsync('startPullDownRefresh', {
  run(request, reply) {
    const page = currentPage();
    if (page === undefined) {
      reply.fail('there is no page yet');
      return;
    }
    if (!mayPullDown(page)) {
      warn(`startPullDownRefresh: "enablePullDownRefresh" is not true in ${page.path}.json, so a user cannot pull`);
    }
    reply.ok();
    queueTask(() => { if (page.alive) pullDown(page); });
  },
});

defineAsync('stopPullDownRefresh', {
  run(request, reply) {
    const page = currentPage();
    if (page !== undefined && SetHas(pulledDown, page.id)) {
      SetDelete(pulledDown, page.id);
      emitUI(`pullDown:${page.id}`, false);
    }
    reply.ok();
  },
});

function mayPullDown(page) {
  return isObject(page.meta.config) && page.meta.config.enablePullDownRefresh === true;
}
