import { firstValueFrom, lastValueFrom, Subject, toArray } from 'rxjs';
import type { OutlookEvent } from 'ngx-calendar-sync/outlook/start';
import { until } from '../../../core/specs/until';
import { heldUntil } from '../../specs/held-until';
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
      const categoriesMayCome = new Subject<void>();
      const account = await anAccount({
        providers: [heldUntil(categoriesMayCome, '/me/outlook/')],
      });
      await aCategory(account, 'Work', 'preset7');
      await account.insert(timed('2026-06-10', 14, { categories: ['Work'] }));
      let changes = 0;
      const subscription = account.provider.recolored$.subscribe(() => (changes += 1));
      const [event] = await account.list();
      expect(event?.color).not.toBe('#9db7e8');
      categoriesMayCome.complete();
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
});
