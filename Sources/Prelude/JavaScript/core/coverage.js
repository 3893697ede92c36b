/** Counters of code that was compiled to be counted, and what `sampan test --coverage` is told of them. */

/** The counters of each counted file, by its path. */
const countersByPath = new MapCtor();

/** So many counters one file may have. */
const COUNTERS = 1 << 20;

/** So many counters one answer holds; the rest is asked for again. */
const COUNTERS_TOLD = 100000;

/** What makes the counters of a file, once. */
function countersOf(path) {
  return (length) => {
    const known = MapGet(countersByPath, path);
    if (known !== undefined) return known;
    if (!(length >= 0 && length <= COUNTERS)) throw new RangeErrorCtor(`at most ${COUNTERS} counters fit`);
    const counters = list();
    for (let i = 0; i < length; i += 1) push(counters, 0);
    MapSet(countersByPath, path, counters);
    return counters;
  };
}

/** Tells what was counted since the last time: by file, numbers of counters and their counts in turn. */
hostAsks.coverage = (message, answer) => {
  const files = record();
  let left = COUNTERS_TOLD;
  MapForEach(countersByPath, (counters, path) => {
    const told = list();
    for (let i = 0; i < counters.length && left > 0; i += 1) {
      if (NumberIsFinite(counters[i]) && counters[i] > 0) {
        push(told, i);
        push(told, counters[i]);
        counters[i] = 0;
        left -= 1;
      }
    }
    if (told.length > 0) files[path] = told;
  });
  answer.ok({ __proto__: null, files, more: left <= 0 });
};
