import {
  catchError,
  concat,
  concatMap,
  defer,
  EMPTY,
  from,
  last,
  map,
  type Observable,
  of,
  reduce,
  switchMap,
  throwError,
} from 'rxjs';
import {
  CalendarSyncError,
  ɵhasCode as hasCode,
  ɵorNotLoaded as orNotLoaded,
} from 'ngx-calendar-sync/base';
import {
  type EventTime,
  ɵtargetOf as targetOf,
  ɵsameJson as sameJson,
  type ɵSeriesEventsOf as SeriesEventsOf,
  type ɵWriteTarget as WriteTarget,
} from 'ngx-calendar-sync/core';
import {
  type ɵEventContext as EventContext,
  type ɵGoogleCalendarApi as GoogleCalendarApi,
  type GoogleCalendarEvent,
  type ɵReadResources as ReadResources,
  ɵtoEvent as toEvent,
} from 'ngx-calendar-sync/google/runtime';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import { patched, toPatch } from './event-patch';
import { checkedPatch } from './event-rules';
import {
  type ExceptionPatch,
  type GoogleRequest,
  type GoogleWrite,
  requestOf,
} from './google-request';
import { checkOriginal } from './planned-writes';
import { exceptionsAmong } from './series/listed-exceptions';
import type { ReplacedSeries } from './series/unseen-exceptions';
import { writtenEvent } from './written-event';

type Request<Kind> = Extract<GoogleRequest, { readonly kind: Kind }>;

/** Sends planned writes to Google. Each may be sent again, whatever has become of it before. */
export class SentWrites {
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

  send(
    write: GoogleWrite,
    version: string | undefined,
  ): Observable<GoogleCalendarEvent | undefined> {
    const { shown } = write;
    const { calendarId } = targetOf(shown);
    const request = requestOf(write);
    const from = shown.kind === 'series' ? shown.from : undefined;
    const sent$ =
      request.kind === 'split'
        ? this.#split(calendarId, request, from, version)
        : this.#send(calendarId, request, version);
    return sent$.pipe(map((resource) => resource && this.#rememberedEvent(calendarId, resource)));
  }

  readEvent({ calendarId, eventId }: WriteTarget): Observable<GoogleCalendarEvent | undefined> {
    return this.#api.event(calendarId, eventId).pipe(
      map((resource) =>
        resource.status === 'cancelled' ? undefined : this.#rememberedEvent(calendarId, resource),
      ),
      catchError((error: unknown) =>
        hasCode(error, 'deleted', 'not-found') ? of(undefined) : throwError(() => error),
      ),
    );
  }

  readSeries(
    calendarId: string,
    seriesId: string,
  ): Observable<SeriesEventsOf<GoogleCalendarEvent>> {
    return this.#api.event(calendarId, seriesId).pipe(
      switchMap((master) =>
        this.#instances(calendarId, seriesId).pipe(
          map((instances) => {
            const { changed, cancelled } = exceptionsAmong(instances, master);
            return {
              master: this.#rememberedEvent(calendarId, master),
              exceptions: changed.flatMap(
                (instance) => toEvent(instance, this.#contextOf(calendarId)) ?? [],
              ),
              cancelled,
            };
          }),
        ),
      ),
    );
  }

  /** All occurrences of a series, deleted ones too. */
  #instances(calendarId: string, seriesId: string): Observable<readonly GoogleEvent[]> {
    return this.#api
      .instances(calendarId, seriesId, { showDeleted: true, maxResults: 2500 })
      .pipe(
        reduce<{ readonly items?: readonly GoogleEvent[] }, readonly GoogleEvent[]>(
          (all, { items = [] }) => [...all, ...items],
          [],
        ),
      );
  }

  /** `undefined` is the answer to a deletion. */
  #send(
    calendarId: string,
    request: Exclude<GoogleRequest, { readonly kind: 'split' }>,
    version: string | undefined,
  ): Observable<GoogleEvent | undefined> {
    switch (request.kind) {
      case 'insert':
        return this.#insert(calendarId, request.resource, request);
      case 'patch':
        return this.#patch(calendarId, request, version);
      case 'edit':
        return this.#edit(calendarId, request, version);
      case 'delete':
        return this.#delete(calendarId, request, version);
      case 'restore':
        return this.#api
          .patch(calendarId, request.eventId, request.patch, undefined, request.sendUpdates)
          .pipe(
            catchError((error: unknown) =>
              hasCode(error, 'forbidden', 'not-found', 'deleted')
                ? this.#insert(calendarId, request.copy, request)
                : throwError(() => error),
            ),
          );
      case 'move':
        return this.#move(calendarId, request);
      case 'rejoin':
        return this.#rejoin(calendarId, request);
    }
  }

  /** The id is ours: where it is taken, an earlier request whose answer was lost has arrived. */
  #insert(
    calendarId: string,
    resource: GoogleEvent,
    { sendUpdates }: Pick<GoogleRequest, 'sendUpdates'>,
  ): Observable<GoogleEvent> {
    return this.#api.insert(calendarId, resource, sendUpdates).pipe(
      catchError((error: unknown) =>
        hasCode(error, 'duplicate')
          ? this.#api.event(calendarId, resource.id ?? '').pipe(
              map((current) => {
                if (current.status === 'cancelled') {
                  throw new CalendarSyncError(
                    'deleted',
                    'The event was deleted since it was added.',
                  );
                }
                return current;
              }),
            )
          : throwError(() => error),
      ),
    );
  }

  #patch(
    calendarId: string,
    { eventId, patch, before, exceptions = [], seen, sendUpdates }: Request<'patch'>,
    version: string | undefined,
  ): Observable<GoogleEvent> {
    if (Object.keys(patch).length === 0) {
      return this.#api
        .event(calendarId, eventId)
        .pipe(switchMap((resource) => this.#withExceptions(calendarId, resource, exceptions)));
    }
    const unseen$ =
      seen && before?.start
        ? this.#unseenExceptions(calendarId, {
            newSeries: patched(before, patch),
            master: before,
            from: this.#toEvent(calendarId, before).start,
            seen,
          })
        : of([]);
    return unseen$.pipe(
      switchMap((unseen) =>
        this.#api
          .patch(calendarId, eventId, patch, version, sendUpdates)
          .pipe(
            switchMap((resource) =>
              this.#withExceptions(calendarId, resource, withUnseen(exceptions, unseen)),
            ),
          ),
      ),
    );
  }

  /** What others have changed of single occurrences, for the series that takes the place of theirs. */
  #unseenExceptions(
    calendarId: string,
    replaced: Pick<ReplacedSeries, 'newSeries' | 'master' | 'from' | 'seen'>,
  ): Observable<readonly ExceptionPatch[]> {
    const calendarTimeZone = this.#contextOf(calendarId).calendar?.timeZone;
    return this.#instances(calendarId, replaced.master.id ?? '').pipe(
      switchMap(async (instances) => {
        const { unseenExceptions } = await orNotLoaded(import('./series-writes'));
        return unseenExceptions({ ...replaced, instances, calendarTimeZone });
      }),
    );
  }

  #withExceptions(
    calendarId: string,
    resource: GoogleEvent,
    exceptions: readonly ExceptionPatch[],
  ): Observable<GoogleEvent> {
    return concat(this.#patchExceptions(calendarId, exceptions), of(resource)).pipe(
      last(),
      map(() => resource),
    );
  }

  /** One after the other. The guests are told of the series alone. */
  #patchExceptions(
    calendarId: string,
    exceptions: readonly ExceptionPatch[],
  ): Observable<GoogleEvent | undefined> {
    return from(exceptions).pipe(
      concatMap(({ id, patch }) =>
        this.#api
          .patch(calendarId, id, patch, undefined, 'none')
          .pipe(catchError((error: unknown) => this.#withoutException(calendarId, id, error))),
      ),
    );
  }

  /**
   * An exception that the series has no place for is left out: the series itself is right. Google may also fail to find an
   * occurrence of a series that is new; that one is not lost, the write fails.
   */
  #withoutException(
    calendarId: string,
    id: string,
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
      map((found) => {
        if (found && found.status !== 'cancelled') {
          throw error;
        }
        return found;
      }),
    );
  }

  #edit(
    calendarId: string,
    { eventId, changes, conferenceRequestId, sendUpdates }: Request<'edit'>,
    version: string | undefined,
  ): Observable<GoogleEvent> {
    return this.#api.event(calendarId, eventId).pipe(
      switchMap((current) => {
        checkOriginal(changes, current);
        const context = { ...this.#contextOf(calendarId), conferenceRequestId };
        const patch = checkedPatch(toPatch(changes, context, current), changes, current);
        return Object.keys(patch).length === 0
          ? of(current)
          : this.#api.patch(calendarId, eventId, patch, version ?? current.etag, sendUpdates);
      }),
    );
  }

  /** An event that is deleted already counts as success. */
  #delete(
    calendarId: string,
    { eventId, mayBeMissing, sendUpdates }: Request<'delete'>,
    version: string | undefined,
  ): Observable<undefined> {
    return this.#api.delete(calendarId, eventId, version, sendUpdates).pipe(
      map(() => undefined),
      catchError((error: unknown) =>
        hasCode(error, 'deleted') || (mayBeMissing && hasCode(error, 'not-found'))
          ? of(undefined)
          : throwError(() => error),
      ),
    );
  }

  #move(
    destination: string,
    { eventId, from: source, sendUpdates }: Request<'move'>,
  ): Observable<GoogleEvent> {
    return this.#api.move(source, eventId, destination, sendUpdates).pipe(
      // An earlier request of ours, whose answer was lost, may have moved it already.
      catchError((error: unknown) =>
        hasCode(error, 'not-found', 'deleted')
          ? this.#api.event(destination, eventId).pipe(
              catchError(() => throwError(() => error)),
              map((found) => {
                if (found.status === 'cancelled' || !found.organizer?.self) {
                  throw error;
                }
                return found;
              }),
            )
          : throwError(() => error),
      ),
    );
  }

  /**
   * The new series comes first, so that no occurrence is lost where this ends in the middle, and the old one is trimmed last.
   * Sent again, each step finds what it has done. The guests are told of the new series alone: one mail, not three.
   */
  #split(
    calendarId: string,
    { eventId, before, recurrence, added, whole, isRestDeleted, sendUpdates }: Request<'split'>,
    from: EventTime | undefined,
    version: string | undefined,
  ): Observable<GoogleEvent> {
    const quietly = added ? 'none' : sendUpdates;
    const trim$ = this.#api.patch(
      calendarId,
      eventId,
      { recurrence: [...recurrence] },
      version,
      quietly,
    );
    if (!added) {
      return trim$;
    }
    const { resource, exceptions } = added;
    if (isRestDeleted) {
      return this.#insert(calendarId, resource, { sendUpdates }).pipe(
        switchMap((series) => this.#withExceptions(calendarId, series, exceptions)),
      );
    }
    const seen = whole.exceptions;
    const unseen$ =
      from === undefined
        ? of([])
        : this.#unseenExceptions(calendarId, { newSeries: resource, master: before, from, seen });
    return this.#checkUndivided(calendarId, eventId, resource, version).pipe(
      switchMap(() => unseen$),
      switchMap((unseen) =>
        this.#insert(calendarId, resource, { sendUpdates }).pipe(
          map((series) => ({ series, unseen })),
        ),
      ),
      switchMap(({ series, unseen }) =>
        concat(
          this.#patchExceptions(calendarId, withUnseen(exceptions, unseen)),
          defer(() =>
            trim$.pipe(
              catchError((error: unknown) =>
                this.#trimmed(calendarId, { eventId, recurrence }, error),
              ),
            ),
          ),
        ).pipe(
          last(),
          map(() => series),
        ),
      ),
    );
  }

  /**
   * The whole series is back before the added one goes, so that no occurrence is lost where this ends in the middle. Fails with
   * `conflict` where somebody else has changed the rule since the division.
   */
  #rejoin(
    calendarId: string,
    { eventId, recurrence, left, exceptions, removed, sendUpdates }: Request<'rejoin'>,
  ): Observable<GoogleEvent> {
    const patch = { recurrence: [...recurrence] };
    const quietly = removed === undefined ? sendUpdates : 'none';
    return this.#api.event(calendarId, eventId).pipe(
      switchMap((current) => {
        if (sameJson(current.recurrence, recurrence)) {
          return of(current);
        }
        if (!sameJson(current.recurrence, left)) {
          throw new CalendarSyncError('conflict', 'The rule was changed since it was divided.');
        }
        return this.#api.patch(calendarId, eventId, patch, current.etag, quietly);
      }),
      switchMap((series) =>
        concat(
          this.#patchExceptions(calendarId, exceptions),
          removed === undefined
            ? EMPTY
            : this.#delete(
                calendarId,
                { kind: 'delete', eventId: removed, mayBeMissing: true, sendUpdates },
                undefined,
              ),
          of(series),
        ).pipe(
          last(),
          map(() => series),
        ),
      ),
    );
  }

  /** Where somebody else has changed the series, no second one is added before it is known what is to become of both. */
  #checkUndivided(
    calendarId: string,
    eventId: string,
    added: GoogleEvent,
    version: string | undefined,
  ): Observable<unknown> {
    if (version === undefined) {
      return of(undefined);
    }
    return this.#api.event(calendarId, eventId).pipe(
      switchMap(({ etag }) =>
        etag === version
          ? of(undefined)
          : // An earlier request of ours, whose answer was lost, may have added it already.
            this.#api
              .event(calendarId, added.id ?? '')
              .pipe(
                catchError((error: unknown) =>
                  throwError(() =>
                    hasCode(error, 'not-found', 'deleted')
                      ? new CalendarSyncError(
                          'conflict',
                          'The series was changed since it was read.',
                        )
                      : error,
                  ),
                ),
              ),
      ),
    );
  }

  /** A series that an earlier request of ours, whose answer was lost, has ended already is as it should be. */
  #trimmed(
    calendarId: string,
    { eventId, recurrence }: Pick<Request<'split'>, 'eventId' | 'recurrence'>,
    error: unknown,
  ): Observable<GoogleEvent> {
    return hasCode(error, 'conflict')
      ? this.#api.event(calendarId, eventId).pipe(
          map((current) => {
            if (!sameJson(current.recurrence, recurrence)) {
              throw error;
            }
            return current;
          }),
        )
      : throwError(() => error);
  }

  #toEvent(calendarId: string, resource: GoogleEvent): GoogleCalendarEvent {
    return writtenEvent(resource, this.#contextOf(calendarId));
  }

  /** Remembers a resource, to compare a later edit with, and makes the event of it. */
  #rememberedEvent(calendarId: string, resource: GoogleEvent): GoogleCalendarEvent {
    this.#readResources.remember(resource);
    return this.#toEvent(calendarId, resource);
  }
}

/** What others have changed takes the place of what the write was made with. */
function withUnseen(
  planned: readonly ExceptionPatch[],
  unseen: readonly ExceptionPatch[],
): readonly ExceptionPatch[] {
  const ids = new Set(unseen.map(({ id }) => id));
  return [...planned.filter(({ id }) => !ids.has(id)), ...unseen];
}
