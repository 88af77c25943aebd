import {
  catchError,
  concatMap,
  EMPTY,
  first,
  from,
  type Observable,
  type SchedulerLike,
  switchMap,
  throwError,
  timer,
} from 'rxjs';
import { ɵhasCode as hasCode } from 'ngx-calendar-sync/base';
import type { CalendarEvent } from 'ngx-calendar-sync/core';

/** After these it is asked again when the next pause is over. */
const TRANSIENT_ERROR_CODES = ['offline', 'unavailable', 'rate-limited', 'expired'] as const;

/** Nobody says how long a conference takes: about a minute in all. */
const PAUSES_MS = [500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000];

/**
 * Asks for an event after each pause, until its conference is there or has failed. Emits `undefined` where it still is
 * pending in the end.
 */
export function settledConference<E extends CalendarEvent>(
  event$: Observable<E>,
  clock: SchedulerLike,
): Observable<E | undefined> {
  return from(PAUSES_MS).pipe(
    concatMap((pause) =>
      timer(pause, clock).pipe(
        switchMap(() => event$),
        catchError((error: unknown) =>
          hasCode(error, ...TRANSIENT_ERROR_CODES) ? EMPTY : throwError(() => error),
        ),
      ),
    ),
    first((event) => event.conference?.status !== 'pending', undefined),
  );
}
