import { functionsIn } from './trace-profile.mjs';

const CATEGORIES = ['disabled-by-default-devtools.timeline', 'devtools.timeline', '__metadata'];
const PROFILER_CATEGORY = 'disabled-by-default-v8.cpu_profiler';

/**
 * The tasks of the page's main thread while `work` runs, from Chromium's own trace, the longest first.
 *
 * @param {object} [options]
 * @param {(url: string) => boolean} [options.since] a task counts that begins after the first request for such an address
 * @param {(text: string) => void} [options.explain] is told what the longest task was busy with. The profiler slows the page
 * @returns {Promise<{wallMs: number, cpuMs: number}[]>} by the wall clock and of the CPU's time
 */
export async function mainThreadTasks({ page }, work, { since, explain } = {}) {
  const browser = page.context().browser();
  const categories = explain ? [...CATEGORIES, PROFILER_CATEGORY] : CATEGORIES;
  await browser.startTracing(page, { categories });
  await work();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  const begin = since ? firstRequestAt(traceEvents, since) : 0;
  const threads = traceEvents.filter(
    ({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain',
  );
  const mainThreads = new Set(threads.map(threadOf));
  const tasks = traceEvents
    .filter(
      (event) => event.name === 'RunTask' && event.ts >= begin && mainThreads.has(threadOf(event)),
    )
    .sort((a, b) => cpuMsOf(b) - cpuMsOf(a));
  if (explain && tasks.length > 0) {
    explain(explanationOf(tasks[0], traceEvents));
  }
  return tasks.map((task) => ({ wallMs: (task.dur ?? 0) / 1000, cpuMs: cpuMsOf(task) }));
}

/** Requests of a worker are in the trace too. */
function firstRequestAt(traceEvents, isMeant) {
  const times = traceEvents
    .filter(({ name, args }) => name === 'ResourceSendRequest' && isMeant(args.data.url))
    .map(({ ts }) => ts);
  if (times.length === 0) {
    throw new Error('What was to be traced has made none of its requests.');
  }
  return Math.min(...times);
}

function explanationOf(task, traceEvents) {
  const end = task.ts + task.dur;
  const parts = traceEvents
    .filter((event) => threadOf(event) === threadOf(task) && event !== task)
    .filter(({ ts, dur = 0 }) => dur > 0 && ts >= task.ts && ts + dur <= end)
    .map((event) => [`${event.name} ${event.args?.data?.functionName ?? ''}`, event.dur / 1000]);
  return [
    `the longest task: ${cpuMsOf(task).toFixed(1)} ms of the CPU's time`,
    ...longest(parts).map((line) => `  ${line}`),
    '  of that, in functions alone, without those that they call:',
    ...longest(functionsIn(task, traceEvents)).map((line) => `    ${line}`),
  ].join('\n');
}

function longest(parts) {
  return parts
    .sort(([, a], [, b]) => b - a)
    .slice(0, 6)
    .map(([name, ms]) => `${ms.toFixed(1).padStart(6)} ms  ${name}`);
}

function cpuMsOf({ tdur = 0 }) {
  return tdur / 1000;
}

function threadOf({ pid, tid }) {
  return `${pid}/${tid}`;
}
