import { catchError, defer, from, map, type Observable, of, switchMap, throwError } from 'rxjs';
import {
  CalendarSyncError,
  type CalendarSyncErrorCode,
  ɵhasCode as hasCode,
  ɵorNotLoaded as orNotLoaded,
} from 'ngx-calendar-sync/base';
import type {
  CalendarEventChanges,
  ɵEventWrite as EventWrite,
  ɵPreparedWrite as PreparedWrite,
  SendUpdates,
} from 'ngx-calendar-sync/core';
import {
  type ɵEventContext as EventContext,
  type ɵEventWrites as EventWrites,
  type ɵGoogleCalendarApi as GoogleCalendarApi,
  type GoogleCalendarEvent,
  type GoogleCalendarEventDraft,
  type ɵGoogleEventPatch as GoogleEventPatch,
  type ɵGoogleTypes as GoogleTypes,
  type ɵReadResources as ReadResources,
  ɵtoEvent as toEvent,
} from 'ngx-calendar-sync/google/runtime';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import { needsTimesOfEvent, patched, toPatch, toResource, type WriteContext } from './event-patch';
import type * as EventRules from './event-rules';
import type { RefusedWrite } from './refused-write';

type Changes = CalendarEventChanges<GoogleCalendarEventDraft>;
type Prepared = PreparedWrite<GoogleCalendarEvent>;
type Write<Kind> = Extract<EventWrite<GoogleTypes>, { readonly kind: Kind }>;

/** Prepares writes of events: how each shows until Google has answered, and how it is sent. */
export class GoogleEventWrites implements EventWrites {
  readonly #api: GoogleCalendarApi;
  readonly #readResources: ReadResources;
  readonly #contextOf: (calendarId: string) => EventContext;

  constructor(
    api: GoogleCalendarApi,
    readResources: ReadResources,
    contextOf: (calendarId: string) => EventContext,
  ) {
    this.#api = api;
    this.#readResources = readResources;
    this.#contextOf = contextOf;
  }

  prepare(write: EventWrite<GoogleTypes>, sendUpdates: SendUpdates | undefined): Prepared {
    switch (write.kind) {
      case 'insert':
        return this.#insert(write.calendarId, write.draft, sendUpdates);
      case 'update':
        return this.#update(write, sendUpdates);
      case 'delete':
        return this.#delete(write, sendUpdates);
      case 'restore':
        return this.#restore(write.event, sendUpdates);
    }
  }

  /** The id is made here, so that sending an insert again makes no second event: Google refuses the second one. */
  #insert(
    calendarId: string,
    draft: GoogleCalendarEventDraft,
    sendUpdates: SendUpdates | undefined,
  ) {
    const id = newId();
    const resource = { ...toResource(draft, this.#writeContext(calendarId)), id };
    const send = () =>
      ruled(resource, ({ checkedEvent }) => checkedEvent(resource, draft)).pipe(
        switchMap((checked) => this.#api.insert(calendarId, checked, sendUpdates)),
        this.#unlessDone('duplicate', calendarId, id, { written: resource }),
        map((inserted) => this.#rememberedEvent(calendarId, inserted)),
      );
    const event = this.#rememberedEvent(calendarId, { ...resource, organizer: { self: true } });
    return { shown: { kind: 'put', event }, send } as const;
  }

  #update(
    { calendarId, changes, seen }: Write<'update'>,
    sendUpdates: SendUpdates | undefined,
  ): Prepared {
    const { id, version } = changes;
    const context = this.#writeContext(calendarId);
    const original = this.#originalOf(changes, seen);
    // Absent where the original is not known yet.
    const patchNow = original && toPatch(changes, context, original);
    const original$ = original
      ? of(original)
      : defer(() => this.#fetchedOriginal(calendarId, changes));
    const send = (sentVersion: string | undefined) =>
      original$.pipe(
        switchMap((before) => {
          const patch = patchNow ?? toPatch(changes, context, before);
          return ruled(patch, ({ checkedPatch }) => checkedPatch(patch, changes, before), before);
        }),
        switchMap((patch) =>
          Object.keys(patch).length === 0
            ? this.#api.event(calendarId, id)
            : this.#api.patch(calendarId, id, patch, sentVersion, sendUpdates).pipe(
                this.#unlessDone('conflict', calendarId, id, {
                  written: patch,
                  before: original,
                  again: (etag) => this.#api.patch(calendarId, id, patch, etag, sendUpdates),
                }),
              ),
        ),
        map((resource) => this.#rememberedEvent(calendarId, resource)),
      );
    if (!seen) {
      return { shown: { kind: 'none', target: { calendarId, eventId: id } }, version, send };
    }
    const patch = patchNow ?? toPatch(changes, context, seen.googleEvent);
    const event = existing(toEvent(patched(seen.googleEvent, patch), context));
    return { shown: { kind: 'put', event }, version, send };
  }

  /** An event that is deleted already counts as success. Google may say 410 or 412: which one is not documented. */
  #delete(
    { calendarId, event: { id, version }, seen }: Write<'delete'>,
    sendUpdates: SendUpdates | undefined,
  ): Prepared {
    const gone: GoogleEvent = { status: 'cancelled' };
    const sendOnce = (etag: string | undefined) =>
      this.#api.delete(calendarId, id, etag, sendUpdates).pipe(
        map(() => gone),
        catchError((error: unknown) =>
          hasCode(error, 'deleted') ? of(gone) : throwError(() => error),
        ),
      );
    const send = (sentVersion: string | undefined) =>
      sendOnce(sentVersion).pipe(
        this.#unlessDone('conflict', calendarId, id, {
          written: gone,
          before: seen?.googleEvent,
          again: sendOnce,
        }),
        map(() => undefined),
      );
    const target = { calendarId, eventId: id, seriesId: seen?.seriesId };
    return { shown: { kind: 'delete', target }, version, send };
  }

  #restore(event: GoogleCalendarEvent, sendUpdates: SendUpdates | undefined): Prepared {
    const { calendarId, id, start, googleEvent } = event;
    const send = () =>
      this.#api.patch(calendarId, id, { status: 'confirmed' }, undefined, sendUpdates).pipe(
        map((resource) => this.#rememberedEvent(calendarId, resource)),
        catchError((error: unknown) =>
          hasCode(error, 'forbidden', 'not-found', 'deleted')
            ? this.#insert(calendarId, { start, googleEvent }, sendUpdates).send()
            : throwError(() => error),
        ),
      );
    return { shown: { kind: 'put', event }, anyVersion: true, send };
  }

  /** Made once for each write, so that the conference it asks for has the same id when it is sent again. */
  #writeContext(calendarId: string): WriteContext {
    return { ...this.#contextOf(calendarId), conferenceRequestId: newId() };
  }

  /** Remembers a resource, to compare a later edit with, and makes the event of it. */
  #rememberedEvent(calendarId: string, resource: GoogleEvent): GoogleCalendarEvent {
    this.#readResources.remember(resource);
    return existing(toEvent(resource, this.#contextOf(calendarId)));
  }

  /**
   * The resource that an edit was made from, if it is known. If the app edited a `googleEvent` that it had read, its
   * etag says which. Any other edit is compared with the event as shown, overlays included, so that it undoes no write
   * that is not answered yet.
   */
  #originalOf(
    { id, version, googleEvent }: Changes,
    seen: GoogleCalendarEvent | undefined,
  ): GoogleEvent | undefined {
    const { id: resourceId = id, etag } = googleEvent ?? {};
    return etag === undefined
      ? (seen?.googleEvent ?? this.#readResources.find(id, version))
      : this.#readResources.find(resourceId, etag);
  }

  /**
   * The resource that an edit was made from, asked for where the edit cannot be understood without it. If the event has
   * changed since, the app's changes cannot be told from those of others, and the edit is refused.
   */
  #fetchedOriginal(calendarId: string, changes: Changes): Observable<GoogleEvent | undefined> {
    const etag = changes.googleEvent?.etag;
    if (etag === undefined && !needsTimesOfEvent(changes)) {
      return of(undefined);
    }
    return this.#api.event(calendarId, changes.id).pipe(
      map((current) => {
        if (etag === undefined || etag === current.etag) {
          return current;
        }
        throw new CalendarSyncError(
          'conflict',
          'The event was changed since this copy of it was read: read it again, and edit that.',
        );
      }),
    );
  }

  /** Looks what has become of a write that was refused with this code. Where that cannot be loaded, it is refused. */
  #unlessDone(
    code: CalendarSyncErrorCode,
    calendarId: string,
    eventId: string,
    refused: Pick<RefusedWrite, 'written' | 'before' | 'again'>,
  ) {
    return catchError<GoogleEvent, Observable<GoogleEvent>>((error: unknown) => {
      const fail = () => throwError(() => error);
      return hasCode(error, code)
        ? from(import('./refused-write')).pipe(
            catchError(fail),
            switchMap(({ afterRefusal }) => {
              const current$ = this.#api.event(calendarId, eventId);
              return afterRefusal({ ...refused, error, current$ });
            }),
          )
        : fail();
    });
  }
}

const RULED_FIELDS = ['attendees', 'conferenceData', 'eventType', 'reminders'] as const;

/**
 * Checks what is written. Few writes have rules, so their code is loaded with the first one that has. Where it cannot be
 * loaded, Google alone checks; only a status event needs the code, which adds what Google demands.
 */
export function ruled<Written extends GoogleEventPatch>(
  written: Written,
  check: (rules: typeof EventRules) => Written,
  { eventType = 'default' }: GoogleEvent = {},
): Observable<Written> {
  if (eventType === 'default' && !RULED_FIELDS.some((name) => name in written)) {
    return of(written);
  }
  const rules$ = from(orNotLoaded(import('./event-rules')));
  const isStatusEvent = eventType !== 'default' || 'eventType' in written;
  return (isStatusEvent ? rules$ : rules$.pipe(catchError(() => of(undefined)))).pipe(
    map((rules) => (rules ? check(rules) : written)),
  );
}

/** Of an event, for which Google allows the letters a to v and digits: hexadecimal digits are among them. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function existing(event: GoogleCalendarEvent | undefined): GoogleCalendarEvent {
  if (!event) {
    throw new CalendarSyncError('deleted', 'The event has been deleted.');
  }
  return event;
}
