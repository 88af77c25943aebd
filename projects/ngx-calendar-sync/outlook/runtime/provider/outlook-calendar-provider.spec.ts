import { firstValueFrom, lastValueFrom, toArray } from 'rxjs';
import type { FreeBusy, TimeRange } from 'ngx-calendar-sync/core';
import type { OutlookEvent } from 'ngx-calendar-sync/outlook/start';
import { aUser, control } from '../../specs/outlook-app';
import { until } from '../../../core/specs/until';
import {
  anAccount,
  CopiedCalendar,
  daily,
  JUNE,
  type OutlookAccount,
  SCOPES,
  shown,
  timed,
} from './specs/outlook-account';

const CALENDAR_SCOPES = ['Calendars.ReadWrite', 'User.Read'];

describe('OutlookCalendarProvider', () => {
  const query = (account: OutlookAccount, more: object = {}, range = JUNE) =>
    lastValueFrom(account.provider.listEvents(account.calendarId, { range, ...more }));

  async function graphAs(email: string, path: string, body: object): Promise<unknown> {
    return control('as', { email, method: 'POST', path, body });
  }

  describe('calendars', () => {
    it('listCalendars: the own one is the primary one and has the zone of the mailbox', async () => {
      const { provider } = await anAccount();
      const [calendar] = provider.calendars.list;
      expect(calendar).toEqual(
        jasmine.objectContaining({
          primary: true,
          writable: true,
          accessRole: 'owner',
          timeZone: 'Europe/Berlin',
        }),
      );
    });

    it('a scope to read alone: nothing can be written; more scopes later: it can', async () => {
      const account = await anAccount({ scopes: ['Calendars.Read', 'User.Read'] });
      expect(account.provider.calendars.list[0]?.writable).toBeFalse();
      account.provider.update({ account: account.email, grantedScopes: SCOPES });
      expect(account.provider.calendars.list[0]?.writable).toBeTrue();
    });

    it('pullCalendars: the whole list each time, so that a calendar that is gone is missing', async () => {
      const account = await anAccount();
      const added = await account.graph<{ id: string }>('POST', 'me/calendars', { name: 'Club' });
      const before = await firstValueFrom(account.provider.pullCalendars());
      expect(before.whole).toBeTrue();
      expect(before.changes.map(({ id }) => id)).toContain(added.id);
      await account.graph('DELETE', `me/calendars/${encodeURIComponent(added.id)}`);
      const after = await firstValueFrom(account.provider.pullCalendars());
      expect(after.changes.map(({ id }) => id)).toEqual([account.calendarId]);
    });

    it('a stored list: has zone and colours before anything is asked for', async () => {
      const account = await anAccount();
      await aCategory(account, 'Work', 'preset7');
      await account.insert(timed('2026-06-10', 14, { categories: ['Work'] }));
      const copy = new CopiedCalendar(account.calendarId);
      await copy.pull(account.provider);
      const later = await account.reloaded();
      await account.fault('unavailable', { times: 0 });
      expect(later.calendars.list[0]?.timeZone).toBe('Europe/Berlin');
      const [event] = await copy.events(later);
      expect(event).toEqual(
        jasmine.objectContaining({ color: '#9db7e8', start: '2026-06-10T14:00:00+02:00' }),
      );
    });
  });

  const aCategory = (account: OutlookAccount, displayName: string, color: string) =>
    account.graph('POST', 'me/outlook/masterCategories', { displayName, color });

  describe('listEvents', () => {
    it('more events than a page: all so far after each, in the zone of the mailbox', async () => {
      const account = await anAccount();
      for (const number of [1, 2, 3, 4]) {
        await account.insert(daily(28, { subject: `Series ${number}` }));
      }
      const answers = await lastValueFrom(
        account.provider.listEvents(account.calendarId, { range: JUNE }).pipe(toArray()),
      );
      expect(answers.map(({ length }) => length)).toEqual([100, 112]);
      expect(answers[1]?.[0]?.start).toBe('2026-06-02T09:00:00+02:00');
    });

    it('a range of eleven years: asked for in parts, without doubling what lasts from one to the next', async () => {
      const account = await anAccount();
      await account.insert(timed('2026-06-10', 14));
      const long = timed('2021-06-01', 9, { subject: 'Years' });
      const { end } = timed('2027-06-01', 9);
      await account.insert({ ...long, end: end ?? null });
      const range = {
        start: new Date('2020-01-01T00:00:00Z'),
        end: new Date('2031-01-01T00:00:00Z'),
      };
      expect(shown(await query(account, {}, { ...range, timeZone: 'UTC' }))).toEqual([
        '2021-06-01T09:00:00+02:00 Years',
        '2026-06-10T14:00:00+02:00 At 14',
      ]);
    });

    it('a zone in the configuration: goes before that of the mailbox', async () => {
      const tokyo = await anAccount({ config: { timeZone: 'Asia/Tokyo' } });
      await tokyo.insert(timed('2026-06-10', 14));
      expect((await tokyo.list())[0]?.start).toBe('2026-06-10T21:00:00+09:00');
    });

    it('without the scope for the mailbox: times are in UTC', async () => {
      const unknown = await anAccount({ scopes: CALENDAR_SCOPES });
      await unknown.insert(timed('2026-06-10', 14));
      expect((await unknown.list())[0]?.start).toBe('2026-06-10T12:00:00+00:00');
    });

    it('text: sought in title, description, location and guests, also where an event has no title', async () => {
      const account = await anAccount();
      const guest = { emailAddress: { address: 'grace@example.com', name: 'Grace' } };
      const found: readonly OutlookEvent[] = [
        { subject: 'Budget Grace' },
        { location: { displayName: 'Grace hall' } },
        { body: { contentType: 'text', content: 'with grace' } },
        { attendees: [guest] },
      ];
      for (const [index, more] of found.entries()) {
        await account.insert(timed(`2026-06-1${index}`, 14, { subject: '', ...more }));
      }
      await account.insert(timed('2026-06-20', 14, { subject: 'Other' }));
      expect((await query(account, { text: 'GRACE' })).length).toBe(4);
      expect((await query(account, { text: 'grace budget' })).length).toBe(1);
    });

    it('updatedMin and private properties: chosen as the query says', async () => {
      const account = await anAccount();
      await account.insert(timed('2026-06-10', 14));
      await account.insert(
        timed('2026-06-11', 14, {
          subject: 'Own',
          extensions: [
            {
              '@odata.type': '#microsoft.graph.openTypeExtension',
              extensionName: 'io.github.ngx-calendar-sync.properties',
              ticket: 'A-1',
            },
          ],
        }),
      );
      const own = await query(account, { privateExtendedProperty: { ticket: 'A-1' } });
      expect(own.map(({ title }) => title)).toEqual(['Own']);
      expect(await query(account, { updatedMin: '2100-01-01T00:00:00Z' })).toEqual([]);
      expect((await query(account, { updatedMin: new Date(0) })).length).toBe(2);
      await expectAsync(query(account, { updatedMin: 'never' })).toBeRejectedWith(
        jasmine.objectContaining({ code: 'invalid-request' }),
      );
    });

    it('colours: events show at once in that of their calendar, then in that of their category', async () => {
      const account = await anAccount();
      await aCategory(account, 'Work', 'preset7');
      await account.insert(timed('2026-06-10', 14, { categories: ['Work'] }));
      let changes = 0;
      const subscription = account.provider.recolored$.subscribe(() => (changes += 1));
      await account.fault('slow', { path: '/v1.0/me/outlook/**', delayMs: 300 });
      const [event] = await account.list();
      expect(event?.color).not.toBe('#9db7e8');
      await until(() => changes > 0);
      expect(event && account.provider.recolor(event).color).toBe('#9db7e8');
      subscription.unsubscribe();
    });

    it('a category that is made later: asked for when an event has it', async () => {
      const account = await anAccount();
      const subscription = account.provider.recolored$.subscribe();
      await account.insert(timed('2026-06-09', 14));
      await account.list();
      await aCategory(account, 'Late', 'preset4');
      await account.insert(timed('2026-06-10', 14, { categories: ['Late'] }));
      const event = (await account.list()).find(({ categories }) => categories?.[0] === 'Late');
      const color = () => event && account.provider.recolor(event).color;
      await until(() => color() !== event?.color);
      expect(color()).toBe('#78d168');
      subscription.unsubscribe();
    });

    it('without the scope for categories: the colour of the calendar, and nothing fails', async () => {
      const account = await anAccount({ scopes: CALENDAR_SCOPES });
      const subscription = account.provider.recolored$.subscribe();
      await aCategory(account, 'Work', 'preset7');
      await account.insert(timed('2026-06-10', 14, { categories: ['Work'] }));
      const [event] = await account.list();
      expect(event?.color).toBe(account.provider.calendars.list[0]?.color);
      expect(await firstValueFrom(account.provider.pullCalendars())).toEqual(
        jasmine.objectContaining({ whole: true }),
      );
      subscription.unsubscribe();
    });
  });

  describe('all-day events', () => {
    const ZONES = [
      ['Asia/Kolkata', 'India Standard Time'],
      ['America/New_York', 'Eastern Standard Time'],
      ['Europe/Berlin', 'W. Europe Standard Time'],
      ['Pacific/Apia', 'Samoa Standard Time'],
    ] as const;

    for (const [timeZone, windowsName] of ZONES) {
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
            range: { type: 'numbered', startDate: '2026-06-02', numberOfOccurrences: 2 },
          },
        });
        const days = [
          '2026-06-01 First',
          '2026-06-02 Every week',
          '2026-06-09 Every week',
          '2026-06-30 Last',
        ];
        for (const seenFrom of ['Pacific/Apia', 'America/Los_Angeles', 'UTC']) {
          expect(shown(await account.list(monthIn(seenFrom))))
            .withContext(seenFrom)
            .toEqual(days);
        }
        const copy = new CopiedCalendar(account.calendarId);
        await copy.pull(account.provider);
        const copied = (await copy.events(account.provider)).filter(
          ({ start }) => start >= '2026-06-01' && start < '2026-07-01',
        );
        expect(shown(copied)).toEqual(days);
        const { busy = [] } =
          (await firstValueFrom(account.provider.freeBusy([account.calendarId], JUNE)))[0] ?? {};
        expect(busy.map(({ start }) => start.slice(0, 10))).not.toContain('2026-06-15');
      });
    }

    function monthIn(timeZone: string): TimeRange {
      const offsets: Readonly<Record<string, number>> = {
        'Pacific/Apia': 13,
        'America/Los_Angeles': -7,
        UTC: 0,
      };
      const shiftMs = (offsets[timeZone] ?? 0) * 3_600_000;
      return {
        start: new Date(Date.parse('2026-06-01T00:00:00Z') - shiftMs),
        end: new Date(Date.parse('2026-07-01T00:00:00Z') - shiftMs),
        timeZone,
      };
    }
  });

  describe('readEvent', () => {
    it('as it is now, with what apps have stored; none where it was deleted', async () => {
      const account = await anAccount();
      const extensions = [
        {
          '@odata.type': '#microsoft.graph.openTypeExtension',
          extensionName: 'io.github.ngx-calendar-sync.properties',
          ticket: 'A-1',
        },
      ];
      const eventId = await account.insert(timed('2026-06-10', 14, { extensions }));
      const target = { calendarId: account.calendarId, eventId };
      const event = await firstValueFrom(account.provider.readEvent(target));
      expect(event).toEqual(
        jasmine.objectContaining({
          id: eventId,
          start: '2026-06-10T14:00:00+02:00',
          extendedProperties: { private: { ticket: 'A-1' } },
        }),
      );
      await account.graph('DELETE', `me/events/${encodeURIComponent(eventId)}`);
      expect(await firstValueFrom(account.provider.readEvent(target))).toBeUndefined();
    });
  });

  describe('freeBusy', () => {
    const ask = (account: OutlookAccount, ids: readonly string[], range = JUNE) =>
      firstValueFrom(account.provider.freeBusy(ids, range));
    const codeOf = ({ error }: FreeBusy) => error?.code;

    it('own calendars: what is not free, joined where it touches, in the order that was asked for', async () => {
      const account = await anAccount();
      await account.insert(timed('2026-06-10', 14));
      await account.insert(timed('2026-06-10', 15, { showAs: 'tentative' }));
      await account.insert(timed('2026-06-11', 9, { showAs: 'free' }));
      await account.insert(timed('2026-06-12', 9, { showAs: 'workingElsewhere' }));
      const [own, other] = await ask(account, [account.calendarId, 'nobody@example.com']);
      expect(own).toEqual({
        calendarId: account.calendarId,
        busy: [{ start: '2026-06-10T14:00:00+02:00', end: '2026-06-10T16:00:00+02:00' }],
      });
      expect(other && codeOf(other)).toBe('not-found');
    });

    it('addresses of colleagues: over more than 62 days', async () => {
      const account = await anAccount();
      const colleague = await aUser(undefined, { timeZone: 'Europe/Berlin' });
      await graphAs(colleague, 'me/events', timed('2026-06-10', 14));
      await graphAs(colleague, 'me/events', timed('2026-11-10', 14));
      const range = {
        start: new Date('2026-06-01T00:00:00Z'),
        end: new Date('2026-12-01T00:00:00Z'),
      };
      const [answer] = await ask(account, [colleague], range);
      expect(answer).toEqual({
        calendarId: colleague,
        busy: [
          { start: '2026-06-10T14:00:00+02:00', end: '2026-06-10T15:00:00+02:00' },
          { start: '2026-11-10T14:00:00+01:00', end: '2026-11-10T15:00:00+01:00' },
        ],
      });
    });

    it('a personal account: its own calendar is told, and addresses are refused each for itself', async () => {
      const account = await anAccount({ kind: 'personal' });
      await account.insert(timed('2026-06-10', 14));
      const [own, other] = await ask(account, [account.calendarId, 'ada@example.com']);
      expect(own?.busy.length).toBe(1);
      expect(other && codeOf(other)).toBe('forbidden');
    });
  });
});
