/**
 * `wx.cloud` and other names that are objects (`PlatformNames.objects`), where the host has none: so that a program that
 * sets the cloud up when it starts goes on, and each use fails softly and is counted.
 */

/** Methods that answer by callbacks or a promise; every other returns an object to go on with. */
const answeringMethods = listOf([
  'callFunction', 'callContainer', 'uploadFile', 'downloadFile', 'getTempFileURL', 'deleteFile', 'get', 'add',
  'update', 'remove', 'count', 'set', 'runTransaction', 'startTransaction',
]);

/** An object whose methods are counted as `name.method`. */
function missingObject(name) {
  return new ProxyCtor({}, {
    __proto__: null,
    get(target, key) {
      if (typeof key !== 'string' || key === 'then' || key === 'toJSON') return undefined;
      if (ObjectHasOwn(target, key)) return target[key];
      return missingMethod(name, key);
    },
  });
}

function missingMethod(name, method) {
  return { [method](options) {
    noteUnsupported(`${name}.${method}`);
    if (contains(answeringMethods, method)) return startCall(`${name}.${method}`, record(), refusalOf(method), options);
    return method === 'init' ? undefined : missingObject(name);
  } }[method];
}
