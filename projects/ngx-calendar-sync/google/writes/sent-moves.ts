import { catchError, defer, map, type Observable, of, switchMap, tap, throwError } from 'rxjs';
import { ɵhasCode as hasCode } from 'ngx-calendar-sync/base';
import type { ɵGoogleCalendarApi as GoogleCalendarApi } from 'ngx-calendar-sync/google/runtime';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import type { GoogleRequest, Keep } from './google-request';
import { currentResource, repeatedAfter } from './sent-single-writes';

type Move = Extract<GoogleRequest, { readonly kind: 'move' }>;

export interface MovedEvent {
  /** The calendar that the event was moved from, where somebody else has moved it back. */
  readonly calendarId: string;
  readonly resource: GoogleEvent;
}

/** Sends moves to other calendars. */
export class SentMoves {
  readonly #api: GoogleCalendarApi;

  constructor(api: GoogleCalendarApi) {
    this.#api = api;
  }

  /**
   * Google knows no condition for a move. One that may have been done is therefore sent again only where the event has not been in
   * the destination since: else a request whose answer was lost would move again what somebody else has moved back.
   */
  send(
    destination: string,
    request: Move,
    { version, keep }: { readonly version: string | undefined; readonly keep: Keep | undefined },
  ): Observable<MovedEvent> {
    const { eventId, from: source, isMoving, sendUpdates } = request;
    return defer(() => {
      let calendarId = destination;
      const found = () =>
        this.#asked(this.#found(destination, request, version)).pipe(
          tap((moved) => {
            calendarId = moved?.calendarId ?? destination;
          }),
          map((moved) => moved?.resource),
        );
      const move$ = this.#api.move(source, eventId, destination, sendUpdates, found);
      const sent$ = isMoving
        ? found().pipe(switchMap((resource) => (resource ? of(resource) : move$)))
        : defer(async () => keep?.({ isMoving: true })).pipe(switchMap(() => move$));
      return sent$.pipe(
        // A browser sends a request again by itself where a connection breaks: the refusal may be of a move that is done.
        catchError((error: unknown) =>
          hasCode(error, 'forbidden', 'not-found', 'deleted')
            ? this.#asked(this.#inDestination(destination, eventId)).pipe(
                // Without an answer nobody knows: the write waits, and finds it later.
                catchError((unknown: unknown) =>
                  throwError(() => (hasCode(unknown, 'forbidden') ? error : unknown)),
                ),
                map((there) => {
                  if (!isOwn(there)) {
                    throw error;
                  }
                  return there;
                }),
              )
            : throwError(() => error),
        ),
        map((resource) => ({ calendarId, resource })),
      );
    });
  }

  /** What is refused here is not the move: taken for that, a move that is done would count as refused. */
  #asked<T>(check$: Observable<T>): Observable<T> {
    return check$.pipe(repeatedAfter(this.#api, (error) => hasCode(error, 'forbidden')));
  }

  /**
   * Where an earlier request has moved the event; `undefined` where none has, or where the event is in neither calendar.
   * @param version What the own writes before the move have made of it.
   */
  #found(
    destination: string,
    { eventId, from, before }: Move,
    version: string | undefined,
  ): Observable<MovedEvent | undefined> {
    return currentResource(this.#api, from, eventId).pipe(
      switchMap((left) =>
        left && [before.etag, version].includes(left.etag)
          ? of(undefined)
          : this.#inDestination(destination, eventId).pipe(
              map((there) => {
                if (isOwn(there)) {
                  return { calendarId: destination, resource: there };
                }
                return left && hasLeftSince(before, there)
                  ? { calendarId: from, resource: left }
                  : undefined;
              }),
            ),
      ),
    );
  }

  /** Also as what is left of an event that is there no more; `undefined` where it has never been there. */
  #inDestination(calendarId: string, eventId: string): Observable<GoogleEvent | undefined> {
    return this.#api
      .event(calendarId, eventId)
      .pipe(
        catchError((error: unknown) =>
          hasCode(error, 'not-found', 'deleted') ? of(undefined) : throwError(() => error),
        ),
      );
  }
}

/** Else it is an invitation to an event of another calendar. */
function isOwn(event: GoogleEvent | undefined): event is GoogleEvent {
  return event !== undefined && event.status !== 'cancelled' && event.organizer?.self === true;
}

/** Whether an event has been in a calendar after a version of it, and is there no more. What was there before has left it before. */
function hasLeftSince({ updated = '' }: GoogleEvent, there: GoogleEvent | undefined): boolean {
  const isLater = Date.parse(there?.updated ?? '') > Date.parse(updated);
  return there?.status === 'cancelled' && isLater;
}
