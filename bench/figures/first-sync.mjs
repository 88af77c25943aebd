import { run } from '../bench-browser.mjs';
import { week } from '../calendars.mjs';
import { median, paired, ratioOf } from '../figure.mjs';

const goals = { task: 2, heap: 0.6 };

/** What the first sync of an app that shows a week costs beside time: its longest task, and the heap that stays. */
export async function firstSync({ browser, worlds }) {
  const world = await worlds.of(50_000);
  const pairs = await paired(
    () => browser.fresh('bareSync', world),
    async () => {
      const context = await browser.context();
      const page = await browser.open(context);
      await run(page, 'openForFirstSync', world);
      const before = await run(page, 'usedHeap');
      const longest = await browser.trace(page, () => run(page, 'firstSync', week));
      const heap = (await run(page, 'usedHeap')) - before;
      await context.close();
      return { ...longest, heap };
    },
  );
  const cpu = median(pairs.map(({ ours, floor }) => ours.cpu / floor.parseMs)).toFixed(2);
  return [
    ratioOf('long-tasks-50k', goals.task, pairs, {
      value: ({ wall }) => wall,
      floor: ({ parseMs }) => parseMs,
      note: `by the wall clock; by the CPU's time the ratio is ${cpu}`,
      limit: 'HttpClient reads and parses an answer, and its listeners run, in one task',
    }),
    ratioOf('heap-50k', goals.heap, pairs, {
      unit: 'bytes',
      value: ({ heap }) => heap,
      floor: ({ bytes }) => bytes,
    }),
  ];
}
