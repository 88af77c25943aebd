import { type Observable, of, switchMap } from 'rxjs';
import type { EventTime } from 'ngx-calendar-sync/core';
import type {
  ɵEventContext as EventContext,
  ɵGoogleCalendarApi as GoogleCalendarApi,
} from 'ngx-calendar-sync/google/runtime';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import { ɵtimesOf as timesOf } from 'ngx-calendar-sync/google/times';
import type { ExceptionPatch } from './google-request';
import { type ReplacedSeries, unseenExceptions } from './series/unseen-exceptions';
import { seriesInstances } from './series-instances';

/** What a write replaces of a series, as far as it is known. */
type Replaced = {
  readonly [Name in 'newSeries' | 'master' | 'from' | 'seen']: ReplacedSeries[Name] | undefined;
} & {
  readonly seenMaster: GoogleEvent;
  /** What an earlier request has found for the new series. */
  readonly found?: readonly ExceptionPatch[];
};

/** Finds what others have changed of single occurrences since a write of their series was made. */
export class UnseenChanges {
  readonly #api: GoogleCalendarApi;
  readonly #contextOf: (calendarId: string) => EventContext;

  constructor(api: GoogleCalendarApi, contextOf: (calendarId: string) => EventContext) {
    this.#api = api;
    this.#contextOf = contextOf;
  }

  /**
   * What others have changed of single occurrences, for the series that takes the place of theirs; nothing where it is not known
   * which occurrences that are.
   */
  exceptions(
    calendarId: string,
    { newSeries, master, seenMaster, from, seen, found = [] }: Replaced,
  ): Observable<readonly ExceptionPatch[]> {
    if (!newSeries || !master || from === undefined || !seen) {
      return of([]);
    }
    const foundEarlier = new Set(found.map(({ id }) => id));
    const replaced = { newSeries, master, seenMaster, from, seen, foundEarlier };
    const calendarTimeZone = this.#contextOf(calendarId).calendar?.timeZone;
    return seriesInstances(this.#api, calendarId, master.id ?? '').pipe(
      switchMap((instances) => unseenExceptions({ ...replaced, instances, calendarTimeZone })),
    );
  }

  /** `undefined` for an event whose start is missing or cannot be read. */
  startOf(calendarId: string, event: GoogleEvent): EventTime | undefined {
    return timesOf(event, undefined, this.#contextOf(calendarId).calendar?.timeZone)?.start;
  }
}

/** What others have changed takes the place of what the write was made with. */
export function withUnseen(
  planned: readonly ExceptionPatch[],
  unseen: readonly ExceptionPatch[],
): readonly ExceptionPatch[] {
  const ids = new Set(unseen.map(({ id }) => id));
  return [...planned.filter(({ id }) => !ids.has(id)), ...unseen];
}
