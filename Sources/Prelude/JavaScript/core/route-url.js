/** Urls of route calls (pages-and-routing.md 4.4). */

/**
 * Resolves the url of a route call.
 * @param {string} url  @param {string} base path of the page that it is relative to, '' for the package root
 * @returns {{path: string, query: object, text: string}} path without leading slash, query record of strings, and
 *   the resolved url as failures show it
 */
function resolveRoute(url, base) {
  const hash = StringIndexOf(url, '#');
  const address = hash < 0 ? url : StringSlice(url, 0, hash);
  const mark = StringIndexOf(address, '?');
  const target = mark < 0 ? address : StringSlice(address, 0, mark);
  const folder = StringStartsWith(target, '/') ? '' : folderOf(base);
  const path = joinPath(folder, target) ?? target;
  const search = mark < 0 ? '' : StringSlice(address, mark + 1);
  return {
    __proto__: null, path, query: parseQuery(search), text: mark < 0 ? path : `${path}?${search}`,
  };
}

/**
 * The values of a query: split at `&`, each at its first `=`, no decoding; a missing `=` gives '', empty
 * parts are skipped, the last of equal keys wins.
 */
function parseQuery(search) {
  const query = record();
  const parts = split(search, '&');
  for (let i = 0; i < parts.length; i += 1) {
    if (parts[i] === '') continue;
    const equals = StringIndexOf(parts[i], '=');
    if (equals < 0) query[parts[i]] = '';
    else query[StringSlice(parts[i], 0, equals)] = StringSlice(parts[i], equals + 1);
  }
  return query;
}

/** The query as a url shows it: `?a=1&b=2`, or '' for none. */
function queryText(query) {
  const keys = ObjectKeys(query);
  const parts = mapList(listOf(keys), (key) => `${key}=${query[key]}`);
  return parts.length === 0 ? '' : `?${join(parts, '&')}`;
}
