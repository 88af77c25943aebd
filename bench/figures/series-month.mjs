import { MONTH, seriesOf, SERIES_TIME_ZONE } from '../calendars.mjs';
import { median, measurePairs, ratioOf, assertSameEvents } from '../figure.mjs';

const GOAL_RATIO = 0.2;

/** Expands a month of old series, in a page that has expanded none before. The floor is `between` of the package on each. */
export async function seriesMonth({ browser }) {
  const series = { ...MONTH, resources: seriesOf(2000), timeZone: SERIES_TIME_ZONE };
  const pairsFor = async (form) => {
    const pairs = await measurePairs(
      () => browser.runInNewContext('bareSeriesMonth', series),
      () => browser.runInNewContext('seriesMonth', series, form),
    );
    assertSameEvents(pairs);
    return pairs;
  };
  const pairs = await pairsFor('times');
  const ratioToBetween = median(pairs.map(({ ours, floor }) => ours.ms / floor.betweenMs)).toFixed(
    2,
  );
  return [
    ratioOf('series-month-2k', GOAL_RATIO, pairs, {
      note:
        `the result is times, as that of \`between\`; both parse their rules first. ` +
        `To \`between\` alone, on rules that were parsed before, the ratio is ${ratioToBetween}`,
      limit: 'each different rule is expanded once, and each time is converted to its time zone',
    }),
    ratioOf('series-month-2k-events', null, await pairsFor('events'), {
      note: 'the result is event objects, which the floor does not make',
    }),
  ];
}
