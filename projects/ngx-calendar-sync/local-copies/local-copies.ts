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
import type {
  ɵOccurrence as Occurrence,
  ɵPullScope as PullScope,
  ɵWriteLog as WriteLog,
} from 'ngx-calendar-sync/core';
import type {
  ɵAccountAuth as AccountAuth,
  ɵAccountProvider as AccountProvider,
  ɵAccountTypes as AccountTypes,
  ɵEventOf as EventOf,
  ɵLocalCopies as LocalCopies,
} from 'ngx-calendar-sync/sessions';

/** What the local copies of a provider's accounts contain, and how long they are kept. */
export interface CopyContext<A extends AccountTypes> {
  /** What the names of its databases begin with. */
  readonly name: string;
  readonly auth: AccountAuth<A['identity']>;
  /** The names of the calendars to copy, in addition to those of the view; by default those that the user has selected. */
  readonly calendars: readonly string[] | undefined;
  readonly storage: 'indexeddb' | 'memory' | undefined;
  readonly keepAtSignOut: boolean | undefined;
  readonly worker: (() => Worker) | undefined;
  /** What is copied, asked before each pull. */
  scope(): PullScope;
  /** The zone that a calendar's events are shown in. */
  timeZoneOf(provider: AccountProvider<A>, calendarId: string): string | undefined;
  /** Makes the events of the occurrences that nobody has changed, where the provider's records do not hold them. */
  occurrencesOf?(
    provider: AccountProvider<A>,
  ): (master: EventOf<A>, occurrence: Occurrence) => EventOf<A>;
}

/** Opens the local copies of the accounts that sign in. To be called in an injection context. */
export function localCopies<A extends AccountTypes>(context: CopyContext<A>): LocalCopies<A> {
  const clock = inject(CLOCK);
  const random = inject(RANDOM);
  const connections = inject(TAB_CONNECTIONS);
  const visible$ = inject(VISIBLE);
  const zone = inject(NgZone);
  const signedIn$ = context.auth.state$.pipe(
    map(({ status }) => status),
    pairwise(),
    filter(([before, now]) => before !== now && now === 'signed-in'),
  );
  const wake$ = merge(inject(WAKE), signedIn$);
  const inMemory = context.storage === 'memory';
  // Tabs cannot read each other's memory, so each keeps a copy of its own.
  const shared = inMemory ? undefined : connections;
  /** The writes that were opened last, by account. */
  const opened = new Map<string, WriteLog<EventOf<A>>>();
  const replicaNameOf = (account: string) => `${context.name}:${account}`;
  return {
    open: (account, provider) =>
      // Inside the Angular zone its timers would keep the app from ever becoming stable.
      zone.runOutsideAngular(() => {
        const name = replicaNameOf(account);
        const store = inMemory ? memoryReplicaStore() : indexedDbReplicaStore(name);
        const writes = inMemory
          ? memoryWriteLog<EventOf<A>>({ visible$, clock })
          : indexedDbWriteLog<EventOf<A>>(name, { connections, visible$, clock });
        opened.set(name, writes);
        return new LocalCopy<A['types']>({
          provider,
          ...(context.occurrencesOf ? { occurrenceOf: context.occurrencesOf(provider) } : {}),
          store,
          writes,
          worker: context.worker && loadCopyWorker(context.worker, name, store, clock),
          tabs: new BrowserTabs(`ngx-calendar-sync copy ${name}`, shared, clock),
          scope: () => context.scope(),
          calendarIds: context.calendars,
          timeZoneOf: (id) => context.timeZoneOf(provider, id),
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
      const deletesCopy = context.keepAtSignOut ? undefined : deleteReplica(name);
      await opened.get(name)?.close();
      await Promise.all([deletesCopy, deleteWrites(name, { connections, discard })]);
    },
  };
}
