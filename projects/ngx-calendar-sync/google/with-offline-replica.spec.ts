import { BehaviorSubject, firstValueFrom } from 'rxjs';
import { ɵVISIBLE as VISIBLE } from 'ngx-calendar-sync/base';
import { ɵdeleteReplica as deleteReplica } from 'ngx-calendar-sync/copy';
import { type CalendarChanges } from 'ngx-calendar-sync/core';
import { until } from '../core/specs/until';
import { GoogleCalendarService } from './google-calendar.service';
import type { GoogleCalendarEvent } from './runtime/mapping/google-calendar-event';
import {
  aTab,
  aToken,
  aUser,
  closeTabs,
  control,
  EMULATOR_URL,
  ScriptedSignIn,
} from './specs/emulator';
import type { OfflineReplicaOptions } from './start/offline-replica-options';
import { withOfflineReplica } from './with-offline-replica';

const MAY = { start: '2026-05-01T00:00:00Z', end: '2026-06-01T00:00:00Z' };

describe('withOfflineReplica', () => {
  let email: string;
  let gis: ScriptedSignIn;

  const event = (summary: string, day: string, more: object = {}) => ({
    summary,
    start: { dateTime: `2026-05-${day}T09:00:00Z`, timeZone: 'UTC' },
    end: { dateTime: `2026-05-${day}T10:00:00Z`, timeZone: 'UTC' },
    ...more,
  });

  async function setUp(...events: object[]): Promise<void> {
    email = await aUser(events);
    gis = new ScriptedSignIn((on) => void aToken(email).then(on.token));
  }

  afterEach(async () => {
    await closeTabs();
    await deleteReplica(`google:${email}`);
  });

  async function open(
    options: OfflineReplicaOptions = {},
    visible = new BehaviorSubject(true),
  ): Promise<GoogleCalendarService> {
    const providers = [{ provide: VISIBLE, useValue: visible }];
    const service = aTab({ gis }, [withOfflineReplica(options)], providers).get(
      GoogleCalendarService,
    );
    await service.initialize();
    return service;
  }

  async function signedIn(...rest: Parameters<typeof open>): Promise<GoogleCalendarService> {
    const service = await open(...rest);
    await service.signIn();
    return service;
  }

  const titles = (service: GoogleCalendarService) => service.events().map(({ title }) => title);
  const copied = (service: GoogleCalendarService) =>
    until(() => service.syncState().copy?.syncedAt !== undefined);

  /** The number of event lists that these tabs have requested. */
  const requestCount = (...services: readonly GoogleCalendarService[]) =>
    services
      .map((service) => service.diagnostics().requests['GET calendars/…/events']?.sent ?? 0)
      .reduce((sum, each) => sum + each);

  it('offline replica: the view is shown from Google first, and the same events from the copy later', async () => {
    await setUp(
      event('standup', '04', { recurrence: ['RRULE:FREQ=DAILY;COUNT=3'] }),
      event('review', '12'),
    );
    const service = await open();
    const shown: string[][] = [];
    service.events$.subscribe((events) => shown.push(events.map(({ id }) => id)));
    await service.signIn();
    service.setView({ calendarIds: [email], ...MAY });
    await copied(service);
    await until(() => service.syncState().phase === 'idle');
    expect(titles(service)).toEqual(['standup', 'standup', 'standup', 'review']);
    expect(new Set(shown.map((ids) => ids.join()).filter(Boolean)).size).toBe(1);
    expect(service.syncState().copy).toEqual(
      jasmine.objectContaining({
        phase: 'idle',
        storage: { kind: 'persistent' },
        calendarsDone: 1,
      }),
    );
  });

  it('offline replica: after a reload events are shown without a token and without a request', async () => {
    await setUp(event('review', '12'));
    const first = await signedIn();
    first.setView({ calendarIds: [email], ...MAY });
    await copied(first);
    await closeTabs();

    const service = await open();
    expect(service.authState().status).toBe('expired');
    await until(() => service.calendars().length > 0);
    service.setView({ calendarIds: [email], ...MAY });
    await until(() => service.events().length > 0);
    expect(titles(service)).toEqual(['review']);
    expect(requestCount(service)).toBe(0);
  });

  it('offline replica: a sync sends one request, and changes$ emits what changed', async () => {
    await setUp(event('review', '12'));
    const service = await signedIn();
    service.setView({ calendarIds: [email], ...MAY });
    await copied(service);
    const changes: CalendarChanges<GoogleCalendarEvent>[] = [];
    service.changes$.subscribe((change) => changes.push(change));
    const before = requestCount(service);
    const { access_token: token = '' } = await aToken(email, [
      'https://www.googleapis.com/auth/calendar',
    ]);
    await fetch(`${EMULATOR_URL}/calendar/v3/calendars/primary/events`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(event('from elsewhere', '13')),
    });
    await service.sync();
    await until(() => titles(service).length === 2);
    expect(titles(service)).toEqual(['review', 'from elsewhere']);
    expect(requestCount(service) - before)
      .withContext(JSON.stringify([before, changes, service.diagnostics(), service.syncState()]))
      .toBe(1);
    await until(() => changes.length > 0);
    expect(changes[0]?.changes).toEqual([jasmine.objectContaining({ kind: 'added', here: false })]);
    expect(changes[0]?.changes[0]?.event?.title).toBe('from elsewhere');
  });

  it('offline replica: a written event stays visible until the copy has it, and changes$ marks it as made here', async () => {
    await setUp();
    const service = await signedIn();
    service.setView({ calendarIds: [email], ...MAY });
    await copied(service);
    const changes: CalendarChanges<GoogleCalendarEvent>[] = [];
    service.changes$.subscribe((change) => changes.push(change));
    const counts: number[] = [];
    service.events$.subscribe((events) => counts.push(events.length));
    counts.length = 0;
    const added = await service.addEvent(email, { title: 'mine', start: '2026-05-05' });
    await until(() => changes.length > 0);
    await service.sync();
    expect(titles(service)).toEqual(['mine']);
    expect(counts).not.toContain(0);
    expect(changes[0]?.changes).toEqual([
      jasmine.objectContaining({ kind: 'added', id: added.id, here: true }),
    ]);
    await service.deleteEvent(email, added);
    await until(() => changes.length > 1);
    expect(changes[1]?.changes).toEqual([{ kind: 'removed', id: added.id, here: true }]);
    expect(titles(service)).toEqual([]);
  });

  it('offline replica: of several tabs only the visible one syncs', async () => {
    await setUp(event('review', '12'));
    const [seen, hidden] = [new BehaviorSubject(true), new BehaviorSubject(false)];
    const first = await signedIn({}, seen);
    first.setView({ calendarIds: [email], ...MAY });
    await copied(first);
    const second = await open({}, hidden);
    await until(() => second.authState().status === 'signed-in');
    second.setView({ calendarIds: [email], ...MAY });
    await until(() => second.events().length === 1);
    const before = requestCount(first, second);
    await second.sync();
    expect(requestCount(first, second) - before).toBe(1);
    expect(requestCount(second)).toBe(0);

    seen.next(false);
    hidden.next(true);
    const added = await first.addEvent(email, {
      title: 'from the hidden one',
      start: '2026-05-20',
    });
    await until(() => second.events().some(({ id }) => id === added.id));
    expect(titles(second)).toEqual(['review', 'from the hidden one']);
  });

  it('offline replica: primary and the email address are the same calendar', async () => {
    await setUp(event('review', '12'));
    const first = await signedIn();
    first.setView({ calendarIds: ['primary'], ...MAY });
    await copied(first);
    const added = await first.addEvent('primary', { title: 'mine', start: '2026-05-20' });
    await until(() => titles(first).includes('mine'));
    await first.sync();
    expect(titles(first)).toEqual(['review', 'mine']);
    await first.deleteEvent('primary', added);
    await first.sync();
    expect(titles(first)).toEqual(['review']);
    await closeTabs();

    const service = await open();
    service.setView({ calendarIds: ['primary'], ...MAY });
    await until(() => service.events().length > 0);
    expect(service.authState().status).toBe('expired');
    expect(service.events().map(({ calendarId }) => calendarId)).toEqual([email]);
  });

  it('offline replica: events before since are requested, and an event written there stays visible', async () => {
    await setUp(event('review', '12'));
    const service = await signedIn({ since: new Date('2026-06-15') });
    service.setView({ calendarIds: [email], ...MAY });
    await until(() => titles(service).includes('review'));
    await copied(service);
    await service.addEvent(email, { title: 'mine', start: '2026-05-20' });
    await service.sync();
    // The second pass starts after the first has been stored.
    await service.sync();
    expect(titles(service)).toEqual(['review', 'mine']);
  });

  describe('Exceptions moved to before since', () => {
    const june = { start: '2026-06-01T00:00:00Z', end: '2026-07-01T00:00:00Z' };
    const options = { since: new Date('2026-06-01') };
    const secondOfJune = 'weekly_20260602T090000Z';
    const daysWithoutTheSecond = ['2026-06-09', '2026-06-16', '2026-06-23', '2026-06-30'];

    const requestElsewhere = (method: string, eventId: string, body?: object) =>
      control('as', {
        email,
        method,
        path: `calendars/${encodeURIComponent(email)}/events/${eventId}`,
        ...(body ? { body } : {}),
      });
    const moveTo = (day: string) =>
      requestElsewhere('PATCH', secondOfJune, {
        start: { dateTime: `${day}T09:00:00Z` },
        end: { dateTime: `${day}T10:00:00Z` },
      });
    const setUpWeekly = () =>
      setUp(event('weekly', '05', { id: 'weekly', recurrence: ['RRULE:FREQ=WEEKLY'] }));

    /** The days of the occurrences in June that the copy alone shows: no request is sent. */
    async function copiedDays(): Promise<readonly string[]> {
      await closeTabs();
      const service = await open(options);
      await until(() => service.calendars().length > 0);
      service.setView({ calendarIds: [email], ...june });
      await until(() => service.events().length > 0);
      expect(requestCount(service)).toBe(0);
      return service.events().map(({ start }) => start.slice(0, 10));
    }

    it('offline replica: an occurrence moved to before since is not shown', async () => {
      await setUpWeekly();
      await moveTo('2026-05-29');
      await copied(await signedIn(options));
      expect(await copiedDays()).toEqual(daysWithoutTheSecond);
    });

    it('offline replica: an occurrence moved to before since and then cancelled is not shown', async () => {
      await setUpWeekly();
      await moveTo('2026-05-29');
      await requestElsewhere('DELETE', secondOfJune);
      await copied(await signedIn(options));
      expect(await copiedDays()).toEqual(daysWithoutTheSecond);
    });

    it('offline replica: an occurrence moved to before since after the first sync is no longer shown', async () => {
      await setUpWeekly();
      const service = await signedIn(options);
      await copied(service);
      await moveTo('2026-05-29');
      await service.sync();
      expect(await copiedDays()).toEqual(daysWithoutTheSecond);
    });

    it('offline replica: an occurrence moved to before since and back is shown on its new day', async () => {
      await setUpWeekly();
      await moveTo('2026-05-29');
      const service = await signedIn(options);
      await copied(service);
      await moveTo('2026-06-03');
      await service.sync();
      expect(await copiedDays()).toEqual(['2026-06-03', ...daysWithoutTheSecond]);
    });
  });

  it('offline replica: fields in omit are not stored', async () => {
    await setUp(event('review', '12', { description: 'a secret', location: 'room 1' }));
    const first = await signedIn({ omit: ['description'] });
    await copied(first);
    await closeTabs();
    const service = await open({ omit: ['description'] });
    await until(() => service.calendars().length > 0);
    service.setView({ calendarIds: [email], ...MAY });
    await until(() => service.events().length > 0);
    expect(service.events()[0]?.location).toBe('room 1');
    expect(JSON.stringify(service.events())).not.toContain('a secret');
  });

  it('offline replica: sign-out deletes the copy', async () => {
    await setUp(event('review', '12'));
    const names = async () => (await indexedDB.databases()).map(({ name }) => name);
    const before = await names();
    const service = await signedIn();
    service.setView({ calendarIds: [email], ...MAY });
    await copied(service);
    // The replica, and the writes that wait.
    expect((await names()).length).toBe(before.length + 2);
    expect((await names()).join()).not.toContain(email);
    await service.signOut();
    expect(service.events()).toEqual([]);
    while ((await names()).length > before.length) {
      await new Promise((r) => setTimeout(r, 10));
    }
    expect(await firstValueFrom(service.calendars$)).toEqual([]);
  });
});
