import { run } from '../bench-browser.mjs';
import { distantMonths, month } from '../calendars.mjs';
import { median, paired, ratioOf, same } from '../figure.mjs';

const goals = { start: 2, query: 1.3 };

/** What is read from a stored copy, each time in a page of its own, as after a reload, and without network. */
export async function storedMonth({ browser, worlds }) {
  const large = await copyOf(50_000, browser, worlds);
  const small = await copyOf(5_000, browser, worlds);
  const rows = [await warmStart(large), await rangeQuery(large, small)];
  await Promise.all([large.close(), small.close()]);
  return rows;
}

/** The start of the service to the month's events, over opening the database and one raw read. */
async function warmStart({ world, offline }) {
  const objects = [];
  const pairs = await paired(
    () => offline('readRawMonth', 'text'),
    async () => {
      objects.push(await offline('readRawMonth', 'objects'));
      return offline('warmStart', world, month);
    },
  );
  const overObjects = pairs.map(({ ours }, round) => ({ ours, floor: objects[round + 1] }));
  same(overObjects);
  const ratio = median(overObjects.map(({ ours, floor }) => ours.ms / floor.ms)).toFixed(2);
  const note =
    `over a record of the answer's JSON, read and not parsed; ` +
    `over one of its objects the ratio is ${ratio}`;
  const limit =
    'the code runs for the first time, the services start, and the JSON becomes events, ' +
    'each of which takes longer than the read';
  return ratioOf('warm-start-50k', goals.start, pairs, { note, limit });
}

/** The same answer from a large copy over that from a small one. */
async function rangeQuery(large, small) {
  const [other] = distantMonths(1);
  const pairs = await paired(
    () => small.offline('queryMonth', small.world, other, month),
    () => large.offline('queryMonth', large.world, other, month),
  );
  same(pairs);
  return ratioOf('range-query-50k', goals.query, pairs);
}

async function copyOf(count, browser, worlds) {
  const world = await worlds.of(count);
  const context = await browser.context();
  const page = await browser.open(context);
  await run(page, 'openCopy', world, month);
  await run(page, 'putRawMonth', world, month);
  await page.close();
  return {
    world,
    /** Calls a function in a new page that has lost the network. */
    offline: async (...call) => {
      const again = await browser.open(context);
      await context.setOffline(true);
      const answer = await run(again, ...call);
      await again.close();
      await context.setOffline(false);
      return answer;
    },
    close: () => context.close(),
  };
}
