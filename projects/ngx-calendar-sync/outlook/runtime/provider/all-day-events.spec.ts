import { ɵinRange as inRange, type TimeRange } from 'ngx-calendar-sync/core';
import type { OutlookEvent } from 'ngx-calendar-sync/outlook/start';
import { anAccount, CopiedCalendar, shown } from './specs/outlook-account';

/** From the first zone in which a day begins to the last: their days have no moment in common. */
const MAILBOX_ZONES = [
  ['Pacific/Kiritimati', 'Line Islands Standard Time'],
  ['Asia/Kolkata', 'India Standard Time'],
  ['Europe/Berlin', 'W. Europe Standard Time'],
  ['America/New_York', 'Eastern Standard Time'],
  ['Pacific/Pago_Pago', 'UTC-11'],
] as const;

/** June 2026 for somebody who looks from there. */
const MONTHS: readonly TimeRange[] = [
  monthIn('Pacific/Kiritimati', '+14:00'),
  monthIn('UTC', 'Z'),
  monthIn('Pacific/Pago_Pago', '-11:00'),
];

function monthIn(timeZone: string, offset: string): TimeRange {
  return {
    start: new Date(`2026-06-01T00:00:00${offset}`),
    end: new Date(`2026-07-01T00:00:00${offset}`),
    timeZone,
  };
}

describe('OutlookCalendarProvider: all-day events', () => {
  for (const [timeZone, windowsName] of MAILBOX_ZONES) {
    it(`a mailbox in ${timeZone}: on the right days, for whoever looks from wherever, with a copy or without`, async () => {
      const account = await anAccount({ timeZone });
      const midnight = (day: string) => ({ dateTime: `${day}T00:00:00`, timeZone: windowsName });
      const aDay = (subject: string, day: string, next: string): OutlookEvent => ({
        subject,
        isAllDay: true,
        start: midnight(day),
        end: midnight(next),
      });
      await account.insert(aDay('First', '2026-06-01', '2026-06-02'));
      await account.insert(aDay('Last', '2026-06-30', '2026-07-01'));
      await account.insert(aDay('Before', '2026-05-31', '2026-06-01'));
      await account.insert(aDay('After', '2026-07-01', '2026-07-02'));
      await account.insert({
        ...aDay('Every week', '2026-06-02', '2026-06-03'),
        recurrence: {
          pattern: { type: 'weekly', interval: 1, daysOfWeek: ['tuesday'] },
          range: { type: 'noEnd', startDate: '2026-06-02' },
        },
      });
      const days = [
        '2026-06-01 First',
        '2026-06-02 Every week',
        '2026-06-09 Every week',
        '2026-06-16 Every week',
        '2026-06-23 Every week',
        '2026-06-30 Every week',
        '2026-06-30 Last',
      ];
      for (const month of MONTHS) {
        expect(shown(await account.list(month)))
          .withContext(`listed from ${month.timeZone ?? ''}`)
          .toEqual(days);
        const copy = new CopiedCalendar(account.calendarId, month);
        await copy.pull(account.provider);
        // A view leaves out what the copy has beside it.
        const copied = (await copy.events(account.provider)).filter((each) => inRange(each, month));
        expect(shown(copied))
          .withContext(`copied from ${month.timeZone ?? ''}`)
          .toEqual(days);
      }
    });
  }
});
