const MAX_FUNCTIONS = 25;

/**
 * Runs `work` under V8's profiler, which slows the page, and explains in which functions the page's main thread was.
 *
 * @param {(text: string) => void} explain
 */
export async function profiled(page, explain, work) {
  const session = await page.context().newCDPSession(page);
  await session.send('Profiler.enable');
  await session.send('Profiler.start');
  const done = await work();
  const { profile } = await session.send('Profiler.stop');
  await session.detach();
  explain(explanationOf(profile));
  return done;
}

function explanationOf({ nodes, samples, timeDeltas }) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((c) => [c, id])));
  const own = new Map();
  const whole = new Map();
  for (const [index, id] of samples.entries()) {
    const ms = timeDeltas[index] / 1000;
    add(own, nameOf(byId.get(id)), ms);
    const names = new Set();
    for (let at = id; at !== undefined; at = parents.get(at)) {
      names.add(nameOf(byId.get(at)));
    }
    for (const name of names) {
      add(whole, name, ms);
    }
  }
  return [
    '  in functions alone, without those that they call:',
    ...longest(own),
    '  in functions with those that they call:',
    ...longest(whole),
  ].join('\n');
}

function add(sums, name, ms) {
  sums.set(name, (sums.get(name) ?? 0) + ms);
}

function longest(sums) {
  return [...sums]
    .sort(([, a], [, b]) => b - a)
    .slice(0, MAX_FUNCTIONS)
    .map(([name, ms]) => `    ${ms.toFixed(0).padStart(6)} ms  ${name}`);
}

function nameOf({ callFrame: { functionName, url, lineNumber } }) {
  const [file] = url.split('/').slice(-1);
  return `${functionName || '(anonymous)'} ${file && `${file}:${lineNumber + 1}`}`;
}
