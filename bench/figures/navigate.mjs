import { run } from '../bench-browser.mjs';
import { distantMonths, MONTH } from '../calendars.mjs';
import { measurePairs, ratioOf, ROUNDS, assertSameEvents } from '../figure.mjs';

const GOAL_RATIO = 0.1;

/** `setView` to a distant month, read from the replica. The floor is one request for the events of that month. */
export async function navigate({ browser, accounts }) {
  const account = await accounts.shared(10_000);
  const months = distantMonths(ROUNDS + 1);
  const context = await browser.context();
  const page = await browser.open(context);
  await run(page, 'openReplica', account, MONTH);
  const pairs = await accounts.withDelay(account, 100, () =>
    measurePairs(
      (round) => run(page, 'bareTimeRange', account, months[round]),
      (round) => run(page, 'navigate', months[round]),
    ),
  );
  assertSameEvents(pairs);
  await context.close();
  return [ratioOf('navigate-10k', GOAL_RATIO, pairs)];
}
