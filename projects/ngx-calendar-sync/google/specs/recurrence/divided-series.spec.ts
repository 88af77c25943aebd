import { type EventTime, ɵexpandSeries as expandSeries } from 'ngx-calendar-sync/core';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import { eventOf } from '../../runtime/mapping/specs/event-of';
import { toOccurrence } from '../../offline/occurrence-mapping';
import { newSeriesOf } from '../../writes/series/new-series';
import { splitSeries } from '../../writes/series/split-series';
import { randomSeries } from './random-series';
import { SeededRandom } from './seeded-random';

const SERIES = 300;
const DAY_MS = 86_400_000;
const TIME_ZONE = 'UTC';

/** The starts of a series from before its first one until eight years later. */
async function startsOf(event: GoogleEvent, around: number): Promise<readonly EventTime[]> {
  const series = { master: eventOf(event), changed: [], cancelled: [] };
  const range = {
    start: new Date(around - 800 * DAY_MS),
    end: new Date(around + 3000 * DAY_MS),
  };
  const query = { range, timeZone: TIME_ZONE, occurrenceOf: toOccurrence };
  return (await expandSeries([series], query)).events.map(({ start }) => start);
}

describe('Random series that are divided', () => {
  it('split: both series together have the occurrences of the one, whatever its rules, dates and zone', async () => {
    const random = new SeededRandom(15);
    let divided = 0;
    let refused = 0;
    for (let number = 0; number < SERIES; number += 1) {
      const series = randomSeries(random, `series${number}`);
      const around = Date.parse(series.start?.date ?? series.start?.dateTime ?? '');
      const all = await startsOf(series, around);
      const from = all[random.integer(0, Math.min(all.length - 1, 40))];
      if (from === undefined) {
        continue;
      }
      let halves: readonly EventTime[];
      try {
        const split = await splitSeries(series, [], from);
        const newSeries = await newSeriesOf(series, split, {}, 'newseries', from);
        const before = split.before
          ? await startsOf({ ...series, recurrence: split.before }, around)
          : [];
        halves = [...before, ...(await startsOf(newSeries, around))];
      } catch {
        // An EXRULE or an RDATE out of step with the INTERVAL of a rule.
        refused += 1;
        continue;
      }
      expect(halves)
        .withContext(`${JSON.stringify(series)} from ${from}`)
        .toEqual(all);
      divided += 1;
    }
    expect(divided).toBeGreaterThan(refused * 10);
  });
});
