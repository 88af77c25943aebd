import { filter, firstValueFrom, fromEvent } from 'rxjs';
import { openedService } from './shown-events';
import {
  median,
  msUntilShown,
  nextTitle,
  REPETITIONS,
  updateFirst,
  weekService,
} from './week-on-screen';
import {
  replicaInOrder,
  tokenOf,
  type BenchAccount,
  type IsoTimeRange,
  type Measurement,
} from './google-app';

/** How many requests the library has under way at a time. */
const PARALLEL_REQUESTS = 4;

/**
 * From the call of a write to the screen, once the network is taken away: new events and changes in turn, of which each is
 * stored before the next. Call openWeek first.
 */
export async function writeOffline({
  start,
}: IsoTimeRange): Promise<() => Promise<{ readonly ms: number }>> {
  const service = weekService();
  await replicaInOrder(service);
  const options = { durable: true };
  const writes = [
    (title: string) => service.addEvent('primary', { title, start }, options),
    (title: string) => updateFirst(title, options),
  ];
  const offline = firstValueFrom(fromEvent(window, 'offline'));
  return async () => {
    await offline;
    const times: number[] = [];
    for (let repetition = 0; repetition < REPETITIONS; repetition += 1) {
      for (const write of writes) {
        times.push(await msUntilShown(nextTitle(), write));
      }
    }
    return { ms: median(times) };
  };
}

/** How many writes are made at a time, and measured at the end. */
const WRITES_AT_A_TIME = 100;
/** New events are not in view: a list that grows with them would be another cost. */
const OUT_OF_VIEW_MS = 365 * 86_400_000;

/**
 * Makes writes once the network is taken away, a hundred at a time, of which each is stored before the next hundred: new
 * events out of view, and changes of those in view, in turn. Measures the last hundred: the calls, until each returns, and
 * all of it. Call openWeek first.
 */
export async function writeManyOffline(
  { start }: IsoTimeRange,
  count: number,
): Promise<() => Promise<{ readonly ms: number; readonly storedMs: number }>> {
  const service = weekService();
  await replicaInOrder(service);
  const later = new Date(Date.parse(start) + OUT_OF_VIEW_MS).toISOString();
  const events = service.events();
  const options = { durable: true };
  const write = (number: number): Promise<unknown> => {
    const event = events[number % events.length];
    return number % 2 === 0 && event
      ? service.updateEvent(event.calendarId, { id: event.id, title: nextTitle() }, options)
      : service.addEvent('primary', { title: nextTitle(), start: later }, options);
  };
  const offline = firstValueFrom(fromEvent(window, 'offline'));
  return async () => {
    await offline;
    let ms = 0;
    let storedMs = 0;
    for (let made = 0; made < count; made += WRITES_AT_A_TIME) {
      const started = performance.now();
      const stored = Array.from({ length: WRITES_AT_A_TIME }, (_, index) => write(made + index));
      ms = performance.now() - started;
      await Promise.all(stored);
      storedMs = performance.now() - started;
    }
    return { ms, storedMs };
  };
}

/**
 * Changes every event of the range, of which each change is stored before this resolves. Call openReplica first, and take
 * the network away. What is measured goes on from its return until no write is pending any more.
 */
export async function drainOutbox(
  { email }: BenchAccount,
  range: IsoTimeRange,
): Promise<() => Promise<Measurement>> {
  const service = openedService();
  const events = await firstValueFrom(service.watchEvents({ calendarIds: [email], ...range }));
  // No title that the events had in an earlier page.
  const title = `${nextTitle()} ${String(Date.now())}`;
  await Promise.all(
    events.map(({ id }) => service.updateEvent(email, { id, title }, { durable: true })),
  );
  const online = firstValueFrom(fromEvent(window, 'online'));
  return async () => {
    await online;
    const start = performance.now();
    await firstValueFrom(service.pendingWrites$.pipe(filter(({ length }) => length === 0)));
    return { ms: performance.now() - start, events: events.length };
  };
}

/** Sends the same requests by `fetch`, as many at a time. */
export async function bareWrites({
  emulator,
  email,
}: BenchAccount): Promise<() => Promise<Measurement>> {
  const { access_token: token = '' } = await tokenOf({ emulator, email });
  const authorization = { Authorization: `Bearer ${token}` };
  const url = `${emulator}/calendar/v3/calendars/${encodeURIComponent(email)}/events`;
  const listed = await fetch(`${url}?maxResults=2500`, { headers: authorization });
  const { items } = (await listed.json()) as { items: readonly { id: string; etag: string }[] };
  const body = JSON.stringify({ summary: `${nextTitle()} ${String(Date.now())}` });
  return async () => {
    const queue = [...items];
    const start = performance.now();
    const sendNext = async () => {
      for (let event = queue.shift(); event; event = queue.shift()) {
        const headers = {
          ...authorization,
          'Content-Type': 'application/json',
          'If-Match': event.etag,
        };
        const answer = await fetch(`${url}/${event.id}`, { method: 'PATCH', headers, body });
        if (!answer.ok) {
          throw new Error(`PATCH: ${String(answer.status)}`);
        }
        await answer.json();
      }
    };
    await Promise.all(Array.from({ length: PARALLEL_REQUESTS }, sendNext));
    return { ms: performance.now() - start, events: items.length };
  };
}
