import { until } from '../../core/specs/until';
import { daily, type OutlookBrowser } from '../../outlook/specs/outlook-browser';
import type { MobiscrollEvent } from 'ngx-calendar-sync/mobiscroll/sync';
import type { MobiscrollOutlookEvent } from './outlook-event';
import { JUNE, MobiscrollApp } from './specs/mobiscroll-app';

/** More than a page of Graph has that the library asks for. */
const MANY_EVENTS = 130;
const YEAR = [new Date(2026, 5, 1), new Date(2027, 5, 1)] as const;
const LUNCH = {
  start: new Date('2026-06-15T12:00:00Z'),
  end: new Date('2026-06-15T14:00:00Z'),
};

describe('outlookCalendarSync: what the plug-in documents', () => {
  let app: MobiscrollApp;
  let browser: OutlookBrowser;

  beforeEach(async () => {
    app = await MobiscrollApp.ofUser();
    ({ browser } = app);
  });
  afterEach(() => app.end());

  it('pageSize, left out or of any number: all events come', async () => {
    await browser.add('Standup', '2026-06-08', daily('2026-06-08', MANY_EVENTS));
    for (const pageSize of [undefined, 0, 1, MANY_EVENTS - 1, 1_000, 5_000]) {
      const [sync, calendarId] = await app.signedIn(pageSize === undefined ? {} : { pageSize });
      const events = await sync.getEvents([calendarId], ...YEAR);
      expect(new Set(events.map(({ start }) => start)).size)
        .withContext(`pageSize ${String(pageSize)}`)
        .toBe(MANY_EVENTS);
    }
  });

  it('onInit, onSignedIn, onSignedOut: come once each, in this order, without arguments', async () => {
    const calls: unknown[] = [];
    const note =
      (name: string) =>
      (...given: unknown[]) =>
        calls.push([name, ...given]);
    const sync = app.newSync();
    sync.init({
      ...app.configOf(),
      onInit: note('init'),
      onSignedIn: note('in'),
      onSignedOut: note('out'),
    });
    await until(() => calls.length > 0);
    await sync.signIn();
    await sync.signOut();
    expect(calls).toEqual([['init'], ['in'], ['out']]);
  });

  it('the callbacks of commands: come once, with what the promise gives, before it gives it', async () => {
    const [sync, calendarId] = await app.signedIn();
    const calls: unknown[] = [];
    const callback = (...given: unknown[]) => calls.push(given);
    const expectCallOf = (result: unknown) => {
      expect(calls.splice(0)).toEqual([[result]]);
    };
    expectCallOf(await sync.getCalendars(callback));
    const added = await sync.addEvent(calendarId, { title: 'Lunch', ...LUNCH }, callback);
    expectCallOf(added);
    expectCallOf(await sync.getEvents(calendarId, ...JUNE, callback));
    expectCallOf(await sync.updateEvent(calendarId, { ...added, title: 'Dinner' }, callback));
    expectCallOf(await sync.deleteEvent(calendarId, added, callback));
    await expectAsync(sync.getEvents(calendarId, JUNE[1], JUNE[0], callback)).toBeRejected();
    expect(calls).toEqual([]);
  });

  it('addEvent and updateEvent: a reminder in outlookEvent is switched on and off, of an event that is written anew', async () => {
    const [sync, calendarId] = await app.signedIn();
    const added = await sync.addEvent(calendarId, {
      ...LUNCH,
      title: 'My new event',
      outlookEvent: { isReminderOn: true },
    });
    expect((await app.stored(added.id)).isReminderOn).toBeTrue();
    const updated = await sync.updateEvent(calendarId, {
      ...LUNCH,
      title: 'My updated event',
      id: added.id,
      outlookEvent: { isReminderOn: false },
    });
    expect([updated.title, updated.outlookEvent.isReminderOn]).toEqual(['My updated event', false]);
    const { subject, isReminderOn } = await app.stored(added.id);
    expect([subject, isReminderOn]).toEqual(['My updated event', false]);
  });

  it('getEvents: outlookEvent is what Graph has, and its type tells occurrences from single events', async () => {
    await browser.add('Talk', '2026-06-05', {
      categories: ['Work'],
      importance: 'high',
      showAs: 'tentative',
    });
    await browser.add('Standup', '2026-06-08', daily('2026-06-08', 2));
    const [sync, calendarId] = await app.signedIn();
    const events = await sync.getEvents(calendarId, ...JUNE);
    expect(events.map(({ outlookEvent }) => outlookEvent.type)).toEqual([
      'singleInstance',
      'occurrence',
      'occurrence',
    ]);
    const [talk] = events;
    const { id, subject, categories, importance, showAs } = talk?.outlookEvent ?? {};
    expect([id, subject, categories, importance, showAs]).toEqual([
      talk?.id,
      'Talk',
      ['Work'],
      'high',
      'tentative',
    ]);
  });

  it('updateEvent: outlookEvent as addEvent and updateEvent gave it is taken back with another edit, again and again', async () => {
    const [sync, calendarId] = await app.signedIn();
    const added = await sync.addEvent(calendarId, {
      ...LUNCH,
      title: 'Lunch',
      outlookEvent: { location: { displayName: 'Canteen' }, categories: ['Food'] },
    });
    expect([added.outlookEvent.location?.displayName, added.outlookEvent.categories]).toEqual([
      'Canteen',
      ['Food'],
    ]);
    const edited = (event: MobiscrollOutlookEvent, more: MobiscrollEvent['outlookEvent']) =>
      sync.updateEvent(calendarId, { ...event, outlookEvent: { ...event.outlookEvent, ...more } });
    const free = await edited(added, { showAs: 'free' });
    expect(free.outlookEvent.showAs).toBe('free');
    const moved = await edited(free, { location: { displayName: 'Park' } });
    expect(moved.outlookEvent.location?.displayName).toBe('Park');
    const { showAs, location, categories, subject } = await app.stored(added.id);
    expect([showAs, location?.displayName, categories, subject]).toEqual([
      'free',
      'Park',
      ['Food'],
      'Lunch',
    ]);
  });

  it('updateEvent and deleteEvent: of a series, the one occurrence alone', async () => {
    await browser.add('Standup', '2026-06-08', daily('2026-06-08', 3));
    const [sync, calendarId] = await app.signedIn();
    const [first, second] = await sync.getEvents(calendarId, ...JUNE);
    await sync.updateEvent(calendarId, { ...first, title: 'Retro' });
    await sync.deleteEvent(calendarId, second ?? {});
    const left = await sync.getEvents(calendarId, ...JUNE);
    expect(left.map(({ title, start }) => [title, new Date(start).getUTCDate()])).toEqual([
      ['Retro', 8],
      ['Standup', 10],
    ]);
  });
});
