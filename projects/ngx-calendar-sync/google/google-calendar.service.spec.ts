import { ErrorHandler } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { firstValueFrom } from 'rxjs';
import { SCRIPT_WINDOW } from './runtime/sdk/google-script';
import { GoogleCalendarService } from './google-calendar.service';
import type { GoogleCalendarEvent } from './runtime/mapping/google-calendar-event';
import {
  anApp,
  aUser,
  control,
  EMULATOR_URL,
  loaded,
  signedIn,
  storedEvent,
} from './specs/emulator';

const may = { start: '2026-05-01T00:00:00Z', end: '2026-06-01T00:00:00Z' };
const HOLIDAYS = 'en.german#holiday@group.v.calendar.google.com';
const scope = (name: string) => `https://www.googleapis.com/auth/${name}`;

/** Against the emulator, over HTTP; only the window of the sign-in is left out. */
describe('GoogleCalendarService', () => {
  const code = (expected: string) => jasmine.objectContaining({ code: expected });

  it('authState: has account, scopes and expiry after a sign-in', async () => {
    const email = await aUser();
    const service = await signedIn(email);
    const state = service.authState();
    if (state.status !== 'signed-in') {
      throw new Error(state.status);
    }
    expect(state.account).toBe(email);
    expect(state.grantedScopes).toContain(scope('calendar.readonly'));
    expect(state.missingScopes).toEqual([]);
    expect(Math.abs(state.expiresAt.getTime() - Date.now() - 3_599_000)).toBeLessThan(20_000);
    expect(service.calendars().map((calendar) => calendar.id)).toEqual([email]);
  });

  it('signIn: userinfo tells the account where the scopes do not list calendars', async () => {
    const email = await aUser();
    const scopes = ['openid', 'email', scope('calendar.events.owned')];
    const service = await signedIn(email, { scopes });
    expect(service.authState()).toEqual(
      jasmine.objectContaining({ status: 'signed-in', account: email }),
    );
    expect(service.calendars()).toEqual([]);
  });

  it('getEvents: events of the primary calendar are editable as the scopes allow, where these do not list calendars', async () => {
    for (const [granted, editable] of [
      ['calendar.events', true],
      ['calendar.events.readonly', false],
    ] as const) {
      TestBed.resetTestingModule();
      const email = await aUser([
        { id: 'tea00', start: { date: '2026-05-05' }, end: { date: '2026-05-06' } },
      ]);
      const service = await signedIn(email, { scopes: ['openid', 'email', scope(granted)] });
      for (const calendarId of ['primary', email]) {
        const events = await service.getEvents(calendarId, may.start, may.end);
        expect(events.map((event) => event.editable))
          .withContext(`${granted} ${calendarId}`)
          .toEqual([editable]);
      }
    }
  });

  it('addEvent, updateEvent, deleteEvent, restoreEvent: each is stored, and shown without asking again', async () => {
    const email = await aUser();
    const service = await signedIn(email);
    service.setView({ calendarIds: [email], ...may });
    await loaded(service);
    const lists = () => service.diagnostics().requests['GET calendars/…/events']?.sent;
    const listsBefore = lists();

    const added = await service.addEvent(email, {
      title: 'Tea 🍵',
      start: '2026-05-05T15:00:00Z',
      end: '2026-05-05T16:00:00Z',
      description: 'with <b>cake</b>',
      location: 'Kitchen',
    });
    expect(service.events()).toEqual([added]);
    const stored = await storedEvent(email, added.id);
    expect(stored.summary).toBe('Tea 🍵');
    expect(stored.description).toBe('with <b>cake</b>');

    const moved = await service.updateEvent(email, {
      ...added,
      start: new Date('2026-05-06T15:00:00Z'),
      end: new Date('2026-05-06T16:30:00Z'),
    });
    expect(service.events()).toEqual([moved]);
    expect(new Date(moved.end).toISOString()).toBe('2026-05-06T16:30:00.000Z');
    expect((await storedEvent(email, added.id)).location).toBe('Kitchen');

    await service.deleteEvent(email, moved);
    expect(service.events()).toEqual([]);
    expect((await storedEvent(email, added.id)).status).toBe('cancelled');

    await service.restoreEvent(moved);
    expect(service.events().map((event) => event.title)).toEqual(['Tea 🍵']);
    expect((await storedEvent(email, added.id)).status).toBe('confirmed');
    expect(lists()).toBe(listsBefore);
  });

  it('updateEvent: a second change of the same event object is no conflict', async () => {
    const email = await aUser();
    const service = await signedIn(email);
    service.setView({ calendarIds: [email], ...may });
    const event = await service.addEvent(email, { title: 'a', start: '2026-05-05T15:00:00Z' });
    await service.updateEvent(email, { ...event, title: 'b' });
    await service.updateEvent(email, { ...event, location: 'c' });
    const stored = await storedEvent(email, event.id);
    expect([stored.summary, stored.location]).toEqual(['b', 'c']);
  });

  it('updateEvent, deleteEvent: a change by somebody else is a conflict, and stays', async () => {
    const email = await aUser();
    const service = await signedIn(email);
    const event = await service.addEvent(email, { title: 'a', start: '2026-05-05T15:00:00Z' });
    await service.updateEvent(email, { id: event.id, title: 'by somebody else' });
    const stale: GoogleCalendarEvent = { ...event, title: 'mine', version: '"stale"' };
    await expectAsync(service.updateEvent(email, stale)).toBeRejectedWith(code('conflict'));
    expect((await storedEvent(email, event.id)).summary).toBe('by somebody else');
    await expectAsync(service.deleteEvent(email, stale)).toBeRejectedWith(code('conflict'));
  });

  describe('lost answer', () => {
    const lose = (method: string, email: string, path: string) =>
      control('fault', {
        method,
        path: `/calendar/v3/calendars/${encodeURIComponent(email)}/${path}`,
        drop: 'after',
      });

    it('addEvent: the event is stored once', async () => {
      const email = await aUser();
      const service = await signedIn(email);
      await lose('POST', email, 'events');
      const added = await service.addEvent(email, { title: 'once', start: '2026-05-05' });
      const events = await service.getEvents(email, may.start, may.end);
      expect(events.map(({ id, title }) => [id, title])).toEqual([[added.id, 'once']]);
    });

    it('updateEvent: our own change is no conflict', async () => {
      const email = await aUser();
      const service = await signedIn(email);
      const event = await service.addEvent(email, { title: 'a', start: '2026-05-05T09:00:00Z' });
      await lose('PATCH', email, 'events/*');
      const moved = { start: new Date('2026-05-06T09:00:00Z'), end: new Date('2026-05-06T10:00Z') };
      const changed = await service.updateEvent(email, { ...event, title: 'b', ...moved });
      expect(changed.title).toBe('b');
      expect((await storedEvent(email, event.id)).summary).toBe('b');
    });

    it('deleteEvent: an event that is gone already is deleted', async () => {
      const email = await aUser();
      const service = await signedIn(email);
      const event = await service.addEvent(email, { title: 'a', start: '2026-05-05' });
      await lose('DELETE', email, 'events/*');
      await service.deleteEvent(email, event);
      expect(await service.getEvents(email, may.start, may.end)).toEqual([]);
    });
  });

  it('addEvent: an all-day event stays on its day in every zone', async () => {
    const email = await aUser([], 'Pacific/Kiritimati');
    const service = await signedIn(email);
    service.setView({ calendarIds: [email], ...may });
    const byText = await service.addEvent(email, { title: 'text', start: '2026-05-10' });
    const byDate = await service.addEvent(email, {
      title: 'date',
      start: new Date(2026, 4, 11),
      end: new Date(2026, 4, 13),
      allDay: true,
    });
    expect([byText.start, byText.end, byText.allDay]).toEqual(['2026-05-10', '2026-05-11', true]);
    expect([byDate.start, byDate.end]).toEqual(['2026-05-11', '2026-05-13']);
    const stored = await storedEvent(email, byDate.id);
    expect([stored.start, stored.end]).toEqual([{ date: '2026-05-11' }, { date: '2026-05-13' }]);
    const read = await service.getEvents(email, may.start, may.end);
    expect(read.map(({ start, end }) => [start, end])).toEqual([
      ['2026-05-10', '2026-05-11'],
      ['2026-05-11', '2026-05-13'],
    ]);
  });

  it('updateEvent: an all-day event becomes a timed one, and back', async () => {
    const email = await aUser();
    const service = await signedIn(email, { timeZone: 'Europe/Berlin' });
    const day = await service.addEvent(email, { title: 'day', start: '2026-05-10' });
    const timed = await service.updateEvent(email, {
      ...day,
      allDay: false,
      start: '2026-05-10T09:00',
      end: '2026-05-10T10:00',
    });
    expect(timed.allDay).toBeFalse();
    expect(timed.start).toBe('2026-05-10T09:00:00+02:00');
    expect((await storedEvent(email, day.id)).start?.date).toBeUndefined();
    const again = await service.updateEvent(email, { ...timed, allDay: true });
    expect([again.start, again.end, again.allDay]).toEqual(['2026-05-10', '2026-05-11', true]);
    expect((await storedEvent(email, day.id)).start).toEqual({ date: '2026-05-10' });
  });

  it('primary: is the account’s own calendar, also with an API key', async () => {
    const email = await aUser();
    const service = await signedIn(email, { apiKey: 'emulator-api-key' });
    service.setView({ calendarIds: ['primary'], ...may });
    const event = await service.addEvent('primary', { title: 'x', start: '2026-05-05' });
    await loaded(service);
    expect(service.events()).toEqual([event]);
    expect(event.editable).toBeTrue();
    expect(service.syncState().errors.size).toBe(0);
  });

  it('addEvent: times are in the configured zone before and after the answer', async () => {
    const email = await aUser();
    const service = await signedIn(email, { timeZone: 'Asia/Tokyo' });
    service.setView({ calendarIds: [email], ...may });
    const adding = service.addEvent(email, { title: 'x', start: '2026-05-10T09:00:00Z' });
    expect(service.events()[0]?.start).toBe('2026-05-10T18:00:00+09:00');
    expect((await adding).start).toBe('2026-05-10T18:00:00+09:00');
  });

  it('series: are shown as occurrences, each of which can be changed or deleted alone', async () => {
    const email = await aUser();
    const service = await signedIn(email, { timeZone: 'UTC' });
    service.setView({ calendarIds: [email], ...may });
    await loaded(service);
    const series = await service.addEvent(email, {
      title: 'weekly',
      start: '2026-05-04T09:00:00Z',
      recurrence: ['RRULE:FREQ=WEEKLY;COUNT=3'],
    });
    await loaded(service);
    const starts = () => service.events().map((event) => event.start.slice(0, 10));
    expect(starts()).toEqual(['2026-05-04', '2026-05-11', '2026-05-18']);
    const second = service.events()[1];
    expect(second?.seriesId).toBe(series.id);
    expect(second?.originalStart).toBe(second?.start);

    if (!second) {
      throw new Error('no second occurrence');
    }
    await service.updateEvent(email, {
      ...second,
      start: '2026-05-12T09:00:00Z',
      end: '2026-05-12T10:00:00Z',
    });
    expect(starts()).toEqual(['2026-05-04', '2026-05-12', '2026-05-18']);
    const third = service.events()[2];
    if (!third) {
      throw new Error('no third occurrence');
    }
    await service.deleteEvent(email, third);
    await service.refresh();
    await loaded(service);
    expect(starts()).toEqual(['2026-05-04', '2026-05-12']);
    await service.deleteEvent(email, series.id);
    expect(service.events()).toEqual([]);
  });

  it('addEvent, updateEvent: the app’s own properties are stored and given back', async () => {
    const email = await aUser();
    const service = await signedIn(email);
    const draft = {
      title: 'visit',
      start: '2026-05-05T15:00:00Z',
      extendedProperties: { shared: { room: '12' } },
      patient: 'Ada',
      priority: 3,
      tags: ['a', 'b'],
    };
    const event = await service.addEvent(email, draft);
    const expected = {
      private: { patient: 'Ada', priority: '3', tags: '["a","b"]' },
      shared: { room: '12' },
    };
    expect(event.extendedProperties).toEqual(expected);
    await service.updateEvent(email, { ...event, title: 'visited' });
    expect((await storedEvent(email, event.id)).extendedProperties).toEqual(expected);
    await service.updateEvent(email, {
      ...event,
      title: 'visited',
      extendedProperties: { shared: { room: '14' } },
    });
    expect((await storedEvent(email, event.id)).extendedProperties).toEqual({
      shared: { room: '14' },
    });
    const tooLong = { ...draft, note: 'x'.repeat(1025) };
    await expectAsync(service.addEvent(email, tooLong)).toBeRejectedWith(code('invalid-event'));
  });

  it('addEvent, updateEvent: fields of Google’s that the app does not name are kept', async () => {
    const email = await aUser();
    const service = await signedIn(email);
    const event = await service.addEvent(email, {
      title: 'meeting',
      start: '2026-05-05T15:00:00Z',
      attendees: [{ email: 'guest@example.com' }],
      reminders: { useDefault: false, overrides: [{ method: 'popup', minutes: 5 }] },
      visibility: 'private',
    });
    await service.updateEvent(email, { ...event, title: 'renamed' });
    const stored = await storedEvent(email, event.id);
    expect(stored.summary).toBe('renamed');
    expect(stored.visibility).toBe('private');
    expect(stored.attendees?.map((guest) => guest.email)).toEqual(['guest@example.com']);
    expect(stored.reminders?.overrides).toEqual([{ method: 'popup', minutes: 5 }]);
  });

  it('addEvent: an event gets the nearest of Google’s colours, and null takes it away', async () => {
    const email = await aUser();
    const service = await signedIn(email);
    const event = await service.addEvent(email, {
      title: 'red',
      start: '2026-05-05',
      color: '#d00',
    });
    expect((await storedEvent(email, event.id)).colorId).toBe('11');
    expect(event.color).not.toBe(service.calendars()[0]?.color);
    const plain = await service.updateEvent(email, { ...event, color: null });
    expect(plain.color).toBe(service.calendars()[0]?.color);
  });

  it('getEvents: a public calendar is read with the API key while nobody is signed in', async () => {
    const service = anApp({ apiKey: 'emulator-api-key' });
    const year = new Date().getFullYear();
    const events = await service.getEvents(
      HOLIDAYS,
      `${year}-01-01T00:00:00Z`,
      `${year + 1}-01-01T00:00:00Z`,
    );
    expect(events.some((event) => event.allDay && event.start === `${year}-01-01`)).toBeTrue();
    expect(events.every((event) => !event.editable)).toBeTrue();
    service.setView({ calendarIds: [HOLIDAYS], start: `${year}-01-01`, end: `${year}-12-31` });
    await loaded(service);
    expect(service.events().length).toBeGreaterThan(5);
    await expectAsync(service.getCalendars()).toBeRejectedWith(code('signed-out'));
  });

  it('getEvents: signed in, a public calendar is read with the API key and a private one with the token', async () => {
    const email = await aUser();
    const service = await signedIn(email, { apiKey: 'emulator-api-key' });
    // A range that no other browser asks for, by which the requests are found again.
    const start = new Date(Date.UTC(2026, 0, 1) + Math.floor(Math.random() * 10 ** 9));
    await service.getEvents([HOLIDAYS, email], start, '2026-12-31T00:00:00Z');
    // Google leaves out what ends with `timeMin`, so that is a second before the range.
    const asked = new Date(start.getTime() - 1000);
    const log = await fetch(`${EMULATOR_URL}/_emulator/requests`);
    const requests = (await log.json()) as {
      readonly method: string;
      readonly query: { readonly timeMin?: string; readonly key?: string };
      readonly authorization: string;
    }[];
    const rights = requests
      .filter(({ method, query }) => method === 'GET' && query.timeMin === asked.toISOString())
      .map(({ query, authorization }) => [query.key !== undefined, authorization]);
    expect(rights).toHaveSize(2);
    expect(rights).toContain([true, 'none']);
    expect(rights).toContain([false, 'bearer']);
  });

  it('getEvents: an invalid API key is an invalid request', async () => {
    const service = anApp({ apiKey: 'not-a-key' });
    await expectAsync(service.getEvents(HOLIDAYS, may.start, may.end)).toBeRejectedWith(
      code('invalid-request'),
    );
  });

  it('getEvents, addEvent: while nobody is signed in a private calendar is not asked for', async () => {
    const service = anApp({ clientId: 'emulator.apps.googleusercontent.com' });
    await expectAsync(service.getEvents('a@example.com', may.start, may.end)).toBeRejectedWith(
      code('signed-out'),
    );
    await expectAsync(service.addEvent('a@example.com', { start: '2026-05-01' })).toBeRejectedWith(
      code('signed-out'),
    );
  });

  it('calendars: a calendar that the scopes do not let it change is not writable', async () => {
    const email = await aUser();
    const service = await signedIn(email, {}, [scope('calendar.readonly')]);
    expect(service.calendars()[0]?.writable).toBeFalse();
    expect(service.authState()).toEqual(
      jasmine.objectContaining({ missingScopes: [scope('calendar.events.owned')] }),
    );
    await expectAsync(
      service.addEvent(email, { title: 'x', start: '2026-05-05' }),
    ).toBeRejectedWith(code('insufficient-scopes'));
  });

  it('authState: a refused token is expired, the events stay, and a new sign-in asks again', async () => {
    const email = await aUser();
    const service = await signedIn(email, { tokenWait: 100 });
    await service.addEvent(email, { title: 'kept', start: '2026-05-05' });
    service.setView({ calendarIds: [email], ...may });
    await loaded(service);
    await control('expireTokens', { email });
    service.setView({ calendarIds: [email], start: may.start, end: '2026-07-01T00:00:00Z' });
    await loaded(service);
    expect(service.authState()).toEqual(
      jasmine.objectContaining({ status: 'expired', account: email }),
    );
    expect(service.events().map((event) => event.title)).toEqual(['kept']);
    expect(service.calendars().length).toBe(1);
    expect(service.syncState().errors.get(email)).toEqual(code('expired'));

    await service.signIn();
    await loaded(service);
    expect(service.syncState().errors.size).toBe(0);
    expect(service.events().map((event) => event.title)).toEqual(['kept']);
  });

  it('signOut: events and calendars are forgotten', async () => {
    const email = await aUser();
    const service = await signedIn(email);
    await service.addEvent(email, { title: 'private', start: '2026-05-05' });
    service.setView({ calendarIds: [email], ...may });
    await loaded(service);
    await service.signOut();
    expect(service.authState()).toEqual({ status: 'signed-out' });
    expect(service.events()).toEqual([]);
    expect(service.calendars()).toEqual([]);
    await expectAsync(service.getCalendars()).toBeRejectedWith(code('signed-out'));
  });

  it('search, freeBusy: find events by their words, and tell busy times and errors by calendar', async () => {
    const email = await aUser();
    const service = await signedIn(email);
    await service.addEvent(email, {
      title: 'Dentist',
      start: '2026-05-05T09:00:00Z',
      end: '2026-05-05T10:00:00Z',
    });
    await service.addEvent(email, {
      title: 'Lunch',
      start: '2026-05-05T12:00:00Z',
      end: '2026-05-05T13:00:00Z',
    });
    const found = await service.search('dentist', may);
    expect(found.map((event) => event.title)).toEqual(['Dentist']);
    const [own, unknown] = await service.freeBusy([email, 'nobody@example.com'], may);
    expect(own?.busy.map(({ start }) => new Date(start).toISOString())).toEqual([
      '2026-05-05T09:00:00.000Z',
      '2026-05-05T12:00:00.000Z',
    ]);
    expect(unknown?.error?.code).toBe('not-found');
  });

  it('state: observables and signals hold the same values', async () => {
    const email = await aUser();
    const service = await signedIn(email);
    await service.addEvent(email, { title: 'x', start: '2026-05-05' });
    service.setView({ calendarIds: [email], ...may });
    await loaded(service);
    expect(await firstValueFrom(service.events$)).toBe(service.events());
    expect(await firstValueFrom(service.calendars$)).toBe(service.calendars());
    expect(await firstValueFrom(service.authState$)).toEqual(service.authState());
    expect(await firstValueFrom(service.ready$)).toBe(service.ready());
  });

  it('initialize: the script is loaded once', async () => {
    Reflect.deleteProperty(window, 'google');
    const scripts = () => document.querySelectorAll('script[src$="/gsi/client"]').length;
    const before = scripts();
    const service = anApp({ clientId: 'emulator.apps.googleusercontent.com' });
    expect(service.authState()).toEqual({ status: 'initializing' });
    expect(service.ready()).toBeFalse();
    await expectAsync(service.signIn()).toBeRejectedWith(code('not-ready'));
    await Promise.all([service.initialize(), service.initialize()]);
    expect(service.authState()).toEqual({ status: 'signed-out' });
    expect(service.ready()).toBeTrue();
    expect(scripts() - before).toBe(1);
  });

  it('initialize: rejects where the script cannot be loaded, and tries again when called again', async () => {
    const handled = jasmine.createSpyObj<ErrorHandler>('ErrorHandler', ['handleError']);
    TestBed.configureTestingModule({
      providers: [
        { provide: ErrorHandler, useValue: handled },
        // In the real one the script of another spec may arrive meanwhile.
        { provide: SCRIPT_WINDOW, useValue: {} },
      ],
    });
    const service = anApp({
      clientId: 'emulator.apps.googleusercontent.com',
      endpoints: { gis: `${location.origin}/no-such-script.js` },
    });
    await expectAsync(service.initialize()).toBeRejectedWith(code('script-failed'));
    expect(service.authState()).toEqual({ status: 'error', error: code('script-failed') as never });
    expect(handled.handleError).not.toHaveBeenCalled();
    await expectAsync(service.signIn()).toBeRejectedWith(code('not-ready'));
    await expectAsync(service.initialize()).toBeRejectedWith(code('script-failed'));
    expect(TestBed.inject(GoogleCalendarService).ready()).toBeFalse();
  });
});
