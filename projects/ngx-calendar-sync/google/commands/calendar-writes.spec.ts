import { until } from '../../src/lib/specs/until';
import type { GoogleCalendarListEntry } from '../api/wire-types.generated';
import type { GoogleCalendarService } from '../google-calendar.service';
import type { GoogleCalendar } from '../mapping/google-calendar-event';
import { aUser, control, loaded, signedIn } from '../specs/emulator';
import { asUser, code, error, fullyGranted, scope, sentCount } from './specs/command-app';
import type { GoogleCalendarChanges, GoogleCalendarDraft } from './calendar-types';

const HOLIDAYS = 'en.german#holiday@group.v.calendar.google.com';
const MAY = { start: '2026-05-01T00:00:00Z', end: '2026-06-01T00:00:00Z' };

describe('calendar commands', () => {
  const shown = (service: GoogleCalendarService, id: string): GoogleCalendar | undefined =>
    service.calendars().find((calendar) => calendar.id === id);
  const names = (service: GoogleCalendarService) => service.calendars().map(({ name }) => name);
  const listPath = (id: string) => `users/me/calendarList/${encodeURIComponent(id)}`;
  const stored = (email: string, id: string) =>
    asUser<GoogleCalendarListEntry>(email, listPath(id));

  /** A calendar of somebody else, which the user may only read. */
  async function sharedWith(email: string, summary = 'Team'): Promise<string> {
    const owner = await aUser();
    const { id } = await asUser<{ id: string }>(owner, 'calendars', 'POST', { summary });
    const path = `calendars/${encodeURIComponent(id)}/acl`;
    const rule = { role: 'reader', scope: { type: 'user', value: email } };
    await asUser(owner, path, 'POST', rule);
    return id;
  }

  describe('createCalendar', () => {
    it('createCalendar: the calendar shows at once with its colour, and Google has it', async () => {
      const email = await aUser();
      const service = await fullyGranted(email);
      const calendar = await service.createCalendar({
        name: 'Chess club',
        description: 'Every Thursday',
        location: 'Town hall',
        timeZone: 'Europe/Berlin',
        color: 'rebeccapurple',
      });
      expect(shown(service, calendar.id)).toBe(calendar);
      expect(calendar).toEqual(
        jasmine.objectContaining({
          name: 'Chess club',
          description: 'Every Thursday',
          timeZone: 'Europe/Berlin',
          color: '#663399',
          textColor: '#ffffff',
          accessRole: 'owner',
          writable: true,
          hidden: false,
        }),
      );
      expect(await stored(email, calendar.id)).toEqual(
        jasmine.objectContaining({
          summary: 'Chess club',
          location: 'Town hall',
          backgroundColor: '#663399',
          foregroundColor: '#ffffff',
        }),
      );
    });

    it('createCalendar: without a colour it has the one that Google has chosen', async () => {
      const email = await aUser();
      const service = await fullyGranted(email);
      const { id, color } = await service.createCalendar({ name: 'Plain' });
      expect(color).toBe((await stored(email, id)).backgroundColor);
      expect(sentCount(service, 'PATCH users/me/calendarList/…')).toBe(0);
    });

    it('createCalendar: where the colour is refused, the calendar shows all the same', async () => {
      const email = await aUser();
      const service = await fullyGranted(email);
      await control('fault', {
        user: email,
        method: 'PATCH',
        path: '/calendar/v3/users/me/calendarList/*',
        status: 403,
        reason: 'forbidden',
      });
      await expectAsync(
        service.createCalendar({ name: 'Half', color: '#123456' }),
      ).toBeRejectedWith(code('forbidden'));
      expect(names(service)).toContain('Half');
    });

    it('createCalendar: after a lost answer there is one calendar, and it shows', async () => {
      const email = await aUser();
      const service = await fullyGranted(email);
      const path = '/calendar/v3/calendars';
      // A browser sends a request again by itself where a connection ends before any answer.
      await control('fault', { user: email, method: 'POST', path, drop: 'middle' });
      await expectAsync(service.createCalendar({ name: 'Once' })).toBeRejectedWith(code('offline'));
      await until(() => names(service).includes('Once'));
      expect(names(service).filter((name) => name === 'Once')).toHaveSize(1);
    });

    it('createCalendar: bad input is refused before anything is sent', async () => {
      const service = await fullyGranted(await aUser());
      const drafts: readonly (readonly [GoogleCalendarDraft, RegExp])[] = [
        [{ name: ' ' }, /needs a name/],
        [{} as GoogleCalendarDraft, /needs a name/],
        [{ name: 'x', timeZone: 'Europe/Nowhere' }, /"Europe\/Nowhere" is not a time zone/],
        [{ name: 'x', color: 'nocolour' }, /"nocolour" is not a CSS colour/],
      ];
      for (const [draft, message] of drafts) {
        await expectAsync(service.createCalendar(draft)).toBeRejectedWith(
          error('invalid-request', message),
        );
      }
      expect(sentCount(service, 'POST calendars')).toBe(0);
    });

    it('createCalendar: a scope that was not granted is named, and nothing is sent', async () => {
      const service = await signedIn(await aUser());
      await expectAsync(service.createCalendar({ name: 'x' })).toBeRejectedWith(
        error(
          'insufficient-scopes',
          /requestScopes\('https:\/\/www.googleapis.com\/auth\/calendar.calendars'\)/,
        ),
      );
      expect(sentCount(service, 'POST calendars')).toBe(0);
    });

    it('createCalendar: aborted before it is sent, it sends nothing', async () => {
      const service = await fullyGranted(await aUser());
      const signal = AbortSignal.abort('no more');
      await expectAsync(service.createCalendar({ name: 'x' }, { signal })).toBeRejectedWith(
        jasmine.objectContaining({ code: 'cancelled', cause: 'no more' }),
      );
      expect(sentCount(service, 'POST calendars')).toBe(0);
    });

    it('createCalendar: aborted on its way, it rejects, and what Google has done shows', async () => {
      const email = await aUser();
      const service = await fullyGranted(email);
      // The emulator stores the calendar, and its answer is late.
      await control('fault', {
        user: email,
        method: 'GET',
        path: '/calendar/v3/users/me/calendarList/*',
        delayMs: 60_000,
      });
      const abort = new AbortController();
      const created = service.createCalendar({ name: 'Done' }, { signal: abort.signal });
      await until(() => names(service).includes('Done'));
      abort.abort();
      await expectAsync(created).toBeRejectedWith(code('cancelled'));
      await until(() => shown(service, service.calendars().at(-1)?.id ?? '')?.color !== undefined);
      expect(names(service)).toContain('Done');
    });
  });

  describe('updateCalendar', () => {
    it('updateCalendar: an own calendar is renamed and recoloured for everybody and here', async () => {
      const email = await aUser([
        { id: 'tea00', start: { date: '2026-05-05' }, end: { date: '2026-05-06' } },
      ]);
      const service = await fullyGranted(email);
      service.setView({ calendarIds: ['primary'], ...MAY });
      await loaded(service);
      const lists = sentCount(service, 'GET calendars/…/events');
      const calendar = await service.updateCalendar('primary', {
        name: 'Ada',
        description: 'All of it',
        color: '#dc2127',
      });
      expect(shown(service, email)).toBe(calendar);
      expect([calendar.name, calendar.description, calendar.color]).toEqual([
        'Ada',
        'All of it',
        '#dc2127',
      ]);
      expect(service.events().map(({ color }) => color)).toEqual(['#dc2127']);
      expect(sentCount(service, 'GET calendars/…/events')).toBe(lists);
      expect(await stored(email, email)).toEqual(
        jasmine.objectContaining({ summary: 'Ada', backgroundColor: '#dc2127' }),
      );
    });

    it('updateCalendar: null removes description and location', async () => {
      const service = await fullyGranted(await aUser());
      const { id } = await service.createCalendar({ name: 'x', description: 'y', location: 'z' });
      const { description, googleCalendar } = await service.updateCalendar(id, {
        description: null,
        location: '',
      });
      expect([description, googleCalendar.location]).toEqual([undefined, undefined]);
    });

    it('updateCalendar: another name of somebody else’s calendar is the account’s own, and null removes it', async () => {
      const email = await aUser();
      const service = await fullyGranted(email);
      const id = await sharedWith(email);
      await service.subscribeCalendar(id);
      const renamed = await service.updateCalendar(id, { name: 'My team' });
      expect(renamed.name).toBe('My team');
      expect((await stored(email, id)).summary).toBe('Team');
      expect((await service.updateCalendar(id, { name: null })).name).toBe('Team');
      expect(sentCount(service, 'PATCH calendars/…')).toBe(0);
    });

    it('updateCalendar: renaming an own calendar removes the account’s own name for it', async () => {
      const email = await aUser();
      await asUser(email, listPath(email), 'PATCH', { summaryOverride: 'Mine' });
      const service = await fullyGranted(email);
      expect(names(service)).toEqual(['Mine']);
      await service.updateCalendar(email, { name: 'Everybody’s' });
      expect(names(service)).toEqual(['Everybody’s']);
    });

    it('updateCalendar: a hidden calendar stays in calendars, and can be shown again', async () => {
      const email = await aUser();
      const service = await fullyGranted(email);
      const { id } = await service.createCalendar({ name: 'Old' });
      await service.updateCalendar(id, { hidden: true });
      expect(shown(service, id)?.hidden).toBeTrue();
      const again = await service.getCalendars();
      expect(again.find((calendar) => calendar.id === id)?.hidden).toBeTrue();
      await service.updateCalendar(id, { hidden: false, selected: true });
      expect(shown(service, id)).toEqual(
        jasmine.objectContaining({ hidden: false, selected: true }),
      );
    });

    it('updateCalendar: sends only what is given, and nothing for nothing', async () => {
      const email = await aUser();
      const service = await fullyGranted(email);
      await service.updateCalendar(email, {
        defaultReminders: [{ method: 'email', minutes: 40_320 }],
      });
      expect(sentCount(service, 'PATCH calendars/…')).toBe(0);
      expect((await stored(email, email)).defaultReminders).toEqual([
        { method: 'email', minutes: 40_320 },
      ]);
      const calendar = await service.updateCalendar(email, {});
      expect(calendar.id).toBe(email);
      expect(sentCount(service, 'PATCH users/me/calendarList/…')).toBe(1);
    });

    it('updateCalendar: where the second request fails, the first one shows', async () => {
      const email = await aUser();
      const service = await fullyGranted(email);
      await control('fault', {
        user: email,
        method: 'PATCH',
        path: '/calendar/v3/users/me/calendarList/*',
        status: 403,
        reason: 'forbidden',
      });
      await expectAsync(
        service.updateCalendar(email, { name: 'Renamed', selected: true }),
      ).toBeRejectedWith(code('forbidden'));
      expect(names(service)).toEqual(['Renamed']);
    });

    it('updateCalendar: bad input is refused before anything is sent', async () => {
      const email = await aUser();
      const service = await fullyGranted(email);
      const reminder = { method: 'popup', minutes: 10 } as const;
      const changes: readonly (readonly [GoogleCalendarChanges, RegExp])[] = [
        [{ name: '' }, /needs a name/],
        [{ name: null }, /needs a name/],
        [{ color: 'nocolour' }, /"nocolour" is not a CSS colour/],
        [{ timeZone: '' }, /is not a time zone/],
        [{ defaultReminders: Array(6).fill(reminder) as [] }, /at most 5/],
        [{ defaultReminders: [{ ...reminder, minutes: 40_321 }] }, /0 to 40320 minutes/],
        [{ defaultReminders: [{ ...reminder, minutes: 1.5 }] }, /0 to 40320 minutes/],
        [
          { defaultReminders: [{ ...reminder, method: 'sms' as 'popup' }] },
          /"popup" or an "email"/,
        ],
      ];
      for (const [change, message] of changes) {
        await expectAsync(service.updateCalendar(email, change)).toBeRejectedWith(
          error('invalid-request', message),
        );
      }
      expect(sentCount(service, 'PATCH calendars/…')).toBe(0);
      expect(sentCount(service, 'PATCH users/me/calendarList/…')).toBe(0);
    });

    it('updateCalendar: only an owner changes the description, and an unknown calendar is not found', async () => {
      const email = await aUser();
      const service = await fullyGranted(email);
      const id = await sharedWith(email);
      await service.subscribeCalendar(id);
      await expectAsync(service.updateCalendar(id, { description: 'x' })).toBeRejectedWith(
        error('forbidden', /owner/),
      );
      await expectAsync(service.updateCalendar('nobody@x.de', { name: 'x' })).toBeRejectedWith(
        code('not-found'),
      );
    });
  });

  describe('deleteCalendar', () => {
    it('deleteCalendar: calendar and events leave the screen at once', async () => {
      const email = await aUser();
      const service = await fullyGranted(email);
      const { id } = await service.createCalendar({ name: 'Old' });
      await service.addEvent(id, { title: 'gone', start: '2026-05-05' });
      service.setView({ calendarIds: ['primary', id], ...MAY });
      await loaded(service);
      expect(service.events().map(({ title }) => title)).toEqual(['gone']);
      await service.deleteCalendar(id);
      expect(service.events()).toEqual([]);
      expect(shown(service, id)).toBeUndefined();
      expect((await service.getCalendars()).map((calendar) => calendar.id)).toEqual([email]);
    });

    it('deleteCalendar: after a lost answer the calendar is gone, too', async () => {
      const email = await aUser();
      const service = await fullyGranted(email);
      const { id } = await service.createCalendar({ name: 'Old' });
      const path = '/calendar/v3/calendars/*';
      await control('fault', { user: email, method: 'DELETE', path, drop: 'after' });
      await service.deleteCalendar(id);
      expect(shown(service, id)).toBeUndefined();
    });

    it('deleteCalendar: not the primary one, not somebody else’s, and not one that is not there', async () => {
      const email = await aUser();
      const service = await fullyGranted(email);
      for (const primary of ['primary', email]) {
        await expectAsync(service.deleteCalendar(primary)).toBeRejectedWith(
          error('invalid-request', /delete its events instead/),
        );
      }
      const id = await sharedWith(email);
      await service.subscribeCalendar(id);
      await expectAsync(service.deleteCalendar(id)).toBeRejectedWith(
        error('forbidden', /unsubscribeCalendar\(\)/),
      );
      expect(sentCount(service, 'DELETE calendars/…')).toBe(0);
      await expectAsync(service.deleteCalendar('nobody@x.de')).toBeRejectedWith(code('not-found'));
    });
  });

  describe('subscribeCalendar, unsubscribeCalendar', () => {
    it('subscribeCalendar: a public calendar shows at once, and again is a success', async () => {
      const email = await aUser();
      const service = await fullyGranted(email);
      const calendar = await service.subscribeCalendar(HOLIDAYS, {
        selected: true,
        color: 'hsl(120 100% 25%)',
      });
      expect(shown(service, HOLIDAYS)).toBe(calendar);
      expect([calendar.selected, calendar.color]).toEqual([true, '#008000']);
      expect((await service.subscribeCalendar(HOLIDAYS)).color).toBe('#008000');
      expect(service.calendars()).toHaveSize(2);
      expect((await stored(email, HOLIDAYS)).backgroundColor).toBe('#008000');
    });

    it('subscribeCalendar: one that Google says is listed already gets the changes', async () => {
      const email = await aUser();
      const service = await fullyGranted(email);
      await asUser(email, 'users/me/calendarList', 'POST', { id: HOLIDAYS });
      const path = '/calendar/v3/users/me/calendarList';
      const fault = { status: 409, reason: 'duplicate' };
      await control('fault', { user: email, method: 'POST', path, ...fault });
      const calendar = await service.subscribeCalendar(HOLIDAYS, { name: 'Days off' });
      expect(calendar.name).toBe('Days off');
      expect(names(service)).toContain('Days off');
    });

    it('subscribeCalendar: an empty id, and one that does not exist', async () => {
      const service = await fullyGranted(await aUser());
      await expectAsync(service.subscribeCalendar('')).toBeRejectedWith(code('invalid-request'));
      await expectAsync(service.subscribeCalendar('nobody@x.de')).toBeRejectedWith(
        code('not-found'),
      );
    });

    it('unsubscribeCalendar: calendar and events leave the screen, and are back after subscribing', async () => {
      const email = await aUser();
      const service = await fullyGranted(email);
      await service.subscribeCalendar(HOLIDAYS);
      service.setView({ calendarIds: [HOLIDAYS], ...MAY });
      let watched = -1;
      const watching = service
        .watchEvents({ calendarIds: [HOLIDAYS], ...MAY })
        .subscribe(({ length }) => (watched = length));
      await loaded(service);
      await until(() => watched > 0);
      expect(service.events().length).toBeGreaterThan(0);
      await service.unsubscribeCalendar(HOLIDAYS);
      expect(service.events()).toEqual([]);
      expect(watched).toBe(0);
      expect(shown(service, HOLIDAYS)).toBeUndefined();
      watching.unsubscribe();
      await service.subscribeCalendar(HOLIDAYS);
      service.setView({ calendarIds: [HOLIDAYS], ...MAY });
      await until(() => service.events().length > 0);
    });

    it('unsubscribeCalendar: not the primary calendar, and not without the scope', async () => {
      const email = await aUser();
      const service = await signedIn(email);
      await expectAsync(service.unsubscribeCalendar('primary')).toBeRejectedWith(
        error('invalid-request', /hide it/),
      );
      await expectAsync(service.unsubscribeCalendar(HOLIDAYS)).toBeRejectedWith(
        error('insufficient-scopes', new RegExp(`'${scope('calendar.calendarlist')}'`)),
      );
      expect(sentCount(service, 'DELETE users/me/calendarList/…')).toBe(0);
    });
  });

  it('unsubscribeCalendar: not a calendar that belongs to the account', async () => {
    const service = await fullyGranted(await aUser());
    const { id } = await service.createCalendar({ name: 'Club' });
    await expectAsync(service.unsubscribeCalendar(id)).toBeRejectedWith(
      error('invalid-request', /delete it/),
    );
    expect(names(service)).toContain('Club');
  });

  it('calendar commands: reject with signed-out while nobody is signed in', async () => {
    const service = await fullyGranted(await aUser());
    await service.signOut();
    await expectAsync(service.createCalendar({ name: 'x' })).toBeRejectedWith(code('signed-out'));
    await expectAsync(service.getAccessRules('primary')).toBeRejectedWith(code('signed-out'));
  });
});
