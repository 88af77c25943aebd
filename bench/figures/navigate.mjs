import { run } from '../bench-browser.mjs';
import { distantMonths, month } from '../calendars.mjs';
import { paired, ratioOf, rounds, same } from '../figure.mjs';

const goal = 0.1;

/** `setView` to a distant month, from the copy, over one request for its window. */
export async function navigate({ browser, worlds }) {
  const world = await worlds.of(10_000);
  const months = distantMonths(rounds + 1);
  const context = await browser.context();
  const page = await browser.open(context);
  await run(page, 'openCopy', world, month);
  const pairs = await worlds.delayed(world, 100, () =>
    paired(
      (round) => run(page, 'bareWindow', world, months[round]),
      (round) => run(page, 'navigate', months[round]),
    ),
  );
  same(pairs);
  await context.close();
  return [ratioOf('navigate-10k', goal, pairs)];
}
