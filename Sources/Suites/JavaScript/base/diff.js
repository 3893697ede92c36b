/** The lines in which two texts differ. */

/** Texts with more lines than this together are shown one after the other. */
const DIFF_LINES = 4000;

/** Lines around a difference that are shown. */
const DIFF_CONTEXT = 3;

/** `- expected` and `+ received` lines with what is equal around them; '' when the texts are equal. */
function diffLines(expected, received) {
  if (expected === received) return '';
  const before = expected.split('\n');
  const after = received.split('\n');
  if (before.length + after.length > DIFF_LINES) {
    return [...before.slice(0, 40).map((line) => `- ${line}`), ...after.slice(0, 40).map((line) => `+ ${line}`)]
      .join('\n');
  }
  return hunks(edits(before, after));
}

/** The steps from one list of lines to another: `[mark, line]` with ' ', '-' or '+'. */
function edits(before, after) {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < before.length - start && end < after.length - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  const head = before.slice(0, start).map((line) => [' ', line]);
  const tail = before.slice(before.length - end).map((line) => [' ', line]);
  const middle = longestCommon(before.slice(start, before.length - end), after.slice(start, after.length - end));
  return [...head, ...middle, ...tail];
}

function longestCommon(before, after) {
  const width = after.length + 1;
  const lengths = new Uint16Array((before.length + 1) * width);
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] = before[i] === after[j]
        ? lengths[(i + 1) * width + j + 1] + 1
        : Math.max(lengths[(i + 1) * width + j], lengths[i * width + j + 1]);
    }
  }
  const steps = [];
  let i = 0;
  let j = 0;
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      steps.push([' ', before[i]]);
      i += 1;
      j += 1;
    } else if (i < before.length &&
      (j === after.length || lengths[(i + 1) * width + j] >= lengths[i * width + j + 1])) {
      steps.push(['-', before[i]]);
      i += 1;
    } else {
      steps.push(['+', after[j]]);
      j += 1;
    }
  }
  return steps;
}

/** The steps as lines; what is equal is shown near differences only. */
function hunks(steps) {
  const near = steps.map(() => false);
  steps.forEach(([mark], index) => {
    if (mark === ' ') return;
    for (let i = index - DIFF_CONTEXT; i <= index + DIFF_CONTEXT; i += 1) near[i] = true;
  });
  const lines = [];
  steps.forEach(([mark, line], index) => {
    if (near[index]) lines.push(`${mark} ${line}`);
    else if (index > 0 && near[index - 1]) lines.push('  …');
  });
  return lines.join('\n');
}
