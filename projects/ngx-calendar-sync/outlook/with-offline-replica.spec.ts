import { defer, EMPTY, type Observable, of, Subject } from 'rxjs';
import type { OutlookEvent } from 'ngx-calendar-sync/outlook/start';
import { ɵCLOCK as CLOCK, ɵVISIBLE as VISIBLE } from 'ngx-calendar-sync/base';
import { databaseName } from '../copy/replica/account-database';
import { until } from '../core/specs/until';
import { aClock } from '../testing/fake-clock';
import type { OutlookCalendarService } from './outlook-calendar.service';
import { accountOfObjectId } from './runtime/config/account-of-object-id';
import { control, requestsOf } from './specs/outlook-app';
import { heldUntil } from './specs/held-until';
import { daily, OutlookBrowser, type TabOptions } from './specs/outlook-browser';
import type { OutlookReplicaOptions } from './start/outlook-replica-options';
import { withOfflineReplica } from './with-offline-replica';

const DAY_MS = 86_400_000;

/** The day that is so many days from today, in UTC. */
const day = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
const view = (from: number, to: number) => ({
  calendarIds: ['primary'],
  start: day(from),
  end: day(to),
});

describe('Outlook, withOfflineReplica', () => {
  const withCopy = (options: OutlookReplicaOptions = {}, more: TabOptions = {}): TabOptions => ({
    ...more,
    features: [withOfflineReplica(options)],
    providers: [{ provide: VISIBLE, useValue: of(true) }, ...(more.providers ?? [])],
  });
  const titles = (service: OutlookCalendarService) => service.events().map(({ title }) => title);
  const copied = (service: OutlookCalendarService) =>
    until(
      () =>
        service.syncState().copy?.syncedAt !== undefined && service.syncState().phase === 'idle',
    );
  const listed = async (browser: OutlookBrowser) =>
    (await requestsOf(browser.email)).filter((path) => path.endsWith('/calendarView')).length;

  it('a reload without network: calendars and events are shown from the copy, by the name primary, too', async () => {
    const browser = await OutlookBrowser.ofUser();
    await browser.add('Standup', day(1), daily(day(1), 3));
    await browser.add('Planning', day(5));
    const first = await browser.signedIn(withCopy());
    first.service.setView(view(0, 14));
    await copied(first.service);
    expect(titles(first.service)).toEqual(['Standup', 'Standup', 'Standup', 'Planning']);
    first.close();

    browser.goOffline();
    const before = await requestsOf(browser.email);
    const { service } = await browser.open(withCopy());
    expect(service.authState()).toEqual(
      jasmine.objectContaining({ status: 'expired', account: browser.email }),
    );
    service.setView(view(0, 14));
    await until(() => service.events().length === 4);
    expect(titles(service)).toEqual(['Standup', 'Standup', 'Standup', 'Planning']);
    expect(service.calendars().some(({ primary, writable }) => primary && writable)).toBe(true);
    expect(await requestsOf(browser.email)).toEqual(before);
    await service.signOut();
  });

  it('what is deleted elsewhere, an occurrence of a series too, is gone after one pass', async () => {
    const browser = await OutlookBrowser.ofUser();
    const id = await browser.add('Planning', day(5));
    await browser.add('Standup', day(1), daily(day(1), 3));
    const { service } = await browser.signedIn(withCopy());
    service.setView(view(0, 14));
    await copied(service);
    await until(() => service.events().length === 4);
    const occurrence = service.events()[1]?.id ?? missing();
    await browser.graph('DELETE', `me/events/${encodeURIComponent(id)}`);
    await browser.graph('DELETE', `me/events/${encodeURIComponent(occurrence)}`);
    await service.sync();
    expect(service.events().map(({ start }) => start.slice(0, 10))).toEqual([day(1), day(3)]);
    await service.signOut();
  });

  it('a view beyond the months of the copy is asked for online, and one within them is not', async () => {
    const browser = await OutlookBrowser.ofUser();
    await browser.add('Soon', day(1));
    await browser.add('Far', day(500));
    const { service } = await browser.signedIn(withCopy());
    service.setView(view(0, 2));
    await copied(service);
    const before = await listed(browser);
    service.setView(view(0, 20));
    await until(() => service.syncState().phase === 'idle');
    expect(titles(service)).toEqual(['Soon']);
    expect(await listed(browser)).toBe(before);
    service.setView(view(490, 510));
    await until(() => titles(service).join() === 'Far');
    expect(await listed(browser)).toBeGreaterThan(before);
    await service.signOut();
  });

  it('a tab that is open over the turn of a month: its copy rolls on to the next months', async () => {
    const browser = await OutlookBrowser.ofUser();
    await browser.add('In July', '2026-07-10');
    await browser.add('In August', '2026-08-10');
    const clock = aClock(new Date('2026-06-30T23:59:00Z'));
    const options = withCopy({ monthsBack: 0, monthsAhead: 1 });
    const { service } = await browser.signedIn({
      ...options,
      providers: [...(options.providers ?? []), { provide: CLOCK, useValue: clock }],
    });
    service.setView({ calendarIds: ['primary'], start: '2026-07-01', end: '2026-08-01' });
    await copied(service);
    expect(titles(service)).toEqual(['In July']);

    clock.tick(2 * 60_000);
    await service.sync();
    const before = await listed(browser);
    service.setView({ calendarIds: ['primary'], start: '2026-07-01', end: '2026-09-01' });
    await until(() => titles(service).join() === 'In July,In August');
    // Both months are in the copy now.
    expect(await listed(browser)).toBe(before);
    await service.signOut();
  });

  it('signOut(): deletes the copy, which is named after the id of the account and not after its address', async () => {
    const browser = await OutlookBrowser.ofUser();
    await browser.add('Planning', day(5));
    const { service } = await browser.signedIn(withCopy());
    service.setView(view(0, 14));
    await copied(service);
    const { id } = await browser.graph<{ id: string }>('GET', 'me');
    const name = databaseName('ngx-calendar-sync-', `outlook:${accountOfObjectId(id) ?? ''}`);
    const isStored = async () => (await indexedDB.databases()).some((found) => found.name === name);
    expect(await isStored()).toBe(true);
    await service.signOut();
    await untilAsync(async () => !(await isStored()));
    expect(await isStored()).toBe(false);
  });

  it('months that Outlook tells no changes of: are a wrong configuration', async () => {
    const browser = await OutlookBrowser.ofUser();
    await expectAsync(browser.open(withCopy({ monthsAhead: 60 }))).toBeRejectedWith(
      jasmine.objectContaining({ code: 'invalid-config' }),
    );
  });

  for (const etags of ['of events', 'of series'] as const) {
    it(`occurrences that are written right after all of their series, which no pull has brought yet (etags ${etags})`, async () => {
      const browser = await OutlookBrowser.ofUser();
      if (etags === 'of series') {
        await control('fault', { name: 'etag-per-series', user: browser.email });
      }
      await browser.add('Standup', day(1), daily(day(1), 4));
      let pulls$: Observable<void> = EMPTY;
      const pulls = heldUntil(
        defer(() => pulls$),
        'calendarView/delta',
      );
      const { service } = await browser.signedIn(withCopy({}, { providers: [pulls] }));
      service.setView(view(0, 14));
      await copied(service);
      const occurrence = (days: number) =>
        service.events().find(({ start }) => start.startsWith(day(days))) ?? missing();
      const mayPull = new Subject<void>();
      pulls$ = mayPull;
      const { id } = occurrence(1);
      await service.updateEvent('primary', { id, title: 'Talk' }, { scope: 'all' });
      await Promise.all([
        service.updateEvent('primary', { id: occurrence(2).id, title: 'Review' }),
        service.deleteEvent('primary', occurrence(3)),
      ]);
      const wanted = [`${day(1)} Talk`, `${day(2)} Review`, `${day(4)} Talk`];
      const shown = () =>
        service.events().map(({ start, title }) => `${start.slice(0, 10)} ${title}`);
      expect(shown()).toEqual(wanted);

      mayPull.complete();
      await service.sync();
      expect(shown()).toEqual(wanted);
      const query = `startDateTime=${day(0)}T00:00:00Z&endDateTime=${day(14)}T00:00:00Z`;
      const { value } = await browser.graph<{ value: readonly OutlookEvent[] }>(
        'GET',
        `me/calendarView?${query}`,
      );
      const rows = value.map(
        (row) => `${row.start?.dateTime?.slice(0, 10) ?? ''} ${row.subject ?? ''}`,
      );
      expect(rows.sort()).toEqual(wanted);
      await service.signOut();
    });
  }
});

async function untilAsync(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

function missing(): never {
  throw new Error('It is missing.');
}
