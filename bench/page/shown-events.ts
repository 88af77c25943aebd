import { filter, firstValueFrom, map } from 'rxjs';
import { GoogleCalendarService } from 'ngx-calendar-sync/google';
import {
  appInjector,
  replicaComplete,
  openApp,
  initializedService,
  showRange,
  type IsoTimeRange,
  type Measurement,
  type BenchAccount,
} from './google-app';

/** From the token of the sign-in popup to all events of the range; the first sync begins at the same time. */
export async function firstPaint(
  account: BenchAccount,
  range: IsoTimeRange,
): Promise<() => Promise<Measurement>> {
  const service = await initializedService(account);
  return timed(async () => {
    const [events] = await Promise.all([showRange(service, range), service.signIn()]);
    return events;
  });
}

/** From the start of an app that knows its account but has no token, to all events of the range. */
export async function warmStart(
  account: BenchAccount,
  range: IsoTimeRange,
): Promise<() => Promise<Measurement>> {
  const parent = await appInjector();
  return timed(async () => {
    const service = openApp(account, parent).get(GoogleCalendarService);
    service.setView({ calendarIds: [account.email], ...range });
    return firstValueFrom(
      service.events$.pipe(
        map(({ length }) => length),
        filter((events) => events > 0),
      ),
    );
  });
}

let opened: GoogleCalendarService | undefined;

/** Signs in, shows the range and waits for the complete replica in its order. The functions below use this service. */
export async function openReplica(account: BenchAccount, range: IsoTimeRange): Promise<void> {
  opened = await initializedService(account);
  await opened.signIn();
  await showRange(opened, range);
  await replicaComplete(opened);
  // A replica is put in order after its first sync, and the next sync waits for that.
  await opened.sync();
}

/** Shows another range. */
export function navigate(range: IsoTimeRange): Promise<() => Promise<Measurement>> {
  const service = openedService();
  return Promise.resolve(timed(() => showRange(service, range)));
}

/** Syncs until the range shows an event of this title. */
export async function syncUntil(title: string): Promise<void> {
  const service = openedService();
  await service.sync();
  await firstValueFrom(
    service.events$.pipe(filter((events) => events.some((event) => event.title === title))),
  );
}

/** Reads a range for the first time. Another range is read before, so that the code has run once. */
export async function queryMonth(
  account: BenchAccount,
  other: IsoTimeRange,
  range: IsoTimeRange,
): Promise<() => Promise<Measurement>> {
  const service = openApp(account, await appInjector()).get(GoogleCalendarService);
  await firstValueFrom(service.calendars$.pipe(filter((calendars) => calendars.length > 0)));
  const calendarIds = [account.email];
  const read = async (at: IsoTimeRange) =>
    (await firstValueFrom(service.watchEvents({ calendarIds, ...at }))).length;
  await read(other);
  return timed(() => read(range));
}

export function openedService(): GoogleCalendarService {
  if (!opened) {
    throw new Error('Call openReplica first.');
  }
  return opened;
}

function timed(work: () => Promise<number>): () => Promise<Measurement> {
  return async () => {
    const start = performance.now();
    const events = await work();
    return { ms: performance.now() - start, events };
  };
}
