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
  ɵindexedDbReplicaStore as indexedDbReplicaStore,
  ɵloadCopyWorker as loadCopyWorker,
  ɵLocalCopy as LocalCopy,
  ɵmemoryReplicaStore as memoryReplicaStore,
  type ɵPullScope as PullScope,
} from 'ngx-calendar-sync/core';
import type { GoogleEvent } from './api/wire-types.generated';
import { GoogleAuth } from './google-auth';
import { CONFIG } from './config/config-ref';
import { LOCAL_COPIES, type LocalCopies } from './provider/local-copies';
import { occurrencesOf } from './provider/occurrences';
import type { GoogleTypes } from './mapping/google-calendar-event';
import type { GoogleCalendarSyncFeature } from './provide-google-calendar-sync';

/** What the local copy contains, and how long it is kept. */
export interface OfflineReplicaOptions {
  /**
   * The ids of the calendars to copy, in addition to those of the view. By default those that the user has selected in
   * Google Calendar.
   */
  readonly calendars?: readonly string[];
  /**
   * Events that ended before the month of this date, in UTC, are not stored, and are requested from Google when they are
   * in the view. Series are stored with all of their exceptions. The first sync reads older events too, once, since an
   * occurrence of a stored series may have been moved there.
   */
  readonly since?: Date;
  /** Fields of Google's event that are not stored, such as `description` and `attendees`, for shared computers. */
  readonly omit?: readonly (keyof GoogleEvent)[];
  /**
   * Where the copy is stored. `indexeddb`, the default, survives a reload, works offline and is shared by all tabs.
   * `memory` ends with the page, and each tab has its own.
   */
  readonly storage?: 'indexeddb' | 'memory';
  /** Whether to keep the copy at sign-out, for the next sign-in with the same account. By default it is deleted. */
  readonly keepAtSignOut?: boolean;
  /**
   * Starts a worker, whose file calls `runCalendarSyncWorker` of `ngx-calendar-sync/google/worker`. It reads and stores
   * the answers of syncs and expands series, so that large calendars do not hold the page up; with the `storage` `memory`
   * it only expands series. Where it cannot be started, or ends, the page does its work, and `syncState().copy.worker`
   * says why.
   *
   * @example
   * ```ts
   * withOfflineReplica({
   *   worker: () => new Worker(new URL('./calendar-sync.worker', import.meta.url), { type: 'module' }),
   * });
   * ```
   */
  readonly worker?: () => Worker;
}

/**
 * Keeps a copy of the account's calendars in the browser. Events are shown at once, also offline. To stay up to date the
 * copy sends one small request a minute for each calendar, and one for their list. Only one of the app's tabs sends them.
 *
 * @example
 * ```ts
 * provideGoogleCalendarSync(
 *   { clientId: '1234567890-abc.apps.googleusercontent.com' },
 *   withOfflineReplica({ since: new Date('2026-01-01'), omit: ['attendees'] }),
 * );
 * ```
 *
 * @see https://developers.google.com/workspace/calendar/api/guides/sync
 */
export function withOfflineReplica(
  options: OfflineReplicaOptions = {},
): GoogleCalendarSyncFeature<'offline-replica'> {
  return {
    ɵkind: 'offline-replica',
    ɵproviders: [{ provide: LOCAL_COPIES, useFactory: () => localCopies(options) }],
  };
}

function localCopies(options: OfflineReplicaOptions): LocalCopies {
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
  const replicaNameOf = (account: string) => `google:${account}`;
  return {
    open: (account, provider) =>
      // Inside the Angular zone its timers would keep the app from ever becoming stable.
      zone.runOutsideAngular(() => {
        const name = replicaNameOf(account);
        const store = inMemory ? memoryReplicaStore() : indexedDbReplicaStore(name);
        return new LocalCopy<GoogleTypes>({
          provider,
          occurrenceOf: occurrencesOf(provider),
          store,
          worker: options.worker && loadCopyWorker(options.worker, name, store),
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
    signedOut: (account) => {
      if (!inMemory && !options.keepAtSignOut) {
        deleteReplica(replicaNameOf(account)).catch(() => undefined);
      }
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
