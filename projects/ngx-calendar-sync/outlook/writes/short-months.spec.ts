import type { SeriesScope, TimeRange } from 'ngx-calendar-sync/core';
import type { OutlookEvent } from 'ngx-calendar-sync/outlook/start';
import type { OutlookCalendarEvent } from '../runtime/mapping/outlook-calendar-event';
import { control, GRAPH_EMULATOR_URL } from '../specs/outlook-app';
import { timed, WritingAccount } from './specs/writing-account';

const YEAR: TimeRange = {
  start: new Date('2025-12-31T23:00:00Z'),
  end: new Date('2026-12-31T23:00:00Z'),
  timeZone: 'Europe/Berlin',
};

const SCOPES = ['Calendars.ReadWrite'];

const LAST_DAYS = ['01-31', '02-28', '03-31', '04-30', '05-31', '06-30'];
const DAYS_31 = ['01-31', '03-31', '05-31', '07-31', '08-31', '10-31'];

for (const [name, days] of [
  ['on the last day of shorter months', LAST_DAYS],
  ['not in shorter months', DAYS_31],
] as const) {
  describe(`Outlook series on day 31, which happens ${name}`, () => {
    let account: WritingAccount;
    let calendarId: string;

    beforeEach(async () => {
      account = await WritingAccount.open();
      ({ calendarId } = account);
      if (days === DAYS_31) {
        await account.fault('short-months-left-out');
      }
      const startDate = '2026-01-31';
      await account.insert(
        timed(startDate, 9, {
          subject: 'Monthly',
          recurrence: {
            pattern: { type: 'absoluteMonthly', interval: 1, dayOfMonth: 31 },
            range: { type: 'numbered', startDate, numberOfOccurrences: days.length },
          },
        }),
      );
      expect(await shown()).toEqual(titled(0, 'Monthly'));
    });

    afterEach(() => {
      account.session.close();
    });

    /** Sends a request as another app that signs in itself: it meets the way of Graph that the account has. */
    const graph = async (path: string, init: RequestInit = {}): Promise<Response> => {
      const { email } = account;
      const token = await control<{ access_token: string }>('token', { email, scopes: SCOPES });
      return fetch(`${GRAPH_EMULATOR_URL}/v1.0/${path}`, {
        ...init,
        headers: {
          Authorization: `Bearer ${token.access_token}`,
          'Content-Type': 'application/json',
        },
      });
    };

    const rows = async (): Promise<readonly OutlookEvent[]> => {
      const range = `startDateTime=${YEAR.start.toISOString()}&endDateTime=${YEAR.end.toISOString()}`;
      const response = await graph(`me/calendarView?${range}&$top=500`);
      const { value } = (await response.json()) as { readonly value: readonly OutlookEvent[] };
      return value;
    };

    const dayOf = ({ start }: OutlookEvent) => start?.dateTime?.slice(5, 10) ?? '';

    /** Days and titles as another app lists them. */
    const shown = async () =>
      (await rows()).map((row) => `${dayOf(row)} ${row.subject ?? ''}`).sort();

    /** All occurrences, those from an index on by this title. */
    const titled = (from: number, title: string) =>
      days.map((day, index) => `${day} ${index < from ? 'Monthly' : title}`);

    const occurrence = async (index: number): Promise<OutlookCalendarEvent> => {
      const events = await account.open(YEAR);
      const found = events[index];
      if (!found) {
        throw new Error(`There is no occurrence ${index}.`);
      }
      return found;
    };

    const update = async (index: number, changes: object, scope: SeriesScope) => {
      const { id } = await occurrence(index);
      await account.writes.updateEvent(calendarId, { id, ...changes }, { scope });
    };

    const later = ({ start, end }: OutlookCalendarEvent) => ({
      start: start.replace('T09', 'T10'),
      end: end.replace('T10', 'T11'),
    });

    /** What another app does: the fifth is called otherwise, and the fourth is deleted. */
    const withExceptions = async () => {
      const all = await rows();
      const pathOn = (day: string | undefined) => {
        const id = all.find((row) => dayOf(row) === day)?.id ?? '';
        return `me/events/${encodeURIComponent(id)}`;
      };
      const body = JSON.stringify({ subject: 'Exception' });
      await graph(pathOn(days[4]), { method: 'PATCH', body });
      await graph(pathOn(days[3]), { method: 'DELETE' });
    };

    for (const index of [1, 2, 4, 5]) {
      it(`this and following: from occurrence ${index + 1} of 6 on, each is there once`, async () => {
        await update(index, { title: 'Changed' }, 'following');
        expect(await shown()).toEqual(titled(index, 'Changed'));
      });
    }

    it('this and following: at another time, each is there once', async () => {
      await update(2, later(await occurrence(2)), 'following');
      expect(await shown()).toEqual(titled(0, 'Monthly'));
    });

    it('this and following: a rule of the user’s has the COUNT that it says', async () => {
      const recurrence = ['RRULE:FREQ=DAILY;COUNT=3'];
      await update(2, { recurrence, title: 'Changed' }, 'following');
      expect((await shown()).filter((row) => row.endsWith('Changed'))).toHaveSize(3);
    });

    it('this and following: a changed and a deleted occurrence stay so', async () => {
      await withExceptions();
      await update(2, { title: 'Changed' }, 'following');
      const expected = titled(2, 'Changed').filter((_, index) => index !== 3);
      expected[3] = `${days[4] ?? ''} Exception`;
      expect(await shown()).toEqual(expected);
    });

    it('all: a changed and a deleted occurrence stay so at another time', async () => {
      await withExceptions();
      await update(0, later(await occurrence(0)), 'all');
      const expected = titled(2, 'Monthly').filter((_, index) => index !== 3);
      expected[3] = `${days[4] ?? ''} Exception`;
      expect(await shown()).toEqual(expected);
    });

    it('this and following: taken back, the series is as it was', async () => {
      await update(2, { title: 'Changed' }, 'following');
      await account.writes.undoLast();
      expect(await shown()).toEqual(titled(0, 'Monthly'));
    });
  });
}
