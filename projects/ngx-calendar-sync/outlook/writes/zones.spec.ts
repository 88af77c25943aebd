import { firstValueFrom, map } from 'rxjs';
import { OutlookApi } from '../runtime/api/outlook-api';
import type { OutlookWrite } from './outlook-request';
import { timed, WritingAccount } from './specs/writing-account';

const RANGE = { start: new Date('2026-05-25T00:00:00Z'), end: new Date('2026-07-05T00:00:00Z') };

describe('Outlook writes in time zones', () => {
  for (const timeZone of ['Asia/Kolkata', 'Pacific/Apia', 'America/New_York', 'Europe/Berlin']) {
    describe(timeZone, () => {
      let account: WritingAccount;
      let calendarId: string;

      beforeEach(async () => {
        account = await WritingAccount.open({ timeZone, isZoneConfigured: false });
        ({ calendarId } = account);
      });

      afterEach(() => {
        account.session.close();
      });

      const daysOf = async () => {
        const rows = await account.view(calendarId, RANGE);
        return rows.map(({ start, end }) => `${day(start)} ${day(end)}`);
      };
      const day = (time: { readonly dateTime?: string } | null | undefined) =>
        time?.dateTime?.slice(0, 10) ?? '';

      it('addEvent: an all-day event is on its day, and a change keeps it there', async () => {
        const { id } = await account.writes.addEvent(calendarId, {
          title: 'Holiday',
          start: '2026-06-10',
        });
        expect(await daysOf()).toEqual(['2026-06-10 2026-06-11']);
        await account.writes.updateEvent(calendarId, { id, title: 'Two days', end: '2026-06-12' });
        expect(await daysOf()).toEqual(['2026-06-10 2026-06-12']);
        await account.writes.updateEvent(calendarId, {
          id,
          start: '2026-06-09',
          end: '2026-06-10',
        });
        expect(await daysOf()).toEqual(['2026-06-09 2026-06-10']);
      });

      it('addEvent: a wall time is that of the zone, and stays so in another one', async () => {
        const { id } = await account.writes.addEvent(calendarId, {
          start: '2026-06-10T23:30:00',
          end: '2026-06-11T00:30:00',
          timeZone,
        });
        const event = await account.read(id);
        expect(event.start).toContain('2026-06-10T23:30:00');
        expect(event.timeZone).toBe(timeZone);
        await account.writes.updateEvent(calendarId, { id, timeZone: 'Asia/Tokyo' });
        const moved = await account.read(id);
        expect(Date.parse(moved.start)).toBe(Date.parse(event.start));
        expect(moved.timeZone).toBe('Asia/Tokyo');
      });

      it('following: a series late in the evening ends on the day before the division', async () => {
        await account.writes.addEvent(calendarId, {
          title: 'Late',
          start: '2026-06-02T23:30:00',
          timeZone,
          recurrence: ['RRULE:FREQ=DAILY;COUNT=6'],
        });
        await divide('2026-06-05T23:30:00');
        const after = await account.view(calendarId, RANGE);
        expect(after.map(({ subject }) => subject)).toEqual([
          ...['Late', 'Late', 'Late'],
          ...['New', 'New', 'New'],
        ]);
      });

      it('following: an all-day series ends on the day before the division', async () => {
        await account.writes.addEvent(calendarId, {
          title: 'Days',
          start: '2026-06-02',
          recurrence: ['RRULE:FREQ=DAILY;COUNT=6'],
        });
        await divide('2026-06-05');
        const rows = await account.view(calendarId, RANGE);
        expect(rows.map(({ subject, start }) => `${day(start)} ${subject ?? ''}`)).toEqual([
          ...['2026-06-02 Days', '2026-06-03 Days', '2026-06-04 Days'],
          ...['2026-06-05 New', '2026-06-06 New', '2026-06-07 New'],
        ]);
      });

      it('all: an all-day series with exceptions is moved by a day', async () => {
        await account.writes.addEvent(calendarId, {
          title: 'Days',
          start: '2026-06-02',
          recurrence: ['RRULE:FREQ=DAILY;COUNT=4'],
        });
        const before = await occurrences();
        const [, second, third, fourth] = before;
        await account.change(second?.id ?? '', { subject: 'Exception' });
        await account.writes.deleteEvent(calendarId, { id: third?.id ?? '' });
        await account.writes.updateEvent(
          calendarId,
          { id: fourth?.id ?? '', start: '2026-06-06', end: '2026-06-07' },
          { scope: 'all' },
        );
        const rows = await account.view(calendarId, RANGE);
        expect(rows.map(({ subject, start }) => `${day(start)} ${subject ?? ''}`)).toEqual([
          '2026-06-03 Days',
          '2026-06-04 Exception',
          '2026-06-06 Days',
        ]);
      });

      it('addEvent: a wall time without a zone is that of the browser, wherever the mailbox is', async () => {
        const { id } = await account.writes.addEvent(calendarId, { start: '2026-06-10T23:30:00' });
        const { start, timeZone: written } = await account.read(id);
        expect(Date.parse(start)).toBe(new Date(2026, 5, 10, 23, 30).getTime());
        expect(zoneName(written)).toBe(zoneName());
      });

      it('a wall time without a zone that is sent later, from another zone: the same instant', async () => {
        const planned = plan({ kind: 'insert', calendarId, draft: { start: '2026-06-10T23:30' } });
        browserMovesTo('America/Los_Angeles');
        const { start } = (await account.send({ plan: planned })) ?? {};
        expect(Date.parse(start ?? '')).toBe(new Date(2026, 5, 10, 23, 30).getTime());
      });

      it('a wall time of an event that was not seen and has no known zone, sent from another zone: the same instant', async () => {
        const id = await account.insert(timed('2026-06-10', 9));
        // Outlook tells so of what older programs have added, and the emulator of nothing.
        const asStored = OutlookApi.prototype.event;
        spyOn(OutlookApi.prototype, 'event').and.callFake(function (this: OutlookApi, ...asked) {
          const originalStartTimeZone = 'tzone://Microsoft/Custom';
          return asStored
            .apply(this, asked)
            .pipe(map((event) => ({ ...event, originalStartTimeZone })));
        });
        const changes = { id, start: '2026-06-11T23:30', end: '2026-06-11T23:45' };
        const planned = plan({ kind: 'update', calendarId, changes, seen: undefined });
        browserMovesTo('America/Los_Angeles');
        const { start } = (await account.send({ plan: planned })) ?? {};
        expect(Date.parse(start ?? '')).toBe(new Date(2026, 5, 11, 23, 30).getTime());
      });

      it('readSeries: deleted occurrences of a series whose zone is far from that of the mailbox have its own starts', async () => {
        const at = (time: string) => ({
          dateTime: `2026-06-02T${time}`,
          timeZone: 'Pacific Standard Time',
        });
        const id = await account.insert({
          subject: 'Late',
          start: at('23:30:00'),
          end: at('23:45:00'),
          recurrence: {
            pattern: { type: 'daily', interval: 1 },
            range: { type: 'numbered', startDate: '2026-06-02', numberOfOccurrences: 4 },
          },
        });
        const second = Date.UTC(2026, 5, 4, 6, 30);
        const found = (await occurrences()).find(({ start }) => Date.parse(start) === second);
        await account.graph('DELETE', `me/events/${encodeURIComponent(found?.id ?? '')}`);
        const { cancelled } = await firstValueFrom(account.provider.readSeries(calendarId, id));
        expect(cancelled.map((start) => Date.parse(start))).toEqual([second]);
      });

      it('a draft with a Date is plain data, and its day is the one that the browser shows', async () => {
        const start = new Date(2026, 5, 10);
        const plan = account.provider.planWrite({
          kind: 'insert',
          calendarId,
          draft: { title: 'Day', start, allDay: true },
        });
        await account.send({ plan: JSON.parse(JSON.stringify(plan)) as OutlookWrite });
        const [stored] = await account.view();
        expect(stored?.start?.dateTime?.slice(0, 10)).toBe('2026-06-10');
      });

      const plan = (write: Parameters<typeof account.provider.planWrite>[0]) =>
        account.provider.planWrite(write, undefined);

      /** The browser's name of a zone, or of its own. */
      const zoneName = (zone?: string) =>
        new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;

      /** Where the browser says that it is from now on. */
      function browserMovesTo(zone: string): void {
        const { timeZone: before } = Intl.DateTimeFormat().resolvedOptions();
        const asKnown = Intl.DateTimeFormat.prototype.resolvedOptions;
        spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions').and.callFake(function (
          this: Intl.DateTimeFormat,
        ) {
          const options = asKnown.call(this);
          return options.timeZone === before ? { ...options, timeZone: zone } : options;
        });
      }

      const occurrences = async () => {
        const { start, end } = RANGE;
        return account.open({ start, end, timeZone });
      };

      const divide = async (start: string) => {
        const found = (await occurrences()).find((event) => event.start.startsWith(start));
        expect(found).withContext(start).toBeDefined();
        await account.writes.updateEvent(
          calendarId,
          { id: found?.id ?? '', title: 'New' },
          { scope: 'following' },
        );
      };
    });
  }
});
