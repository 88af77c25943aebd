import '@angular/compiler';
import { provideZonelessChangeDetection } from '@angular/core';
import { createApplication } from '@angular/platform-browser';
import { openDB } from 'idb';
import { lastValueFrom } from 'rxjs';
import { GoogleCalendarApi } from '../../projects/ngx-calendar-sync/google/api/google-calendar-api';
import { CONFIG } from '../../projects/ngx-calendar-sync/google/config-ref';
import { GoogleCalendarProvider } from '../../projects/ngx-calendar-sync/google/google-calendar-provider';
import { GoogleCalendarService } from '../../projects/ngx-calendar-sync/google/google-calendar.service';
import { provideGoogleCalendarSync } from '../../projects/ngx-calendar-sync/google/provide-google-calendar-sync';
import type { TimeRange } from '../../projects/ngx-calendar-sync/src/lib/model/time-range';
import { indexedDbReplicaStore } from '../../projects/ngx-calendar-sync/src/lib/replica/indexed-db-replica-store';
import type { ReplicaStore } from '../../projects/ngx-calendar-sync/src/lib/replica/replica-store';
import { pull } from '../../projects/ngx-calendar-sync/src/lib/sync/pull';

interface World {
  readonly emulator: string;
  readonly email: string;
  readonly month: { readonly start: string; readonly end: string };
}

interface Token {
  readonly access_token: string;
}

declare const gc: () => void;

const fields = 'items,nextPageToken,nextSyncToken';

async function token({ emulator, email }: World): Promise<Token> {
  const scopes = ['https://www.googleapis.com/auth/calendar'];
  const response = await fetch(`${emulator}/_emulator/token`, {
    method: 'POST',
    body: JSON.stringify({ email, scopes }),
  });
  return (await response.json()) as Token;
}

async function provider(world: World): Promise<GoogleCalendarProvider> {
  const { emulator } = world;
  const granted = await token(world);
  const { injector } = await createApplication({
    providers: [
      provideZonelessChangeDetection(),
      provideGoogleCalendarSync({
        clientId: 'emulator.apps.googleusercontent.com',
        scopes: ['https://www.googleapis.com/auth/calendar'],
        endpoints: {
          gis: `${emulator}/gsi/client`,
          api: `${emulator}/calendar/v3`,
          userinfo: `${emulator}/v1/userinfo`,
        },
        gis: {
          initTokenClient: ({ callback }) => ({
            requestAccessToken: () => {
              callback(granted);
            },
          }),
          initCodeClient: () => ({ requestCode: () => undefined }),
          revoke: () => undefined,
        },
      }),
    ],
  });
  const service = injector.get(GoogleCalendarService);
  await service.initialize();
  await service.signIn();
  return new GoogleCalendarProvider(
    injector.get(GoogleCalendarApi),
    injector.get(CONFIG),
    undefined,
  );
}

/** Every page, fetched and parsed and nothing else. */
async function floor(world: World): Promise<{ ms: number; bytes: number; parse: number }> {
  const { access_token: bearer } = await token(world);
  const headers = { Authorization: `Bearer ${bearer}` };
  await fetch(`${world.emulator}/calendar/v3/users/me/calendarList`, { headers });
  const start = performance.now();
  let bytes = 0;
  let parse = 0;
  for (let pageToken: string | undefined = ''; pageToken !== undefined;) {
    const url = new URL(`${world.emulator}/calendar/v3/calendars/${world.email}/events`);
    url.search = `singleEvents=false&maxResults=2500&fields=${fields}${pageToken && `&pageToken=${pageToken}`}`;
    const response: Response = await fetch(url, { headers });
    const text = await response.text();
    const begun = performance.now();
    const page = JSON.parse(text) as { nextPageToken?: string };
    parse = Math.max(parse, performance.now() - begun);
    bytes += text.length;
    pageToken = page.nextPageToken;
  }
  return { ms: performance.now() - start, bytes, parse };
}

function rangeOf({ month }: World): TimeRange {
  return { start: new Date(month.start), end: new Date(month.end) };
}

let kept: ReplicaStore | undefined;

/** From an empty browser to a stored copy that answers; the store stays open. */
async function fullSync(
  world: World,
  account: string,
): Promise<{ ms: number; heap: number; status: unknown; marks: readonly number[] }> {
  const google = await provider(world);
  // As after a sign-in: the connection is there.
  await lastValueFrom(google.listCalendars());
  gc();
  const before = heap();
  const start = performance.now();
  const store = indexedDbReplicaStore(account);
  kept = store;
  const status: unknown[] = [];
  store.status$.subscribe((one) => status.push(one));
  const fence = await store.claim();
  const scope = { coverage: 'everything' } as const;
  const marks: number[] = [performance.now() - start];
  const progress = () => marks.push(performance.now() - start);
  await pull({ provider: google, store, calendarId: world.email, scope, fence, progress });
  marks.push(performance.now() - start);
  const answer = await store.read(world.email, rangeOf(world));
  const ms = performance.now() - start;
  await store.compact(world.email, fence);
  const ordered = performance.now() - start;
  if (answer.length === 0) throw new Error('the copy is empty');
  await new Promise((resolve) => setTimeout(resolve, 200));
  gc();
  marks.push(ms, ordered);
  return { ms, heap: heap() - before, status: status.at(-1), marks };
}

function heap(): number {
  return (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize;
}

/** One record as large as the answer, in a database of its own. */
async function putRaw(world: World, account: string): Promise<number> {
  const store = indexedDbReplicaStore(account);
  const entries = await store.read(world.email, rangeOf(world));
  const json = JSON.stringify(entries);
  const database = await openDB('raw', 1, { upgrade: (raw) => void raw.createObjectStore('raw') });
  await database.put('raw', json, 'text');
  await database.put('raw', entries, 'list');
  database.close();
  store.close();
  return json.length;
}

async function readRaw(form: 'text' | 'list'): Promise<number> {
  const start = performance.now();
  const database = await openDB('raw', 1);
  await database.get('raw', form);
  const ms = performance.now() - start;
  database.close();
  return ms;
}

async function readMonth(world: World, account: string): Promise<{ ms: number; events: number }> {
  const start = performance.now();
  const store = indexedDbReplicaStore(account);
  const answer = await store.read(world.email, rangeOf(world));
  const ms = performance.now() - start;
  store.close();
  return { ms, events: answer.length };
}

/** How the same page is stored fastest: as one text, or as one list of objects. */
async function layouts(world: World, account: string): Promise<{ text: number; list: number }> {
  const store = indexedDbReplicaStore(account);
  const entries = await store.read(world.email, rangeOf(world));
  store.close();
  const database = await openDB('layouts', 1, {
    upgrade: (raw) => void raw.createObjectStore('raw'),
  });
  const time = async (value: () => unknown) => {
    const start = performance.now();
    for (let key = 0; key < 5; key += 1) await database.put('raw', value(), key);
    return performance.now() - start;
  };
  const text = await time(() => JSON.stringify(entries));
  const list = await time(() => entries);
  database.close();
  return { text, list };
}

Object.assign(globalThis, {
  bench: { floor, fullSync, putRaw, readRaw, readMonth, layouts, kept: () => kept },
});
