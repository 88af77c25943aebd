import { openDB } from 'idb';
import { ɵindexedDbReplicaStore as indexedDbReplicaStore } from 'ngx-calendar-sync';
import type { Span, Taken, World } from './google-app';

/** As what the answer is stored: its JSON, or the objects themselves. */
export type RawForm = 'text' | 'objects';

/** Puts what the copy answers for the month into one record of a database of its own, in both forms. */
export async function putRawMonth({ email }: World, month: Span): Promise<void> {
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

/** Opens the database and reads its record. */
export async function readRawMonth(form: RawForm): Promise<Taken> {
  const start = performance.now();
  const database = await openDB(form, 1);
  const { length: events } = (await database.get('raw', 'month')) as ArrayLike<unknown>;
  const ms = performance.now() - start;
  database.close();
  return { ms, events };
}
