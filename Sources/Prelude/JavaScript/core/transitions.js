/** What each kind of route does to the stack, in the order of pages-and-routing.md 4.5 and 4.6. */

const transitions = {
  __proto__: null,
  appLaunch(route) {
    openPage(route, route.target.path, route.target.query);
  },
  navigateTo(route) {
    hidePage(currentPage());
    openTarget(route);
  },
  redirectTo(route) {
    if (currentPage() !== undefined) closePage(route, currentPage());
    openTarget(route);
  },
  switchTab(route) {
    switchToTab(route);
  },
  reLaunch(route) {
    closeAllPages(route);
    openTarget(route);
  },
  autoReLaunch(route) {
    closeAllPages(route);
    openTarget(route);
  },
  navigateBack(route) {
    const first = stackedPages.length - MathMin(route.delta, stackedPages.length - 1);
    while (stackedPages.length > first) closePage(route, currentPage());
    showPage(currentPage());
  },
};

/** Opens the target, which got an event channel when navigateTo opens it. */
function openTarget(route) {
  pendingChannel = route.channels === undefined ? undefined : route.channels.opened;
  openPage(route, route.target.path, route.target.query);
}

/** The channel that the page being opened takes over as soon as its id is known. */
let pendingChannel;

/** Gives a new page its end of the channel, before its first function runs. */
function takeChannel(pageID) {
  if (pendingChannel !== undefined) MapSet(openerChannels, pageID, pendingChannel);
  pendingChannel = undefined;
}

/** navigateBack has no url: its events name the page that will be on top. */
function aimBack(route) {
  const at = stackedPages.length - 1 - MathMin(route.delta, stackedPages.length - 1);
  const page = stackedPages[at];
  route.target = { __proto__: null, path: page.path, query: page.query, text: page.path };
}

function switchToTab(route) {
  const { path, query } = route.target;
  if (ObjectKeys(query).length > 0) warn(`switchTab takes no query; '${queryText(query)}' is dropped`);
  route.target.query = record();
  const known = MapGet(tabPages, path);
  if (known !== undefined && known === currentPage()) return;
  leaveForTab(route, known);
  if (known === undefined) {
    openPage(route, path, route.target.query);
    return;
  }
  if (!contains(stackedPages, known)) push(stackedPages, known);
  showPage(known);
}

/** Closes the pages above the tab page; another tab page at the bottom is hidden and leaves the stack alive. */
function leaveForTab(route, known) {
  while (stackedPages.length > 0 && currentPage() !== known) {
    const page = currentPage();
    if (page.meta.tab !== true) {
      closePage(route, page);
    } else {
      hidePage(page);
      pop(stackedPages);
    }
  }
}

/** Closes every page, top to bottom, then the tab pages that are off the stack. */
function closeAllPages(route) {
  while (stackedPages.length > 0) closePage(route, currentPage());
  const others = list();
  MapForEach(tabPages, (page) => { push(others, page); });
  for (let i = 0; i < others.length; i += 1) closePage(route, others[i]);
}
