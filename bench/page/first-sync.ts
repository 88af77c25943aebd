import { firstValueFrom } from 'rxjs';
import type { GoogleCalendarService } from 'ngx-calendar-sync/google';
import {
  initializedService,
  replicaInOrder,
  showRange,
  type BenchAccount,
  type IsoTimeRange,
  type Measurement,
} from './google-app';

let opened: Promise<GoogleCalendarService> | undefined;

/**
 * From the first request for a page of all events, to a replica that has answered the range. That it puts itself in order is
 * after that: {@link syncInOrder}.
 */
export async function fullSync(
  account: BenchAccount,
  range: IsoTimeRange,
): Promise<() => Promise<Measurement>> {
  opened = initializedService(account);
  const service = await opened;
  const committed = firstValueFrom(service.changes$);
  performance.setResourceTimingBufferSize(1000);
  return async () => {
    await service.signIn();
    await committed;
    const view = { calendarIds: [account.email], ...range };
    const { length: events } = await firstValueFrom(service.watchEvents(view));
    const ms = performance.now() - firstPageRequestedAt();
    if (service.syncState().copy?.storage.kind !== 'persistent') {
      throw new Error('The replica was not stored in IndexedDB.');
    }
    return { ms, events };
  };
}

function firstPageRequestedAt(): number {
  const request = performance
    .getEntriesByType('resource')
    .find(({ name }) => name.includes('/events?') && !name.includes('timeMin='));
  if (!request) {
    throw new Error('No page of all events was requested.');
  }
  return request.startTime;
}

/** What the page's origin stores. */
export async function storedBytes(): Promise<number> {
  const { usage = 0 } = await navigator.storage.estimate();
  return usage;
}

/** After a first sync: resolves when the replica is in order. The next sync waits for that. */
export async function syncInOrder(): Promise<void> {
  await replicaInOrder(await openedService());
}

/** Prepares {@link firstSync}, so that a trace of it contains nothing else. */
export async function openForFirstSync(account: BenchAccount, kind: string): Promise<void> {
  opened = initializedService(account, kind);
  await opened;
}

/** The first sync of an app that shows the week: from the sign-in to a replica in order. */
export async function firstSync(week: IsoTimeRange): Promise<void> {
  const service = await openedService();
  await service.signIn();
  await showRange(service, week);
  await replicaInOrder(service);
}

function openedService(): Promise<GoogleCalendarService> {
  if (!opened) {
    throw new Error('Call fullSync or openForFirstSync first.');
  }
  return opened;
}
