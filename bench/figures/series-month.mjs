import { month, seriesOf, seriesZone } from '../calendars.mjs';
import { median, paired, ratioOf, same } from '../figure.mjs';

const goal = 0.2;

/** A month of old series, in pages that have expanded none before, over `between` of the package on each. */
export async function seriesMonth({ browser }) {
  const series = { ...month, resources: seriesOf(2000), timeZone: seriesZone };
  const over = async (form) => {
    const pairs = await paired(
      () => browser.fresh('bareSeriesMonth', series),
      () => browser.fresh('seriesMonth', series, form),
    );
    same(pairs);
    return pairs;
  };
  const pairs = await over('times');
  const overKept = median(pairs.map(({ ours, floor }) => ours.ms / floor.betweenMs)).toFixed(2);
  return [
    ratioOf('series-month-2k', goal, pairs, {
      note:
        `times, as \`between\` answers; both read their rules first: ` +
        `over \`between\` alone, on rules that have been read, the ratio is ${overKept}`,
      limit: 'each different rule is expanded once, and each time told by the clock of its zone',
    }),
    ratioOf('series-month-2k-events', null, await over('events'), {
      note: "the same with Google's event objects, which the floor does not make",
    }),
  ];
}
