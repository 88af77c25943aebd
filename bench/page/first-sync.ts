import { firstValueFrom, lastValueFrom } from 'rxjs';
import { ɵindexedDbReplicaStore as indexedDbReplicaStore } from 'ngx-calendar-sync';
import { GoogleCalendarService } from 'ngx-calendar-sync/google';
import { GoogleCalendarApi } from '../../projects/ngx-calendar-sync/google/api/google-calendar-api';
import { CONFIG } from '../../projects/ngx-calendar-sync/google/config/config-ref';
import { GoogleCalendarProvider } from '../../projects/ngx-calendar-sync/google/provider/google-calendar-provider';
import { pull } from '../../projects/ngx-calendar-sync/src/lib/copy/pull';
import {
  appParent,
  copied,
  openApp,
  readyToSignIn,
  shown,
  type Span,
  type Taken,
  tokenOf,
  type World,
} from './google-app';

// With --expose-gc and --enable-precise-memory-info.
declare const gc: () => void;
declare const performance: Performance & { readonly memory: { readonly usedJSHeapSize: number } };

/** The pull alone, from an empty store to one that answers for the month. */
export async function fullSync(world: World, month: Span): Promise<Taken> {
  const app = openApp(world, await appParent(), await tokenOf(world), []);
  const service = app.get(GoogleCalendarService);
  await service.initialize();
  await service.signIn();
  const api = app.get(GoogleCalendarApi);
  const provider = new GoogleCalendarProvider(api, app.get(CONFIG), undefined);
  await lastValueFrom(provider.listCalendars());

  const range = { start: new Date(month.start), end: new Date(month.end) };
  const start = performance.now();
  const store = indexedDbReplicaStore(world.email);
  const fence = await store.claim();
  const scope = { coverage: 'everything' } as const;
  await pull({ provider, store, calendarId: world.email, scope, fence });
  const { length: events } = await store.read(world.email, range);
  const ms = performance.now() - start;

  const { kind } = await firstValueFrom(store.status$);
  if (kind !== 'persistent') {
    throw new Error('The copy was not stored.');
  }
  return { ms, events };
}

let opened: Promise<GoogleCalendarService> | undefined;

/** Makes ready for {@link firstSync}, which is looked at from outside. */
export async function openForFirstSync(world: World): Promise<void> {
  opened = readyToSignIn(world);
  await opened;
}

/** The first sync of an app that shows the week, from the sign-in to the copy that has everything. */
export async function firstSync(week: Span): Promise<void> {
  const service = await opened;
  if (!service) {
    throw new Error('The app is to be opened first.');
  }
  await service.signIn();
  await shown(service, week);
  await copied(service);
}

/** In bytes, once the last steps have let go of what they had. */
export async function usedHeap(): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 200));
  gc();
  return performance.memory.usedJSHeapSize;
}
