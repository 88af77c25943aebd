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
      const traced = await browser.trace(page, () => run(page, 'firstSync', world, week));
      await context.close();
      return traced;
    },
  );
  const cpu = median(pairs.map(({ ours, floor }) => ours.cpu / floor.parseMs)).toFixed(2);
  return [
    ratioOf('long-tasks-50k', goals.task, pairs, {
      value: ({ wall }) => wall,
      floor: ({ parseMs }) => parseMs,
      note: `by the wall clock; by the CPU's time the ratio is ${cpu}`,
    }),
    ratioOf('heap-50k', goals.heap, pairs, {
      unit: 'bytes',
      value: ({ result }) => result.heap,
      floor: ({ bytes }) => bytes,
    }),
  ];
}
