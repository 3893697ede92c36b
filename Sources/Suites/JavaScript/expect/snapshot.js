/** Snapshots: values kept as text beside the tests, or in the test itself. */

/** The kept texts of the file's snapshots by name; the host hands them over and writes them back. */
const keptSnapshots = new Map();

/** Names that were used, so that the host can tell of those that no test has any more. */
const usedSnapshots = new Set();

/** What was written or changed, by name, for the host to keep. */
const newSnapshots = new Map();

/** Inline snapshots to write: `{stack, text}`. */
const inlineSnapshots = [];

/** `none` writes nothing and fails for a missing one, `new` writes missing ones, `all` replaces what differs. */
let snapshotUpdate = 'new';

function useSnapshots(kept, update) {
  snapshotUpdate = update;
  Object.keys(kept).forEach((name) => keptSnapshots.set(name, kept[name]));
}

/** The text that a value has in a snapshot: a string stands as it is between quotes. */
function snapshotText(value) {
  return printValue(value, '', { seen: [], left: PRINT_CHARACTERS, isSnapshot: true });
}

/** Compares with the kept text of a name, and keeps it when there is none. */
function compareSnapshot(name, value, count) {
  const text = snapshotText(value);
  usedSnapshots.add(name);
  const kept = keptSnapshots.get(name);
  if (kept !== undefined && sameSnapshot(kept, text)) {
    count.matched += 1;
    return undefined;
  }
  if (kept === undefined ? snapshotUpdate !== 'none' : snapshotUpdate === 'all') {
    keptSnapshots.set(name, text);
    newSnapshots.set(name, text);
    count[kept === undefined ? 'written' : 'updated'] += 1;
    return undefined;
  }
  count.failed += 1;
  if (kept === undefined) {
    return { message: `there is no snapshot '${name}', and none is written with --update-snapshots none or in CI` };
  }
  return {
    message: `the snapshot '${name}' differs; --update-snapshots replaces it`, expected: kept, actual: text,
  };
}

/** Snapshots of older versions name the classes of plain objects and arrays, escape quotes, or name functions. */
function sameSnapshot(kept, text) {
  return kept === text || plainSnapshot(kept) === plainSnapshot(text);
}

function plainSnapshot(text) {
  return text.replace(/\b(?:Object|Array) (?=[{[])/g, '').replace(/\\"/g, '"')
    .replace(/\[Function [^\]\n]+\]/g, '[Function]');
}

/** The text of an inline snapshot without the indentation that the author's file gives it. */
function withoutIndent(text) {
  const lines = text.split('\n');
  if (lines.length < 3 || lines[0].trim() !== '' || lines.at(-1).trim() !== '') return text;
  const indent = /^\s*/.exec(lines.slice(1).find((line) => line.trim() !== '') ?? '')[0];
  return lines.slice(1, -1).map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line)).join('\n');
}

function compareInline(value, given, stack, count) {
  const text = snapshotText(value);
  if (given !== undefined && sameSnapshot(withoutIndent(given), text)) {
    count.matched += 1;
    return undefined;
  }
  if (given === undefined ? snapshotUpdate !== 'none' : snapshotUpdate === 'all') {
    inlineSnapshots.push({ stack, text });
    count[given === undefined ? 'written' : 'updated'] += 1;
    return undefined;
  }
  count.failed += 1;
  return given === undefined
    ? { message: 'the inline snapshot is empty, and none is written with --update-snapshots none or in CI' }
    : { message: 'the inline snapshot differs; --update-snapshots replaces it',
      expected: withoutIndent(given), actual: text };
}

/** The next name of a snapshot of the test that runs: `block test hint 1`. */
function snapshotName(given) {
  const base = given === undefined ? running.fullName : `${running.fullName}: ${given}`;
  const number = (running.snapshotNumbers.get(base) ?? 0) + 1;
  running.snapshotNumbers.set(base, number);
  return `${base} ${number}`;
}

function snapshotMatcher(context, differs) {
  return { pass: (differs === undefined) !== context.isNot, message: () => differs ?? { message: 'it equals the snapshot' } };
}

valueMatchers.toMatchSnapshot = (context, received, ...args) => {
  const properties = typeof args[0] === 'object' ? args[0] : undefined;
  const given = typeof args[0] === 'string' ? args[0] : args[1];
  const name = snapshotName(given);
  if (properties !== undefined && !holdsSubset(received, properties)) {
    return { pass: context.isNot, message: expectation('toMatchSnapshot', context, properties, received) };
  }
  const value = properties === undefined ? received : withProperties(received, properties);
  return snapshotMatcher(context, compareSnapshot(name, value, running.snapshots));
};

valueMatchers.toMatchInlineSnapshot = (context, received, ...args) => {
  const properties = typeof args[0] === 'object' ? args[0] : undefined;
  const given = typeof args[0] === 'string' ? args[0] : args[1];
  const value = properties === undefined ? received : withProperties(received, properties);
  return snapshotMatcher(context, compareInline(value, given, context.stack, running.snapshots));
};

valueMatchers.toThrowErrorMatchingSnapshot = (context, received, given) => {
  const thrown = thrownBy(context, received);
  return snapshotMatcher(context, compareSnapshot(snapshotName(given), thrown?.error?.message, running.snapshots));
};

valueMatchers.toThrowErrorMatchingInlineSnapshot = (context, received, given) => {
  const thrown = thrownBy(context, received);
  return snapshotMatcher(context, compareInline(thrown?.error?.message, given, context.stack, running.snapshots));
};

/** A copy of a value with the members of `properties` in the place of its own. */
function withProperties(value, properties) {
  if (typeof value !== 'object' || value === null || isAsymmetric(properties)) return properties;
  const copy = Array.isArray(value) ? [...value] : { ...value };
  Object.keys(properties).forEach((key) => {
    const inner = properties[key];
    copy[key] = typeof inner === 'object' && inner !== null && !isAsymmetric(inner)
      ? withProperties(value[key], inner) : inner;
  });
  return copy;
}
