import {
  catchError,
  map,
  type MonoTypeOperatorFunction,
  type Observable,
  of,
  retry,
  throwError,
  timer,
} from 'rxjs';
import { CalendarSyncError, ɵhasCode as hasCode } from 'ngx-calendar-sync/base';
import type { SendUpdates } from 'ngx-calendar-sync/core';
import type { ɵGoogleCalendarApi as GoogleCalendarApi } from 'ngx-calendar-sync/google/runtime';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import type { GoogleRequest } from './google-request';

const MAX_REPEATS = 4;
const FIRST_PAUSE_MS = 1_000;

type Deletion = Extract<GoogleRequest, { readonly kind: 'delete' }>;

export interface Inserted {
  readonly resource: GoogleEvent;
  /** Whether an earlier request, whose answer was lost, had added it already. */
  readonly isRepeated: boolean;
}

/** The id is ours: where it is taken, an earlier request whose answer was lost has arrived. */
export function insertedOnce(
  api: GoogleCalendarApi,
  calendarId: string,
  resource: GoogleEvent,
  sendUpdates: SendUpdates | undefined,
): Observable<Inserted> {
  return api.insert(calendarId, resource, sendUpdates).pipe(
    map((inserted) => ({ resource: inserted, isRepeated: false })),
    catchError((error: unknown) =>
      hasCode(error, 'duplicate')
        ? api.event(calendarId, resource.id ?? '').pipe(
            map((current) => {
              if (current.status === 'cancelled') {
                throw new CalendarSyncError('deleted', 'The event was deleted since it was added.');
              }
              return { resource: current, isRepeated: true };
            }),
          )
        : throwError(() => error),
    ),
  );
}

/**
 * An event that is deleted already counts as success. Emits whether it was.
 * @throws CalendarSyncError `unexpected` for one that is gone, as Google goes on saying, and can be read: it would stay
 */
export function deletedOnce(
  api: GoogleCalendarApi,
  calendarId: string,
  { eventId, mayBeMissing, sendUpdates }: Omit<Deletion, 'kind'>,
  version?: string,
): Observable<boolean> {
  return api.delete(calendarId, eventId, version, sendUpdates).pipe(
    map(() => false),
    catchError((error: unknown) =>
      hasCode(error, 'deleted') || (mayBeMissing && hasCode(error, 'not-found'))
        ? currentResource(api, calendarId, eventId).pipe(
            map((current) => {
              if (current) {
                throw new ContradictionError(error);
              }
              return true;
            }),
          )
        : throwError(() => error),
    ),
    repeatedAfter(api, (error) => error instanceof ContradictionError),
  );
}

/** Google may be wrong for a moment: after such an error the same is asked again a few times, with pauses. */
export function repeatedAfter<T>(
  { clock }: GoogleCalendarApi,
  isRepeated: (error: unknown) => boolean,
): MonoTypeOperatorFunction<T> {
  return retry({
    count: MAX_REPEATS,
    delay: (error: unknown, failures) =>
      isRepeated(error)
        ? timer(FIRST_PAUSE_MS * 2 ** (failures - 1), clock)
        : throwError(() => error),
  });
}

/** No outage, which would be waited for as long as it takes: the user is to know that the event stays. */
class ContradictionError extends CalendarSyncError {
  constructor({ status }: CalendarSyncError) {
    super(
      'unexpected',
      ngDevMode && 'Google says of an event both that it is there and that it is gone.',
      status === undefined ? {} : { status },
    );
  }
}

/** `undefined` for an event that was deleted, or never was. */
export function currentResource(
  api: GoogleCalendarApi,
  calendarId: string,
  eventId: string,
): Observable<GoogleEvent | undefined> {
  return api.event(calendarId, eventId).pipe(
    map((resource) => (resource.status === 'cancelled' ? undefined : resource)),
    catchError((error: unknown) =>
      hasCode(error, 'deleted', 'not-found') ? of(undefined) : throwError(() => error),
    ),
  );
}
