import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import { isLeftAs, plainOccurrence } from './plain-occurrence';

const SERIES: GoogleEvent = {
  id: 'weekly',
  summary: 'Meeting',
  start: { dateTime: '2026-05-04T09:00:00+02:00', timeZone: 'Europe/Berlin' },
  end: { dateTime: '2026-05-04T09:30:00+02:00', timeZone: 'Europe/Berlin' },
  recurrence: ['RRULE:FREQ=WEEKLY'],
};
/** Its second occurrence, an hour later than the series says. */
const MOVED: GoogleEvent = {
  id: 'weekly_20260511T070000Z',
  summary: 'Meeting',
  start: { dateTime: '2026-05-11T10:00:00+02:00', timeZone: 'Europe/Berlin' },
  end: { dateTime: '2026-05-11T10:30:00+02:00', timeZone: 'Europe/Berlin' },
};

function endOf({ end }: GoogleEvent): number {
  return Date.parse(end?.dateTime ?? '');
}

// Of a suite that is not named among those with local time, each spec fails where the browser's zone is asked.
describe('plainOccurrence', () => {
  for (const timeZone of [undefined, 'Mars/Olympus', 'Europe/Berlin']) {
    const originalStartTime = {
      dateTime: '2026-05-11T09:00:00+02:00',
      ...(timeZone === undefined ? {} : { timeZone }),
    };
    const moved = { ...MOVED, originalStartTime };

    it(`plainOccurrence: one that was moved, in the zone ${timeZone}, has the times of its series`, () => {
      const plain = plainOccurrence(SERIES, moved);
      expect(plain.start).toEqual(originalStartTime);
      expect(endOf(plain)).toBe(Date.parse('2026-05-11T07:30:00Z'));
    });

    it(`isLeftAs: one that somebody has moved, in the zone ${timeZone}, is not as the series makes it`, () => {
      expect(isLeftAs(SERIES, moved, {})).toBeFalse();
    });
  }
});
