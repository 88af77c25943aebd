import { inject, NgZone } from '@angular/core';
import { filter, map, merge, pairwise } from 'rxjs';
import {
  ɵBrowserTabs as BrowserTabs,
  ɵCLOCK as CLOCK,
  ɵRANDOM as RANDOM,
  ɵTAB_CONNECTIONS as TAB_CONNECTIONS,
  ɵVISIBLE as VISIBLE,
  ɵWAKE as WAKE,
} from 'ngx-calendar-sync/base';
import {
  ɵdeleteReplica as deleteReplica,
  ɵdeleteWrites as deleteWrites,
  ɵindexedDbReplicaStore as indexedDbReplicaStore,
  ɵindexedDbWriteLog as indexedDbWriteLog,
  ɵloadCopyWorker as loadCopyWorker,
  ɵLocalCopy as LocalCopy,
  ɵmemoryReplicaStore as memoryReplicaStore,
  ɵmemoryWriteLog as memoryWriteLog,
  ɵsettleWrites as settleWrites,
} from 'ngx-calendar-sync/copy';
import { type ɵPullScope as PullScope, type ɵWriteLog as WriteLog } from 'ngx-calendar-sync/core';
import {
  ɵCONFIG as CONFIG,
  ɵGoogleAuth as GoogleAuth,
  type GoogleCalendarEvent,
  type ɵGoogleTypes as GoogleTypes,
  type ɵLocalCopies as LocalCopies,
} from 'ngx-calendar-sync/google/runtime';
import type { OfflineReplicaOptions } from 'ngx-calendar-sync/google/start';
import { occurrencesOf } from './occurrences';

/** Opens the local copies of the accounts that sign in. To be called in an injection context. */
export function localCopies(options: OfflineReplicaOptions): LocalCopies {
  const config = inject(CONFIG);
  const clock = inject(CLOCK);
  const random = inject(RANDOM);
  const connections = inject(TAB_CONNECTIONS);
  const visible$ = inject(VISIBLE);
  const zone = inject(NgZone);
  const signedIn$ = inject(GoogleAuth).state$.pipe(
    map(({ status }) => status),
    pairwise(),
    filter(([before, now]) => before !== now && now === 'signed-in'),
  );
  const wake$ = merge(inject(WAKE), signedIn$);
  const inMemory = options.storage === 'memory';
  // Tabs cannot read each other's memory, so each keeps a copy of its own.
  const shared = inMemory ? undefined : connections;
  /** The writes that were opened last, by account. */
  const opened = new Map<string, WriteLog<GoogleCalendarEvent>>();
  const replicaNameOf = (account: string) => `google:${account}`;
  return {
    open: (account, provider) =>
      // Inside the Angular zone its timers would keep the app from ever becoming stable.
      zone.runOutsideAngular(() => {
        const name = replicaNameOf(account);
        const store = inMemory ? memoryReplicaStore() : indexedDbReplicaStore(name);
        const writes = inMemory
          ? memoryWriteLog<GoogleCalendarEvent>({ visible$, clock })
          : indexedDbWriteLog<GoogleCalendarEvent>(name, { connections, visible$, clock });
        opened.set(name, writes);
        return new LocalCopy<GoogleTypes>({
          provider,
          occurrenceOf: occurrencesOf(provider),
          store,
          writes,
          worker: options.worker && loadCopyWorker(options.worker, name, store, clock),
          tabs: new BrowserTabs(`ngx-calendar-sync copy ${name}`, shared, clock),
          scope: () => scopeOf(options),
          calendarIds: options.calendars?.map((id) => provider.calendars.idOf(id)),
          timeZoneOf: (id) => config.current?.timeZone ?? provider.calendars.get(id)?.timeZone,
          visible$,
          wake$,
          clock,
          random,
        });
      }),
    settleWrites: (account, discard) =>
      inMemory ? Promise.resolve(0) : settleWrites(replicaNameOf(account), discard),
    signedOut: async (account, { discard }) => {
      if (inMemory) {
        return;
      }
      const name = replicaNameOf(account);
      const deletesCopy = options.keepAtSignOut ? undefined : deleteReplica(name);
      await opened.get(name)?.close();
      await Promise.all([deletesCopy, deleteWrites(name, { connections, discard })]);
    },
  };
}

/** Only the month of `since` counts, so that an app that sets it relative to today does not need a new copy each day. */
function scopeOf({ since, omit }: OfflineReplicaOptions): PullScope {
  const month = since && new Date(Date.UTC(since.getUTCFullYear(), since.getUTCMonth()));
  return {
    coverage: 'everything',
    ...(month ? { since: month } : {}),
    ...(omit ? { omit } : {}),
  };
}
