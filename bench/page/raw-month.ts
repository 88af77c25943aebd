import { openDB } from 'idb';
import { ɵindexedDbReplicaStore as indexedDbReplicaStore } from 'ngx-calendar-sync/copy';
import type { IsoTimeRange, Measurement, BenchAccount } from './google-app';

/** The form in which the events are stored: as JSON text, or as objects. */
export type RawForm = 'text' | 'objects';

/** Stores the month's events of the replica as one record, once per form, each in a database of its own. */
export async function putRawMonth({ email }: BenchAccount, month: IsoTimeRange): Promise<void> {
  const store = indexedDbReplicaStore(`google:${email}`);
  const range = { start: new Date(month.start), end: new Date(month.end) };
  const objects = await store.read(email, range);
  store.close();
  for (const form of ['text', 'objects'] as const) {
    const database = await openDB(form, 1, { upgrade: (raw) => void raw.createObjectStore('raw') });
    await database.put('raw', form === 'text' ? JSON.stringify(objects) : objects, 'month');
    database.close();
  }
}

/** Opens the database of the form and reads its record. */
export async function readRawMonth(form: RawForm): Promise<Measurement> {
  const start = performance.now();
  const database = await openDB(form, 1);
  const { length: events } = (await database.get('raw', 'month')) as ArrayLike<unknown>;
  const ms = performance.now() - start;
  database.close();
  return { ms, events };
}
