/**
 * What a mini-program hands to request, uploadFile and connectSocket, in the form in which the host takes it:
 * headers and form values are texts, data is a text (`data`) or an ArrayBuffer (`bytes`) (api-core.md 9.4).
 */

/** Methods that wx.request takes, as they are sent. */
const requestMethods = listOf([
  'OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'TRACE', 'CONNECT', 'PATCH',
]);

/** Readies a request of wx.request, in place. @throws what becomes the failure */
function shapeRequest(request) {
  request.method = requestMethod(request.method);
  request.header = textsOf(request.header, 'header');
  const { data } = request;
  delete request.data;
  const type = contentType(request.header);
  if (typeof data === 'function') throw new TypeErrorCtor('data should not be Function');
  if (request.method === 'GET') {
    request.url = withQuery(request.url, data);
    return;
  }
  if (!data) return;
  if (typeof data === 'string') request.data = data;
  else if (isArrayBuffer(data)) request.bytes = data;
  else if (ArrayBufferIsView(data)) request.bytes = bytesOf(data);
  else if (StringIncludes(type, 'application/x-www-form-urlencoded')) request.data = formText(data);
  else request.data = jsonOf(data);
}

function requestMethod(method) {
  if (method === undefined || method === null || method === '') return 'GET';
  const name = StringToUpperCase(`${method}`);
  if (!contains(requestMethods, name)) throw new TypeErrorCtor('invalid request method');
  return name;
}

/**
 * Header or form values as the platform writes them: a string as it is, a number in decimal, anything else by
 * its tag; only `content-type` has its name lower-cased.
 */
function textsOf(values, what) {
  const texts = record();
  if (values === undefined || values === null) return texts;
  if (tagOf(values) !== 'Object') {
    warn(`${what} should be Object instead of ${tagOf(values)}; it is ignored`);
    return texts;
  }
  const copy = { __proto__: null, ...values };
  const names = ObjectKeys(copy);
  for (let i = 0; i < names.length; i += 1) {
    const value = copy[names[i]];
    const name = what === 'header' && StringToLowerCase(names[i]) === 'content-type' ? 'content-type' : names[i];
    texts[name] = typeof value === 'string' ? value : typeof value === 'number' ? `${value}` : ObjectToString(value);
  }
  return texts;
}

/** The content type of a request, set to JSON where there is none. */
function contentType(header) {
  if (header['content-type'] === undefined) header['content-type'] = 'application/json';
  return StringToLowerCase(header['content-type']);
}

/** A URL with the data of a GET request: new keys replace equal ones, and what stands there is left as it is. */
function withQuery(url, data) {
  const address = split(url, '#')[0];
  if (typeof data === 'string') return data === '' ? address : `${address}${queryMark(address)}${data}`;
  if (tagOf(data) !== 'Object') return address;
  const added = { __proto__: null, ...data };
  const names = ObjectKeys(added);
  if (names.length === 0) return address;
  const parts = split(address, '?');
  const query = record();
  const rest = StringSlice(address, parts[0].length + 1);
  const pairs = rest === '' ? list() : split(rest, '&');
  for (let i = 0; i < pairs.length; i += 1) {
    const sign = StringIndexOf(pairs[i], '=');
    query[sign < 0 ? pairs[i] : StringSlice(pairs[i], 0, sign)] = pairs[i];
  }
  for (let i = 0; i < names.length; i += 1) {
    const name = EncodeURIComponent(names[i]);
    query[name] = `${name}=${EncodeURIComponent(queryPart(added[names[i]]))}`;
  }
  return `${parts[0]}?${join(mapList(listOf(ObjectKeys(query)), (name) => query[name]), '&')}`;
}

function queryMark(url) {
  return StringIncludes(url, '?') ? '&' : '?';
}

function queryPart(value) {
  if (typeof value !== 'object') return StringCtor(value);
  const text = jsonOf(value);
  return text === undefined ? 'undefined' : text;
}

/** `key=value` pairs of a form; values become texts as JavaScript makes them. */
function formText(data) {
  const values = { __proto__: null, ...data };
  return join(mapList(listOf(ObjectKeys(values)), (name) =>
    `${EncodeURIComponent(name)}=${EncodeURIComponent(StringCtor(values[name]))}`), '&');
}
