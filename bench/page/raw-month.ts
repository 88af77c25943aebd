import { firstValueFrom } from 'rxjs';
import { openedService } from './shown-events';
import type { BenchAccount, IsoTimeRange, Measurement } from './google-app';

const DATABASE = 'raw';
const STORE = 'months';

/** Stores the month's events, those of series too, as one record of JSON. Call openReplica first. */
export async function putRawMonth({ email }: BenchAccount, month: IsoTimeRange): Promise<void> {
  const view = { calendarIds: [email], ...month };
  const events = await firstValueFrom(openedService().watchEvents(view));
  const database = await open();
  const transaction = database.transaction(STORE, 'readwrite');
  transaction.objectStore(STORE).put(JSON.stringify(events), 'month');
  // Only then is it stored: the page is closed next.
  await new Promise((resolve) => (transaction.oncomplete = resolve));
  database.close();
}

/** Opens the database, reads its record and parses it. */
export function readRawMonth(): Promise<() => Promise<Measurement>> {
  return Promise.resolve(async () => {
    const start = performance.now();
    const database = await open();
    const text: unknown = await resultOf(
      database.transaction(STORE).objectStore(STORE).get('month'),
    );
    const { length: events } = JSON.parse(String(text)) as ArrayLike<unknown>;
    const ms = performance.now() - start;
    database.close();
    return { ms, events };
  });
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(STORE);
  };
  return resultOf(request);
}

function resultOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(request.error ?? new Error('IndexedDB'));
    };
  });
}
