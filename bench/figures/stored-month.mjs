import { run } from '../bench-browser.mjs';
import { distantMonths, MONTH } from '../calendars.mjs';
import { median, measurePairs, ratioOf, assertSameEvents } from '../figure.mjs';

const GOAL_RATIOS = { start: 2, query: 1.3 };

/** Reads from a stored replica, each time in a new page, as after a reload, and offline. */
export async function storedMonth({ browser, accounts }) {
  const large = await replicaOf(50_000, browser, accounts);
  const small = await replicaOf(5_000, browser, accounts);
  const rows = [await warmStart(large), await rangeQuery(large, small)];
  await Promise.all([large.close(), small.close()]);
  return rows;
}

/** From the start of the service to the events of the month. The floor opens the database and reads one record. */
async function warmStart({ account, offline }) {
  const objects = [];
  const pairs = await measurePairs(
    () => offline('readRawMonth', 'text'),
    async () => {
      objects.push(await offline('readRawMonth', 'objects'));
      return offline('warmStart', account, MONTH);
    },
  );
  const pairsToObjects = pairs.map(({ ours }, round) => ({ ours, floor: objects[round + 1] }));
  assertSameEvents(pairsToObjects);
  const ratio = median(pairsToObjects.map(({ ours, floor }) => ours.ms / floor.ms)).toFixed(2);
  const note =
    `the floor is a record of the same events as JSON, which is read and not parsed; ` +
    `to a record of objects the ratio is ${ratio}`;
  const limit =
    'the code runs for the first time, the services start, and the JSON becomes events, ' +
    'each of which takes longer than the read';
  return ratioOf('warm-start-50k', GOAL_RATIOS.start, pairs, { note, limit });
}

/** Reads the same month from a large replica. The floor reads it from a small one. */
async function rangeQuery(large, small) {
  const [other] = distantMonths(1);
  const pairs = await measurePairs(
    () => small.offline('queryMonth', small.account, other, MONTH),
    () => large.offline('queryMonth', large.account, other, MONTH),
  );
  assertSameEvents(pairs);
  return ratioOf('range-query-50k', GOAL_RATIOS.query, pairs);
}

async function replicaOf(count, browser, accounts) {
  const account = await accounts.shared(count);
  const context = await browser.context();
  const page = await browser.open(context);
  await run(page, 'openReplica', account, MONTH);
  await run(page, 'putRawMonth', account, MONTH);
  await page.close();
  return {
    account,
    /** Calls a function of the page in a new page that is offline. */
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
