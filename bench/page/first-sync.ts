import { firstValueFrom, lastValueFrom } from 'rxjs';
import { ɵindexedDbReplicaStore as indexedDbReplicaStore } from 'ngx-calendar-sync/copy';
import { GoogleCalendarService } from 'ngx-calendar-sync/google';
import { ɵGoogleCalendarApi as GoogleCalendarApi } from 'ngx-calendar-sync/google/runtime';
import { ɵCONFIG as CONFIG } from 'ngx-calendar-sync/google/runtime';
import { GoogleCalendarProvider } from '../../projects/ngx-calendar-sync/google/runtime/provider/google-calendar-provider';
import { pull } from '../../projects/ngx-calendar-sync/copy/pull';
import {
  appInjector,
  replicaComplete,
  openApp,
  initializedService,
  showRange,
  type IsoTimeRange,
  type Measurement,
  tokenOf,
  type BenchAccount,
} from './google-app';

// Chromium has these because bench-browser.mjs starts it with --expose-gc and --enable-precise-memory-info.
declare const gc: () => void;
declare const performance: Performance & { readonly memory: { readonly usedJSHeapSize: number } };

/** The pull alone: from an empty store to one that can read the month. */
export async function fullSync(account: BenchAccount, month: IsoTimeRange): Promise<Measurement> {
  const app = openApp(account, await appInjector(), await tokenOf(account), []);
  const service = app.get(GoogleCalendarService);
  await service.initialize();
  await service.signIn();
  const api = app.get(GoogleCalendarApi);
  const provider = new GoogleCalendarProvider(api, app.get(CONFIG), undefined);
  await lastValueFrom(provider.listCalendars());

  const range = { start: new Date(month.start), end: new Date(month.end) };
  const start = performance.now();
  const store = indexedDbReplicaStore(account.email);
  const fence = await store.claim();
  const scope = { coverage: 'everything' } as const;
  await pull({ provider, store, calendarId: account.email, scope, fence });
  const { length: events } = await store.read(account.email, range);
  const ms = performance.now() - start;

  const { kind } = await firstValueFrom(store.status$);
  if (kind !== 'persistent') {
    throw new Error('The replica was not stored in IndexedDB.');
  }
  return { ms, events };
}

let opened: Promise<GoogleCalendarService> | undefined;

/** Prepares {@link firstSync}, so that a trace of it contains nothing else. */
export async function openForFirstSync(account: BenchAccount): Promise<void> {
  opened = initializedService(account);
  await opened;
}

/** The first sync of an app that shows the week: from the sign-in to the complete replica. */
export async function firstSync(week: IsoTimeRange): Promise<void> {
  const service = await opened;
  if (!service) {
    throw new Error('Call openForFirstSync first.');
  }
  await service.signIn();
  await showRange(service, week);
  await replicaComplete(service);
}

/** The used heap in bytes. It waits before it collects garbage, so that finished work holds no more objects. */
export async function usedHeap(): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 200));
  gc();
  return performance.memory.usedJSHeapSize;
}
