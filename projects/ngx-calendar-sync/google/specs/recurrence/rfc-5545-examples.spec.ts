import { ZoneClock } from '../../../core/model/zone-clock';
import { type Dialect, GOOGLE_DIALECT, RFC_5545 } from '../../../core/recurrence/dialect';
import { expand } from '../../../core/recurrence/specs/series';

import type { Example } from './rfc-5545-dates';
import { DAY_WEEK_AND_MONTH_EXAMPLES } from './rfc-5545-day-week-month';
import { YEAR_AND_TIME_EXAMPLES } from './rfc-5545-year-and-time';

describe('Examples of RFC 5545, section 3.8.5.3', () => {
  const ZONE = 'America/New_York';
  const wallTimeOf = (text: string) => {
    const [day = '', time = '09:00'] = text.split('T');
    return `${Number(day.slice(0, 2)) > 90 ? '19' : '20'}${day}T${time}`;
  };
  const instantOf = (text: string) =>
    new Date(ZoneClock.of(ZONE).instantOf(Date.parse(`${wallTimeOf(text)}Z`))).toISOString();

  const startsIn = (dialect: Dialect, { rule, start = '97-09-02', before, exdate }: Example) => {
    const first = instantOf(start);
    const recurrence = [`RRULE:${rule}`, ...(exdate === undefined ? [] : [exdate])];
    const series = { start: first, end: first, timeZone: ZONE, recurrence };
    const { occurrences, problems } = expand(
      series,
      first,
      instantOf(before === undefined ? '20-01-01' : `${before}T00:00`),
      ZONE,
      dialect,
    );
    expect(problems).toEqual([]);
    return occurrences.map((each) => each.start.slice(0, 16));
  };

  for (const example of [...DAY_WEEK_AND_MONTH_EXAMPLES, ...YEAR_AND_TIME_EXAMPLES]) {
    it(`recurrence: RFC 5545, ${example.name}`, () => {
      const expected = example.starts.split(' ').map(wallTimeOf);
      expect(startsIn(RFC_5545, example)).toEqual(expected);
      expect(startsIn(GOOGLE_DIALECT, example)).toEqual(expected);
    });
  }
});
