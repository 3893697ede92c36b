/** What a mini-program did that fails a test although no expectation was about it. */

/** Errors that tests allow, by world: regular expressions. */
const allowedErrors = new Map();

function allowErrors(...patterns) {
  const key = worldKey();
  const list = allowedErrors.get(key) ?? [];
  allowedErrors.set(key, list);
  const all = patterns.length === 0 ? [/^/] : patterns;
  list.push(...all.map((pattern) => (tagName(pattern) === 'RegExp'
    ? pattern : new RegExp(String(pattern).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))));
}

/** Failures for console.error, uncaught errors, rejections, broken templates and ends that no test allowed. */
async function findProblems(run) {
  const world = worldKey();
  if (!worldsInUse.has(world)) return networkProblems(world);
  const { problems } = await askHost({ verb: 'problems', world });
  const allowed = [...(allowedErrors.get(world) ?? []), ...patternsOf(run.test.allow)];
  const failures = problems.filter(({ text }) => !allowed.some((pattern) => pattern.test(text)))
    .map(({ kind, text, stack, user }) => ({
      kind,
      message: `${problemHead(kind, user)}\n\n${text}\n\n` +
        "If it is meant to happen, call app.allowErrors('part of the message')", stack,
    }));
  return [...failures, ...networkProblems(world)];
}

function patternsOf(allow) {
  return (Array.isArray(allow) ? allow : [allow]).map((pattern) => (tagName(pattern) === 'RegExp'
    ? pattern : new RegExp(String(pattern).replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))));
}

function problemHead(kind, user) {
  const whose = user === 'user' ? 'the mini-program' : `the mini-program of ${user}`;
  switch (kind) {
    case 'console': return `${whose} wrote to console.error`;
    case 'ended': return `${whose} ended`;
    default: return `${whose} threw an error that nobody caught`;
  }
}
