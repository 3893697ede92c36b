/** `Path2D` of `createPath2D`: steps that a context draws later. */
const pathRecords = new WeakMapCtor();

const pathPrototype = lazily(() => {
  const prototype = {};
  const steps = pathSteps();
  for (const name in steps) {
    defineHidden(prototype, name, { [name](...args) {
      const commands = WeakMapGet(pathRecords, this);
      const command = steps[name](args);
      if (commands === undefined || command === '') return;
      if (commands.length >= 10000) throw new RangeErrorCtor('a path holds at most 10000 segments');
      push(commands, command);
    } }[name]);
  }
  defineHidden(prototype, 'addPath', { addPath(path) {
    const added = isObject(path) ? WeakMapGet(pathRecords, path) : undefined;
    const commands = WeakMapGet(pathRecords, this);
    const count = added === undefined || commands === undefined ? 0 : added.length;
    for (let i = 0; i < count && commands.length < 10000; i += 1) push(commands, added[i]);
  } }.addPath);
  return prototype;
});

/** @param {*} path a path to begin with */
function makePath(path) {
  const made = ObjectCreate(pathPrototype());
  const from = isObject(path) ? WeakMapGet(pathRecords, path) : undefined;
  WeakMapSet(pathRecords, made, from === undefined ? list() : copyList(from));
  return made;
}

/** The JSON of a path's steps; `undefined` for anything that is no path. */
function pathText(path) {
  const commands = isObject(path) ? WeakMapGet(pathRecords, path) : undefined;
  return commands === undefined ? undefined : `[${join(commands, ',')}]`;
}
