import { run } from '../bench-browser.mjs';
import { WEEK } from '../calendars.mjs';
import { median, measurePairs, ratioOf } from '../figure.mjs';

const GOAL_RATIOS = { task: 2, heap: 0.6 };

/** The longest task and the remaining heap of the first sync, in an app that shows a week. */
export async function firstSync({ browser, accounts }) {
  const account = await accounts.shared(50_000);
  const pairs = await measurePairs(
    () => browser.runInNewContext('bareSync', account),
    async () => {
      const context = await browser.context();
      const page = await browser.open(context);
      await run(page, 'openForFirstSync', account);
      const before = await run(page, 'usedHeap');
      const longest = await browser.longestTask(page, () => run(page, 'firstSync', WEEK));
      const heap = (await run(page, 'usedHeap')) - before;
      await context.close();
      return { ...longest, heap };
    },
  );
  const cpu = median(pairs.map(({ ours, floor }) => ours.cpu / floor.parseMs)).toFixed(2);
  return [
    ratioOf('long-tasks-50k', GOAL_RATIOS.task, pairs, {
      value: ({ wall }) => wall,
      floor: ({ parseMs }) => parseMs,
      note: `by the wall clock; by the CPU's time the ratio is ${cpu}`,
      limit: 'HttpClient reads and parses an answer, and its listeners run, in one task',
    }),
    ratioOf('heap-50k', GOAL_RATIOS.heap, pairs, {
      unit: 'bytes',
      value: ({ heap }) => heap,
      floor: ({ bytes }) => bytes,
    }),
  ];
}
