import {
  catchError,
  concatMap,
  EMPTY,
  from,
  map,
  type Observable,
  of,
  switchMap,
  throwError,
  toArray,
} from 'rxjs';
import { ɵhasCode as hasCode } from 'ngx-calendar-sync/base';
import type { ɵGoogleCalendarApi as GoogleCalendarApi } from 'ngx-calendar-sync/google/runtime';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import { ɵalreadyApplied as alreadyApplied } from 'ngx-calendar-sync/core/outbox';
import { patched } from './event-patch';
import type { ExceptionPatch } from './google-request';
import { mergeEdit } from './merge-edit';
import { wireTimes } from './merge-times';
import { isLeftAs, plainOccurrence } from './series/plain-occurrence';

/** Makes exceptions of the occurrences of a series, one after the other. The guests are told of the series alone. */
export class SentExceptions {
  readonly #api: GoogleCalendarApi;

  constructor(api: GoogleCalendarApi) {
    this.#api = api;
  }

  send(
    calendarId: string,
    exceptions: readonly ExceptionPatch[],
  ): Observable<GoogleEvent | undefined> {
    return from(exceptions.filter(({ patch }) => !isEmpty(patch))).pipe(
      concatMap(({ id, patch }) => this.#patch(calendarId, id, patch, undefined)),
    );
  }

  /**
   * The same where an earlier request may have sent them all or in part. What somebody has changed of them since stays: an
   * exception before another one that was sent was sent too, and of any other one only what is as the series makes it changes.
   * What others have changed meanwhile was sent in no known order.
   */
  sendAgain(
    calendarId: string,
    series: GoogleEvent,
    exceptions: readonly ExceptionPatch[],
  ): Observable<GoogleEvent | undefined> {
    return from(
      exceptions.filter(({ patch, replaced }) => replaced !== undefined || !isEmpty(patch)),
    ).pipe(
      concatMap((exception) =>
        this.#api.event(calendarId, exception.id).pipe(
          catchError((error: unknown) =>
            hasCode(error, 'not-found', 'deleted') ? of(undefined) : throwError(() => error),
          ),
          map((current) => ({ ...exception, current })),
        ),
      ),
      toArray(),
      concatMap((all) => {
        const sent = all.map(
          ({ current, patch }) => !isEmpty(patch) && alreadyApplied(current, patch),
        );
        // An occurrence that looks deleted as wanted may be one that Google has given up: it tells nothing of those before it.
        const changed = sent.map((isSent, at) => isSent && all[at]?.patch.status !== 'cancelled');
        return all.filter(
          (each, at) =>
            each.replaced !== undefined ||
            at > (isStillGone(each, series) ? changed : sent).lastIndexOf(true),
        );
      }),
      concatMap(({ current, ...exception }) => {
        const { id, patch } = exception;
        const left = current ? leftOf(exception, series, current) : patch;
        return isEmpty(left) ? EMPTY : this.#patch(calendarId, id, left, current?.etag);
      }),
    );
  }

  #patch(
    calendarId: string,
    id: string,
    patch: ExceptionPatch['patch'],
    version: string | undefined,
  ): Observable<GoogleEvent | undefined> {
    return this.#api
      .patch(calendarId, id, patch, version, 'none')
      .pipe(catchError((error: unknown) => this.#without(calendarId, { id, patch }, error)));
  }

  /**
   * An exception that the series has no place for is left out: the series itself is right. Google may also fail to find an
   * occurrence of a series that is new; that one is not lost, the write fails. Neither is one that is deleted and to come back.
   */
  #without(
    calendarId: string,
    { id, patch }: ExceptionPatch,
    error: unknown,
  ): Observable<GoogleEvent | undefined> {
    if (hasCode(error, 'invalid-request')) {
      return of(undefined);
    }
    if (!hasCode(error, 'not-found', 'deleted')) {
      return throwError(() => error);
    }
    return this.#api.event(calendarId, id).pipe(
      catchError((missing: unknown) =>
        hasCode(missing, 'not-found', 'deleted') ? of(undefined) : throwError(() => missing),
      ),
      switchMap((found) =>
        found && (found.status !== 'cancelled' || isRevival(patch))
          ? throwError(() => error)
          : of(found),
      ),
    );
  }
}

/** What of a patch is still to be sent, so that nothing is lost that somebody has changed of the occurrence. */
function leftOf(
  { patch, before, replaced = [] }: ExceptionPatch,
  series: GoogleEvent,
  current: GoogleEvent,
): ExceptionPatch['patch'] {
  if (isStillGone({ current, patch }, series)) {
    return patch;
  }
  const isDeletion = patch.status === 'cancelled';
  // What an earlier request has made of it is no change of somebody else.
  const made =
    replaced.filter((each) => !isEmpty(each) && alreadyApplied(current, each)).at(-1) ?? {};
  const plain = before ?? plainOccurrence(series, current);
  const edit = { ...undoing(made, plain), ...patch };
  if (made.status === 'cancelled') {
    return edit;
  }
  return current.status === 'cancelled' || (isDeletion && !isLeftAs(series, current, made))
    ? {}
    : mergeEdit(patched(plain, made), edit, current, 'theirs').patch;
}

/** What takes back what an earlier request has made of an occurrence. */
function undoing(made: ExceptionPatch['patch'], plain: GoogleEvent): ExceptionPatch['patch'] {
  const before = new Map<string, unknown>(Object.entries({ ...plain, ...wireTimes(plain) }));
  return Object.fromEntries(Object.keys(made).map((name) => [name, before.get(name) ?? null]));
}

function isEmpty(patch: ExceptionPatch['patch']): boolean {
  return Object.keys(patch).length === 0;
}

/** Whether a patch brings back what Google has given up with an occurrence that the series had no more: nobody has deleted that. */
function isRevival({ status }: ExceptionPatch['patch']): boolean {
  return status === 'confirmed';
}

/** Somebody may have deleted it since: then that is later than the last change of the series. */
function isStillGone(
  {
    current,
    patch,
  }: { readonly current: GoogleEvent | undefined; readonly patch: ExceptionPatch['patch'] },
  { updated = '' }: GoogleEvent,
): boolean {
  const isDeletedSince = Date.parse(current?.updated ?? '') > Date.parse(updated);
  return current?.status === 'cancelled' && isRevival(patch) && !isDeletedSince;
}
