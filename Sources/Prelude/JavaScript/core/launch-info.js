/** What the launch message says about the mini-program. */

/**
 * The launch message as records and lists; empty tables before it arrives.
 * Replaced as a whole by `setLaunchInfo`.
 */
let launchInfo = completeLaunchInfo(record());

/** Entries of `launchInfo.pages` by path. */
let pageMetas = record();

/** Takes over a launch message. */
function setLaunchInfo(message) {
  launchInfo = completeLaunchInfo(message);
  pageMetas = record();
  for (let i = 0; i < launchInfo.pages.length; i += 1) {
    pageMetas[launchInfo.pages[i].path] = launchInfo.pages[i];
  }
  setScripts(launchInfo.scripts);
}

/** The launch message's entry for a page path, or `undefined` when `pages` of app.json does not name it. */
function pageMetaFor(path) {
  return pageMetas[path];
}

/** Whether a path is a page of the tab bar. */
function isTabPage(path) {
  const meta = pageMetas[path];
  return meta !== undefined && meta.tab === true;
}

/** Gives every table that is absent an empty one. */
function completeLaunchInfo(message) {
  const lists = listOf(['scripts', 'order', 'pages', 'subpackages']);
  const records = listOf([
    'aliases', 'components', 'globalComponents', 'globalPlaceholders', 'appConfig', 'launch', 'storage', 'ext',
  ]);
  for (let i = 0; i < lists.length; i += 1) {
    if (!ArrayIsArray(message[lists[i]])) message[lists[i]] = list();
  }
  for (let i = 0; i < records.length; i += 1) {
    if (!isObject(message[records[i]])) message[records[i]] = record();
  }
  return message;
}
