import { week } from '../calendars.mjs';
import { paired, ratioOf, same } from '../figure.mjs';

const goal = 1.25;
const limit = 'the code runs for the first time, and opens the copy meanwhile';

/** Sign-in to the week's first complete `events$`, over the list of calendars and one window, asked for one by one. */
export async function firstPaint({ browser, worlds }) {
  const world = await worlds.of(10_000);
  const pairs = await worlds.delayed(world, 100, () =>
    paired(
      () => browser.fresh('bareFirstPaint', world, week),
      () => browser.fresh('firstPaint', world, week),
    ),
  );
  same(pairs);
  return [ratioOf('first-paint-10k', goal, pairs, { limit })];
}
