import { MONTH } from '../calendars.mjs';
import { measurePairs, ratioOf } from '../figure.mjs';

const GOAL_RATIO = 1.25;
const LIMIT =
  'the parsed events are serialized again, by month, and written to IndexedDB, on the same cores as the server';

/** From an empty store to one that is persisted and answers queries. The floor is `fetch` and `JSON.parse` of the same pages. */
export async function fullSync({ browser, accounts }) {
  const rows = [];
  for (const size of [10, 50]) {
    const account = await accounts.shared(size * 1000);
    const pairs = await measurePairs(
      () => browser.runInNewContext('bareSync', account),
      () => browser.runInNewContext('fullSync', account, MONTH),
    );
    rows.push(ratioOf(`full-sync-${size}k`, GOAL_RATIO, pairs, { limit: LIMIT }));
  }
  return rows;
}
