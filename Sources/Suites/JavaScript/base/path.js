/** The part of node's `path` that suites of components name their files with. */

const pathModule = {
  sep: '/',
  join: (...parts) => pathModule.normalize(parts.filter((part) => part !== '').join('/')),
  normalize(path) {
    const parts = [];
    path.split('/').forEach((part) => {
      if (part === '' || part === '.') return;
      if (part !== '..') parts.push(part);
      else if (parts.length > 0 && parts.at(-1) !== '..') parts.pop();
      else if (!path.startsWith('/')) parts.push(part);
    });
    return (path.startsWith('/') ? '/' : '') + (parts.join('/') || (path.startsWith('/') ? '' : '.'));
  },
  resolve(...parts) {
    const last = parts.findLastIndex((part) => part.startsWith('/'));
    return pathModule.normalize(last < 0 ? `/${parts.join('/')}` : parts.slice(last).join('/'));
  },
  dirname: (path) => path.replace(/\/?[^/]*$/, '') || (path.startsWith('/') ? '/' : '.'),
  basename: (path, ending = '') => {
    const name = path.replace(/^.*\//, '');
    return ending !== '' && name.endsWith(ending) ? name.slice(0, -ending.length) : name;
  },
  extname: (path) => /[^/](\.[^./]*)$/.exec(path)?.[1] ?? '',
  relative(from, to) {
    const before = pathModule.resolve(from).split('/').filter((part) => part !== '');
    const after = pathModule.resolve(to).split('/').filter((part) => part !== '');
    let same = 0;
    while (same < before.length && same < after.length && before[same] === after[same]) same += 1;
    return [...before.slice(same).map(() => '..'), ...after.slice(same)].join('/');
  },
  isAbsolute: (path) => path.startsWith('/'),
};
