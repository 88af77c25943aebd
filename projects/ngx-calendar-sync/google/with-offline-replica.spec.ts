import { BehaviorSubject, firstValueFrom } from 'rxjs';
import {
  type CalendarChanges,
  ɵdeleteReplica as deleteReplica,
  ɵVISIBLE as VISIBLE,
} from 'ngx-calendar-sync';
import { GoogleCalendarService } from './google-calendar.service';
import type { GoogleCalendarEvent } from './mapping/google-calendar-event';
import {
  aTab,
  aToken,
  aUser,
  closeTabs,
  control,
  EMULATOR_URL,
  ScriptedSignIn,
} from './specs/emulator';
import { type OfflineReplicaOptions, withOfflineReplica } from './with-offline-replica';

const may = { start: '2026-05-01T00:00:00Z', end: '2026-06-01T00:00:00Z' };
const until = async (condition: () => boolean) => {
  while (!condition()) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

describe('with an offline replica', () => {
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

  /** How often some tabs have asked for events. */
  const asked = (...services: readonly GoogleCalendarService[]) =>
    services
      .map((service) => service.diagnostics().requests['GET calendars/…/events']?.sent ?? 0)
      .reduce((sum, each) => sum + each);

  it('shows the view at once from the provider, and then from the copy, the same', async () => {
    await setUp(
      event('standup', '04', { recurrence: ['RRULE:FREQ=DAILY;COUNT=3'] }),
      event('review', '12'),
    );
    const service = await open();
    const shown: string[][] = [];
    service.events$.subscribe((events) => shown.push(events.map(({ id }) => id)));
    await service.signIn();
    service.setView({ calendarIds: [email], ...may });
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

  it('is there at once after a reload, without a token and without a request', async () => {
    await setUp(event('review', '12'));
    const first = await signedIn();
    first.setView({ calendarIds: [email], ...may });
    await copied(first);
    await closeTabs();

    const service = await open();
    expect(service.authState().status).toBe('expired');
    await until(() => service.calendars().length > 0);
    service.setView({ calendarIds: [email], ...may });
    await until(() => service.events().length > 0);
    expect(titles(service)).toEqual(['review']);
    expect(asked(service)).toBe(0);
  });

  it('costs one request to bring up to date, and says what changed', async () => {
    await setUp(event('review', '12'));
    const service = await signedIn();
    service.setView({ calendarIds: [email], ...may });
    await copied(service);
    const changes: CalendarChanges<GoogleCalendarEvent>[] = [];
    service.changes$.subscribe((change) => changes.push(change));
    const before = asked(service);
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
    expect(asked(service) - before).toBe(1);
    await until(() => changes.length > 0);
    expect(changes[0]?.changes).toEqual([jasmine.objectContaining({ kind: 'added', here: false })]);
    expect(changes[0]?.changes[0]?.event?.title).toBe('from elsewhere');
  });

  it('keeps what was written on screen until the copy has it, and tells it as its own', async () => {
    await setUp();
    const service = await signedIn();
    service.setView({ calendarIds: [email], ...may });
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

  it('is kept by one tab of many, the one that is seen', async () => {
    await setUp(event('review', '12'));
    const [seen, hidden] = [new BehaviorSubject(true), new BehaviorSubject(false)];
    const first = await signedIn({}, seen);
    first.setView({ calendarIds: [email], ...may });
    await copied(first);
    const second = await open({}, hidden);
    await until(() => second.authState().status === 'signed-in');
    second.setView({ calendarIds: [email], ...may });
    await until(() => second.events().length === 1);
    const before = asked(first, second);
    await second.sync();
    expect(asked(first, second) - before).toBe(1);
    expect(asked(second)).toBe(0);

    seen.next(false);
    hidden.next(true);
    const added = await first.addEvent(email, {
      title: 'from the hidden one',
      start: '2026-05-20',
    });
    await until(() => second.events().some(({ id }) => id === added.id));
    expect(titles(second)).toEqual(['review', 'from the hidden one']);
  });

  it('takes the account’s own calendar by either of its names', async () => {
    await setUp(event('review', '12'));
    const first = await signedIn();
    first.setView({ calendarIds: ['primary'], ...may });
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
    service.setView({ calendarIds: ['primary'], ...may });
    await until(() => service.events().length > 0);
    expect(service.authState().status).toBe('expired');
    expect(service.events().map(({ calendarId }) => calendarId)).toEqual([email]);
  });

  it('asks for what is older than it, and keeps what is written there on screen', async () => {
    await setUp(event('review', '12'));
    const service = await signedIn({ since: new Date('2026-06-15') });
    service.setView({ calendarIds: [email], ...may });
    await until(() => titles(service).includes('review'));
    await copied(service);
    await service.addEvent(email, { title: 'mine', start: '2026-05-20' });
    await service.sync();
    // By the end of a second one the first one has been worked in.
    await service.sync();
    expect(titles(service)).toEqual(['review', 'mine']);
  });

  describe('since: an exception that was moved out of the copy explains its absence', () => {
    const june = { start: '2026-06-01T00:00:00Z', end: '2026-07-01T00:00:00Z' };
    const options = { since: new Date('2026-06-01') };
    const secondOfJune = 'weekly_20260602T090000Z';
    const nothingOnTheSecond = ['2026-06-09', '2026-06-16', '2026-06-23', '2026-06-30'];

    const remotely = (method: string, eventId: string, body?: object) =>
      control('as', {
        email,
        method,
        path: `calendars/${encodeURIComponent(email)}/events/${eventId}`,
        ...(body ? { body } : {}),
      });
    const movedTo = (day: string) =>
      remotely('PATCH', secondOfJune, {
        start: { dateTime: `${day}T09:00:00Z` },
        end: { dateTime: `${day}T10:00:00Z` },
      });
    const weekly = () =>
      setUp(event('weekly', '05', { id: 'weekly', recurrence: ['RRULE:FREQ=WEEKLY'] }));

    /** The days that the copy alone shows in June: nobody is asked any more. */
    async function copiedDays(): Promise<readonly string[]> {
      await closeTabs();
      const service = await open(options);
      await until(() => service.calendars().length > 0);
      service.setView({ calendarIds: [email], ...june });
      await until(() => service.events().length > 0);
      expect(asked(service)).toBe(0);
      return service.events().map(({ start }) => start.slice(0, 10));
    }

    it('moved before the copy begins', async () => {
      await weekly();
      await movedTo('2026-05-29');
      await copied(await signedIn(options));
      expect(await copiedDays()).toEqual(nothingOnTheSecond);
    });

    it('moved before the copy begins, and then cancelled', async () => {
      await weekly();
      await movedTo('2026-05-29');
      await remotely('DELETE', secondOfJune);
      await copied(await signedIn(options));
      expect(await copiedDays()).toEqual(nothingOnTheSecond);
    });

    it('moved before the copy begins once the copy is there', async () => {
      await weekly();
      const service = await signedIn(options);
      await copied(service);
      await movedTo('2026-05-29');
      await service.sync();
      expect(await copiedDays()).toEqual(nothingOnTheSecond);
    });

    it('moved before the copy begins, and back into it', async () => {
      await weekly();
      await movedTo('2026-05-29');
      const service = await signedIn(options);
      await copied(service);
      await movedTo('2026-06-03');
      await service.sync();
      expect(await copiedDays()).toEqual(['2026-06-03', ...nothingOnTheSecond]);
    });
  });

  it('stores no field that the app leaves out', async () => {
    await setUp(event('review', '12', { description: 'a secret', location: 'room 1' }));
    const first = await signedIn({ omit: ['description'] });
    await copied(first);
    await closeTabs();
    const service = await open({ omit: ['description'] });
    await until(() => service.calendars().length > 0);
    service.setView({ calendarIds: [email], ...may });
    await until(() => service.events().length > 0);
    expect(service.events()[0]?.location).toBe('room 1');
    expect(JSON.stringify(service.events())).not.toContain('a secret');
  });

  it('is gone after sign-out', async () => {
    await setUp(event('review', '12'));
    const names = async () => (await indexedDB.databases()).map(({ name }) => name);
    const before = await names();
    const service = await signedIn();
    service.setView({ calendarIds: [email], ...may });
    await copied(service);
    expect((await names()).length).toBe(before.length + 1);
    expect((await names()).join()).not.toContain(email);
    await service.signOut();
    expect(service.events()).toEqual([]);
    while ((await names()).length > before.length) {
      await new Promise((r) => setTimeout(r, 10));
    }
    expect(await firstValueFrom(service.calendars$)).toEqual([]);
  });
});
