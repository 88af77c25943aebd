import { month } from '../calendars.mjs';
import { paired, ratioOf } from '../figure.mjs';

const goal = 1.25;
const limit =
  'what was parsed is made JSON again, by month, and written, on the cores of the server';

/** Empty to persisted and queryable, over fetch and JSON.parse of the same pages. */
export async function fullSync({ browser, worlds }) {
  const rows = [];
  for (const size of [10, 50]) {
    const world = await worlds.of(size * 1000);
    const pairs = await paired(
      () => browser.fresh('bareSync', world),
      () => browser.fresh('fullSync', world, month),
    );
    rows.push(ratioOf(`full-sync-${size}k`, goal, pairs, { limit }));
  }
  return rows;
}
