import { catchError, map, type Observable, of, switchMap } from 'rxjs';
import {
  type CalendarEventChanges,
  CalendarSyncError,
  type CalendarSyncErrorCode,
  type EventReference,
} from 'ngx-calendar-sync';
import type { GoogleCalendarApi } from '../api/google-calendar-api';
import type { GoogleEvent } from '../api/wire-types.generated';
import { is, raise, rethrow } from '../errors';
import { type EventContext, toEvent } from '../mapping/event-mapping';
import { needsTimesOfEvent, patched, toPatch, toResource } from '../mapping/event-patch';
import type {
  GoogleCalendarEvent,
  GoogleCalendarEventDraft,
} from '../mapping/google-calendar-event';
import { alreadyApplied } from '../mapping/merge-patch';
import type { ReadResources } from '../mapping/read-resources';

type Changes = CalendarEventChanges<GoogleCalendarEventDraft>;

/** What is written to Google's events, and how they look until Google has answered. */
export class GoogleEventWrites {
  readonly #api: GoogleCalendarApi;
  readonly #read: ReadResources;
  readonly #contextOf: (calendarId: string) => EventContext;

  constructor(
    api: GoogleCalendarApi,
    read: ReadResources,
    contextOf: (calendarId: string) => EventContext,
  ) {
    this.#api = api;
    this.#read = read;
    this.#contextOf = contextOf;
  }

  draft(calendarId: string, eventId: string, draft: GoogleCalendarEventDraft): GoogleCalendarEvent {
    const resource = toResource(draft, this.#contextOf(calendarId));
    return this.#told(calendarId, { ...resource, id: eventId, organizer: { self: true } });
  }

  change(event: GoogleCalendarEvent, changes: Changes): GoogleCalendarEvent {
    const { calendarId, googleEvent } = event;
    const context = this.#contextOf(calendarId);
    const patch = toPatch(changes, context, this.#readBefore(changes) ?? googleEvent);
    return exists(toEvent(patched(googleEvent, patch), context));
  }

  insert(
    calendarId: string,
    draft: GoogleCalendarEventDraft,
    id: string,
  ): Observable<GoogleCalendarEvent> {
    const resource = { ...toResource(draft, this.#contextOf(calendarId)), id };
    return this.#api.insert(calendarId, resource).pipe(
      this.#unlessDone('duplicate', calendarId, id, resource),
      map((inserted) => this.#told(calendarId, inserted)),
    );
  }

  update(calendarId: string, changes: Changes): Observable<GoogleCalendarEvent> {
    const { id, version } = changes;
    return this.#baseOf(calendarId, changes).pipe(
      switchMap((base) => {
        const patch = toPatch(changes, this.#contextOf(calendarId), base);
        if (Object.keys(patch).length === 0) {
          return this.#api.event(calendarId, id);
        }
        return this.#api
          .patch(calendarId, id, patch, version)
          .pipe(this.#unlessDone('conflict', calendarId, id, patch));
      }),
      map((resource) => this.#told(calendarId, resource)),
    );
  }

  /** Whether Google looks at the version first or at the deletion is not documented: both answers are right. */
  delete(calendarId: string, { id, version }: EventReference): Observable<void> {
    const gone: GoogleEvent = { status: 'cancelled' };
    return this.#api.delete(calendarId, id, version).pipe(
      map(() => gone),
      catchError((error: unknown) => (is(error, 'deleted') ? of(gone) : rethrow(error))),
      this.#unlessDone('conflict', calendarId, id, gone),
      map(() => undefined),
    );
  }

  /** @param copyId The id of the copy, where Google does not restore the event itself. */
  restore(event: GoogleCalendarEvent, copyId: string): Observable<GoogleCalendarEvent> {
    const { calendarId, id, start, googleEvent } = event;
    return this.#api.patch(calendarId, id, { status: 'confirmed' }).pipe(
      map((resource) => this.#told(calendarId, resource)),
      catchError((error: unknown) =>
        is(error, 'forbidden', 'not-found', 'deleted')
          ? this.insert(calendarId, { start, googleEvent }, copyId)
          : rethrow(error),
      ),
    );
  }

  /** An answer, which a later edit of the event is compared to. */
  #told(calendarId: string, resource: GoogleEvent): GoogleCalendarEvent {
    this.#read.remember(resource);
    return exists(toEvent(resource, this.#contextOf(calendarId)));
  }

  /** The resource that an edit was made from, as far as it is remembered. */
  #readBefore({ id, version, googleEvent }: Changes): GoogleEvent | undefined {
    return this.#read.find(googleEvent?.id ?? id, googleEvent?.etag ?? version);
  }

  /**
   * The resource that an edit was made from. Where it is not remembered, the event is asked for; one that has changed
   * since cannot tell which of the differences the app has made.
   */
  #baseOf(calendarId: string, changes: Changes): Observable<GoogleEvent | undefined> {
    const known = this.#readBefore(changes);
    const etag = changes.googleEvent?.etag;
    if (known || (etag === undefined && !needsTimesOfEvent(changes))) {
      return of(known);
    }
    return this.#api.event(calendarId, changes.id).pipe(
      map((now) => {
        if (etag === undefined || etag === now.etag) {
          return now;
        }
        throw new CalendarSyncError(
          'conflict',
          'The event was changed since this copy of it was read: read it again, and edit that.',
        );
      }),
    );
  }

  /** A write that Google refuses may be our own, whose answer was lost: then it is done. */
  #unlessDone(code: CalendarSyncErrorCode, calendarId: string, eventId: string, write: object) {
    return catchError<GoogleEvent, Observable<GoogleEvent>>((error: unknown) =>
      is(error, code)
        ? this.#api
            .event(calendarId, eventId)
            .pipe(map((now) => (alreadyApplied(now, write) ? now : raise(error))))
        : rethrow(error),
    );
  }
}

function exists(event: GoogleCalendarEvent | undefined): GoogleCalendarEvent {
  return event ?? raise(new CalendarSyncError('deleted', 'The event has been deleted.'));
}
