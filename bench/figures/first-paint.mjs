import { WEEK } from '../calendars.mjs';
import { measurePairs, ratioOf, assertSameEvents } from '../figure.mjs';

const GOAL_RATIO = 1.25;
const LIMIT = 'the code runs for the first time, and opens the replica at the same time';

/**
 * From the sign-in to the first complete `events$` of a week. The floor is two requests, one after the other: the list of
 * calendars and the events of the week.
 */
export async function firstPaint({ browser, accounts }) {
  const account = await accounts.shared(10_000);
  const pairs = await accounts.withDelay(account, 100, () =>
    measurePairs(
      () => browser.runInNewContext('bareFirstPaint', account, WEEK),
      () => browser.runInNewContext('firstPaint', account, WEEK),
    ),
  );
  assertSameEvents(pairs);
  return [ratioOf('first-paint-10k', GOAL_RATIO, pairs, { limit: LIMIT })];
}
