import { catchError, defer, map, type Observable, of, switchMap, throwError } from 'rxjs';
import {
  type CalendarEventChanges,
  CalendarSyncError,
  type CalendarSyncErrorCode,
  type EventReference,
  type EventWrite,
  type PreparedWrite,
  ɵhasCode as hasCode,
} from 'ngx-calendar-sync';
import type { GoogleCalendarApi } from '../api/google-calendar-api';
import type { GoogleEvent } from '../api/wire-types.generated';
import { type EventContext, toEvent } from '../mapping/event-mapping';
import { needsTimesOfEvent, patched, toPatch, toResource } from '../mapping/event-patch';
import type {
  GoogleCalendarEvent,
  GoogleCalendarEventDraft,
  GoogleTypes,
} from '../mapping/google-calendar-event';
import { alreadyApplied } from '../mapping/merge-patch';
import type { ReadResources } from '../mapping/read-resources';

type Changes = CalendarEventChanges<GoogleCalendarEventDraft>;
type Prepared = PreparedWrite<GoogleCalendarEvent>;

/** Writes of events: how each shows until Google has answered, and how it is sent. */
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

  prepare(write: EventWrite<GoogleTypes>): Prepared {
    switch (write.kind) {
      case 'insert':
        return this.#insert(write.calendarId, write.draft);
      case 'update':
        return this.#update(write.calendarId, write.changes, write.seen);
      case 'delete':
        return this.#delete(write.calendarId, write.event, write.seen);
      case 'restore':
        return this.#restore(write.event);
    }
  }

  /** The id is made here, so that Google refuses the same event when it is sent twice. */
  #insert(calendarId: string, draft: GoogleCalendarEventDraft) {
    const id = newEventId();
    const resource = { ...toResource(draft, this.#contextOf(calendarId)), id };
    const send = () =>
      this.#api.insert(calendarId, resource).pipe(
        this.#unlessDone('duplicate', calendarId, id, resource),
        map((inserted) => this.#told(calendarId, inserted)),
      );
    const event = this.#told(calendarId, { ...resource, organizer: { self: true } });
    return { shown: { kind: 'put', event }, send } as const;
  }

  #update(calendarId: string, changes: Changes, seen: GoogleCalendarEvent | undefined): Prepared {
    const { id, version } = changes;
    const context = this.#contextOf(calendarId);
    const original = this.#originalOf(changes, seen);
    const known = original && toPatch(changes, context, original);
    const patch$ = known
      ? of(known)
      : defer(() => this.#fetchedOriginal(calendarId, changes)).pipe(
          map((fetched) => toPatch(changes, context, fetched)),
        );
    const send = (current: string | undefined) =>
      patch$.pipe(
        switchMap((patch) =>
          Object.keys(patch).length === 0
            ? this.#api.event(calendarId, id)
            : this.#api
                .patch(calendarId, id, patch, current)
                .pipe(this.#unlessDone('conflict', calendarId, id, patch)),
        ),
        map((resource) => this.#told(calendarId, resource)),
      );
    if (!seen) {
      return { shown: { kind: 'none', target: { calendarId, eventId: id } }, version, send };
    }
    const patch = known ?? toPatch(changes, context, seen.googleEvent);
    const event = exists(toEvent(patched(seen.googleEvent, patch), context));
    return { shown: { kind: 'put', event }, version, send };
  }

  /** Google does not document whether it looks at the version or at the deletion first: both answers mean success. */
  #delete(
    calendarId: string,
    { id, version }: EventReference,
    seen: GoogleCalendarEvent | undefined,
  ): Prepared {
    const gone: GoogleEvent = { status: 'cancelled' };
    const send = (current: string | undefined) =>
      this.#api.delete(calendarId, id, current).pipe(
        map(() => gone),
        catchError((error: unknown) =>
          hasCode(error, 'deleted') ? of(gone) : throwError(() => error),
        ),
        this.#unlessDone('conflict', calendarId, id, gone),
        map(() => undefined),
      );
    const target = { calendarId, eventId: id, seriesId: seen?.seriesId };
    return { shown: { kind: 'delete', target }, version, send };
  }

  #restore(event: GoogleCalendarEvent): Prepared {
    const { calendarId, id, start, googleEvent } = event;
    const send = () =>
      this.#api.patch(calendarId, id, { status: 'confirmed' }).pipe(
        map((resource) => this.#told(calendarId, resource)),
        catchError((error: unknown) =>
          hasCode(error, 'forbidden', 'not-found', 'deleted')
            ? this.#insert(calendarId, { start, googleEvent }).send()
            : throwError(() => error),
        ),
      );
    return { shown: { kind: 'put', event }, anyVersion: true, send };
  }

  /** An answer, which a later edit of the event is compared to. */
  #told(calendarId: string, resource: GoogleEvent): GoogleCalendarEvent {
    this.#read.remember(resource);
    return exists(toEvent(resource, this.#contextOf(calendarId)));
  }

  /**
   * The resource that an edit was made from, as far as it is known. A copy of an event names it by its etag. Any other edit
   * is made from the event as the user sees it, with the writes that are not answered yet: it must not undo these.
   */
  #originalOf(
    { id, version, googleEvent }: Changes,
    seen: GoogleCalendarEvent | undefined,
  ): GoogleEvent | undefined {
    const { id: copiedId = id, etag } = googleEvent ?? {};
    return etag === undefined
      ? (seen?.googleEvent ?? this.#read.find(id, version))
      : this.#read.find(copiedId, etag);
  }

  /**
   * The resource that an edit was made from, asked for where the edit cannot be understood without it. One that has
   * changed since then does not tell which of the differences the app has made.
   */
  #fetchedOriginal(calendarId: string, changes: Changes): Observable<GoogleEvent | undefined> {
    const etag = changes.googleEvent?.etag;
    if (etag === undefined && !needsTimesOfEvent(changes)) {
      return of(undefined);
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

  /** A write that Google refuses may have been done already, by a request of ours whose answer was lost. */
  #unlessDone(code: CalendarSyncErrorCode, calendarId: string, eventId: string, write: object) {
    return catchError<GoogleEvent, Observable<GoogleEvent>>((error: unknown) => {
      const refused = throwError(() => error);
      return hasCode(error, code)
        ? this.#api
            .event(calendarId, eventId)
            .pipe(switchMap((now) => (alreadyApplied(now, write) ? of(now) : refused)))
        : refused;
    });
  }
}

/** Google takes ids of the letters a to v and digits, which hexadecimal is a part of. */
function newEventId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function exists(event: GoogleCalendarEvent | undefined): GoogleCalendarEvent {
  if (!event) {
    throw new CalendarSyncError('deleted', 'The event has been deleted.');
  }
  return event;
}
