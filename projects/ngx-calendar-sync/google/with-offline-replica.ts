import { inject, NgZone } from '@angular/core';
import { filter, map, merge, pairwise } from 'rxjs';
import {
  ɵBrowserTabs as BrowserTabs,
  ɵCLOCK as CLOCK,
  ɵdeleteReplica as deleteReplica,
  ɵindexedDbReplicaStore as indexedDbReplicaStore,
  ɵLocalCopy as LocalCopy,
  ɵmemoryReplicaStore as memoryReplicaStore,
  type PullScope,
  ɵRANDOM as RANDOM,
  ɵTAB_CONNECTIONS as TAB_CONNECTIONS,
  ɵVISIBLE as VISIBLE,
  ɵWAKE as WAKE,
} from 'ngx-calendar-sync';
import type { GoogleEvent } from './api/wire-types.generated';
import { GoogleAuth } from './auth/google-auth';
import { CONFIG } from './config/config-ref';
import { LOCAL_COPIES, type LocalCopies } from './provider/local-copies';
import type { GoogleTypes } from './mapping/google-calendar-event';
import type { GoogleCalendarSyncFeature } from './provide-google-calendar-sync';

/** What the local copy holds, and for how long. */
export interface OfflineReplicaOptions {
  /**
   * Ids of the calendars that are copied beside those that the app views; by default those that the user has switched
   * on in Google Calendar.
   */
  readonly calendars?: readonly string[];
  /**
   * What ended before the month of this day is not stored, and asked for when it is viewed. Series are stored with all
   * of their exceptions. The first sync reads the past all the same, once: an occurrence may have been moved there.
   */
  readonly since?: Date;
  /** Google's fields of an event that are not stored, such as `description` and `attendees`, for shared computers. */
  readonly omit?: readonly (keyof GoogleEvent)[];
  /**
   * `indexeddb`, the default, is there again after a reload and offline, and shared by all tabs; `memory` ends with the
   * page, and each tab keeps its own.
   */
  readonly storage?: 'indexeddb' | 'memory';
  /** Keeps the copy at sign-out, for the next time that this account signs in here. */
  readonly keepAtSignOut?: boolean;
}

/**
 * Keeps a copy of the account's calendars, by Google's sync tokens: events are there at once and offline, and cost one
 * small request a minute to keep fresh, from one tab of many.
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
  // What is in the memory of one tab is of no use to the others: each keeps its own.
  const shared = inMemory ? undefined : connections;
  const nameOf = (account: string) => `google:${account}`;
  return {
    open: (account, provider) =>
      // Its timers would keep the app from ever being stable.
      zone.runOutsideAngular(
        () =>
          new LocalCopy<GoogleTypes>({
            provider,
            store: inMemory ? memoryReplicaStore() : indexedDbReplicaStore(nameOf(account)),
            tabs: new BrowserTabs(`ngx-calendar-sync copy ${nameOf(account)}`, shared, clock),
            scope: scopeOf(options),
            calendarIds: options.calendars?.map((id) => provider.calendars.idOf(id)),
            timeZoneOf: (id) => config.current?.timeZone ?? provider.calendars.get(id)?.timeZone,
            visible$,
            wake$,
            clock,
            random,
          }),
      ),
    signedOut: (account) => {
      if (!inMemory && !options.keepAtSignOut) {
        deleteReplica(nameOf(account)).catch(() => undefined);
      }
    },
  };
}

/** An app that counts from today must not make a new copy each day: the month is what counts. */
function scopeOf({ since, omit }: OfflineReplicaOptions): PullScope {
  const month = since && new Date(Date.UTC(since.getUTCFullYear(), since.getUTCMonth()));
  return {
    coverage: 'everything',
    ...(month ? { since: month } : {}),
    ...(omit ? { omit } : {}),
  };
}
