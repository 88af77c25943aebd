import { lastValueFrom, NEVER, type Observable, takeUntil, toArray } from 'rxjs';
import { CalendarSyncError } from 'ngx-calendar-sync/base';
import {
  ɵsameJson as sameJson,
  type ɵProviderRecord as ProviderRecord,
  type ɵCalendarRecords as CalendarRecords,
  type ɵReplicaStore as ReplicaStore,
  type ɵCalendarProvider as CalendarProvider,
  type ɵPulledCalendars as PulledCalendars,
  ɵpagesOf as pagesOf,
} from 'ngx-calendar-sync/core';

export interface CalendarsPullJob {
  readonly provider: Pick<CalendarProvider, 'pullCalendars'>;
  readonly store: ReplicaStore;
  readonly fence: number;
  /** Asks for the whole list: Google's changes of it leave out what the owner of a shared calendar has changed. */
  readonly anew?: boolean;
  /** When it emits, the pull ends with `cancelled`. */
  readonly stopped?: Observable<unknown>;
}

/** Ids of calendars. */
export interface CalendarsOutcome {
  readonly added: readonly string[];
  readonly updated: readonly string[];
  /** No longer on the list, or no longer visible to this account: their replicas are deleted. */
  readonly removed: readonly string[];
}

/**
 * Makes the stored list of calendars equal to the provider's.
 * @throws CalendarSyncError
 */
export async function pullCalendars(job: CalendarsPullJob): Promise<CalendarsOutcome> {
  const { store, fence } = job;
  const before = await store.calendars();
  const changes = job.anew ? undefined : await changed(job, before);
  const after = changes ?? (await changed(job, undefined));
  if (!after) {
    throw new CalendarSyncError(
      'cursor-lost',
      'The provider loses its cursors while it tells the list of calendars. Try again later.',
    );
  }
  const was = before?.calendars ?? {};
  const now = after.calendars;
  const outcome = {
    added: Object.keys(now).filter((id) => !Object.hasOwn(was, id)),
    updated: Object.keys(now).filter((id) => Object.hasOwn(was, id) && !sameJson(was[id], now[id])),
    removed: Object.keys(was).filter((id) => !Object.hasOwn(now, id)),
  };
  for (const id of outcome.removed) {
    await store.remove(id, fence);
  }
  await store.putCalendars(after, fence);
  return outcome;
}

/** `before` with the changes since its cursor; `undefined` where the provider does not know that cursor any more. */
async function changed(
  { provider, stopped = NEVER }: CalendarsPullJob,
  before: CalendarRecords | undefined,
): Promise<CalendarRecords | undefined> {
  const request = before ? { cursor: before.cursor } : {};
  const pages$ = pagesOf(
    (pageToken) =>
      provider.pullCalendars(pageToken === undefined ? request : { ...request, pageToken }),
    ({ changes, next }) => ({
      ids: changes.map(({ id }) => id),
      next: 'pageToken' in next ? next.pageToken : undefined,
    }),
  );
  const pages = await lastValueFrom(pages$.pipe(takeUntil(stopped), toArray())).catch(
    (error: unknown) => {
      const known = CalendarSyncError.from(error);
      if (known.code === 'cursor-lost') {
        return undefined;
      }
      throw known;
    },
  );
  return pages && merged(before, pages);
}

function merged(
  before: CalendarRecords | undefined,
  pages: readonly PulledCalendars[],
): CalendarRecords {
  const isWhole = pages.some(({ whole }) => whole);
  const kept = isWhole ? {} : before?.calendars;
  const calendars = new Map<string, ProviderRecord>(Object.entries(kept ?? {}));
  for (const change of pages.flatMap((page) => page.changes)) {
    if (change.kind === 'gone') {
      calendars.delete(change.id);
    } else {
      calendars.set(change.id, change.record);
    }
  }
  const last = pages.at(-1);
  if (!last || !('cursor' in last.next)) {
    throw new CalendarSyncError(
      'cancelled',
      'The sync was stopped before it had all calendars. The next one asks for them again.',
    );
  }
  const account = last.account ?? before?.account;
  return {
    cursor: last.next.cursor,
    calendars: Object.fromEntries(calendars),
    ...(account === undefined ? {} : { account }),
  };
}
