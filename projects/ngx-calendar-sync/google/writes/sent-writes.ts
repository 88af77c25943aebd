import { catchError, map, type Observable, of, switchMap, tap, throwError } from 'rxjs';
import { CalendarSyncError, ɵhasCode as hasCode } from 'ngx-calendar-sync/base';
import {
  ɵtargetOf as targetOf,
  type ɵSeriesEventsOf as SeriesEventsOf,
  type ɵWriteTarget as WriteTarget,
} from 'ngx-calendar-sync/core';
import {
  type ɵEventContext as EventContext,
  type ɵGoogleCalendarApi as GoogleCalendarApi,
  type GoogleCalendarEvent,
  type ɵGoogleEventPatch as GoogleEventPatch,
  type ɵReadResources as ReadResources,
  ɵtoEvent as toEvent,
} from 'ngx-calendar-sync/google/runtime';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import { ɵalreadyApplied as alreadyApplied } from 'ngx-calendar-sync/core/outbox';
import { toPatch } from './event-patch';
import { checkedPatch } from './event-rules';
import { type GoogleRequest, type GoogleWrite, type Keep, requestOf } from './google-request';
import { checkOriginal } from './planned-writes';
import { SentExceptions } from './sent-exceptions';
import { SentMoves } from './sent-moves';
import { SentRejoin } from './sent-rejoin';
import { SentSeries } from './sent-series';
import { currentResource, deletedOnce, insertedOnce } from './sent-single-writes';
import { isOccurrenceOf } from './series/is-occurrence-of';
import { exceptionsAmong } from './series/listed-exceptions';
import { seriesInstances } from './series-instances';
import { conflict } from './steps-of-series';
import { writtenEvent } from './written-event';

type Request<Kind> = Extract<GoogleRequest, { readonly kind: Kind }>;

/** Sends planned writes to Google. Each may be sent again, whatever has become of it before. */
export class SentWrites {
  readonly #api: GoogleCalendarApi;
  readonly #readResources: ReadResources;
  readonly #contextOf: (calendarId: string) => EventContext;
  readonly #series: SentSeries;
  readonly #rejoin: SentRejoin;
  readonly #moves: SentMoves;
  /**
   * Versions of events that this app has added and that somebody else has changed before the answer was known: what its user has
   * made of them until then was made without having seen that.
   */
  readonly #changedSinceAdded = new Set<string>();

  constructor(
    api: GoogleCalendarApi,
    readResources: ReadResources,
    contextOf: (calendarId: string) => EventContext,
  ) {
    this.#api = api;
    this.#readResources = readResources;
    this.#contextOf = contextOf;
    const exceptions = new SentExceptions(api);
    this.#series = new SentSeries(api, exceptions, contextOf);
    this.#rejoin = new SentRejoin(api, exceptions);
    this.#moves = new SentMoves(api);
  }

  send(
    write: GoogleWrite,
    version: string | undefined,
    keep?: Keep,
  ): Observable<GoogleCalendarEvent | undefined> {
    const { calendarId } = targetOf(write.shown);
    const request = requestOf(write);
    if (request.kind === 'move') {
      return this.#moves
        .send(calendarId, request, { version, keep })
        .pipe(map((moved) => this.#rememberedEvent(moved.calendarId, moved.resource)));
    }
    return this.#send(calendarId, write, request, version, keep).pipe(
      map((resource) => resource && this.#rememberedEvent(calendarId, resource)),
    );
  }

  readEvent({ calendarId, eventId }: WriteTarget): Observable<GoogleCalendarEvent | undefined> {
    return currentResource(this.#api, calendarId, eventId).pipe(
      map((resource) => resource && this.#rememberedEvent(calendarId, resource)),
    );
  }

  /**
   * Where its series was moved or divided, Google knows no occurrence by the id that it had before, or calls it deleted where it was
   * an exception.
   */
  checkDeleted(write: GoogleWrite): Observable<void> {
    const request = requestOf(write);
    const { calendarId } = targetOf(write.shown);
    const seriesId = request.kind === 'delete' ? request.before?.recurringEventId : undefined;
    if (request.kind !== 'delete' || seriesId === undefined) {
      return of(undefined);
    }
    const zone = this.#contextOf(calendarId).calendar?.timeZone;
    const occurrence$ = this.#api
      .event(calendarId, request.eventId)
      .pipe(
        catchError((error: unknown) =>
          hasCode(error, 'not-found') ? of(undefined) : throwError(() => error),
        ),
      );
    return occurrence$.pipe(
      switchMap((occurrence) =>
        occurrence && occurrence.status !== 'cancelled'
          ? of(undefined)
          : currentResource(this.#api, calendarId, seriesId).pipe(
              switchMap(async (series) => {
                const isDeleted =
                  !series || (occurrence && (await isOccurrenceOf(series, occurrence, zone)));
                if (!isDeleted) {
                  throw movedAway();
                }
              }),
            ),
      ),
    );
  }

  readSeries(
    calendarId: string,
    seriesId: string,
  ): Observable<SeriesEventsOf<GoogleCalendarEvent>> {
    return this.#api.event(calendarId, seriesId).pipe(
      switchMap((master) =>
        seriesInstances(this.#api, calendarId, seriesId).pipe(
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

  /** `undefined` is the answer to a deletion. */
  #send(
    calendarId: string,
    write: GoogleWrite,
    request: Exclude<GoogleRequest, { readonly kind: 'move' }>,
    version: string | undefined,
    keep: Keep | undefined,
  ): Observable<GoogleEvent | undefined> {
    switch (request.kind) {
      case 'insert':
        return this.#insert(calendarId, request.resource, request.sendUpdates);
      case 'patch':
        return this.#patch(calendarId, request, version, keep);
      case 'edit':
        return this.#edit(calendarId, request, version);
      case 'delete':
        this.#checkSeen(request, version);
        return deletedOnce(this.#api, calendarId, request, version).pipe(
          switchMap((isGone) => (isGone ? this.checkDeleted(write) : of(undefined))),
          map(() => undefined),
        );
      case 'restore':
        return this.#api
          .patch(calendarId, request.eventId, request.patch, undefined, request.sendUpdates)
          .pipe(
            catchError((error: unknown) =>
              hasCode(error, 'forbidden', 'not-found', 'deleted')
                ? this.#insert(calendarId, request.copy, request.sendUpdates)
                : throwError(() => error),
            ),
          );
      case 'split':
        return this.#series.split(calendarId, request, {
          from: write.shown.kind === 'series' ? write.shown.from : undefined,
          version,
          keep,
        });
      case 'rejoin':
        return this.#rejoin.send(calendarId, request);
    }
  }

  #insert(
    calendarId: string,
    resource: GoogleEvent,
    sendUpdates: GoogleRequest['sendUpdates'],
  ): Observable<GoogleEvent> {
    return insertedOnce(this.#api, calendarId, resource, sendUpdates).pipe(
      map(({ resource: inserted, isRepeated }) => {
        // The id is ours, so that nobody else has added it; but somebody else may have changed it since.
        if (isRepeated && !alreadyApplied(inserted, resource)) {
          this.#changedSinceAdded.add(versionOf(inserted.id, inserted.etag));
        }
        return inserted;
      }),
    );
  }

  #patch(
    calendarId: string,
    request: Request<'patch'>,
    version: string | undefined,
    keep: Keep | undefined,
  ): Observable<GoogleEvent> {
    const { eventId, patch, exceptions, seen, sendUpdates } = request;
    this.#checkSeen(request, version);
    if (exceptions || seen) {
      return this.#series.patch(calendarId, request, { version, keep });
    }
    return Object.keys(patch).length === 0
      ? this.#api.event(calendarId, eventId)
      : this.#api.patch(calendarId, eventId, patch, version, sendUpdates).pipe(
          tap((answer) => {
            checkNotDeleted(answer, patch);
          }),
        );
  }

  /** @throws CalendarSyncError `conflict` for a write that was made before the answer to the insert of its event */
  #checkSeen({ eventId, before }: Request<'patch' | 'delete'>, version: string | undefined): void {
    const isMadeBeforeAnswer = before !== undefined && before.etag === undefined;
    if (isMadeBeforeAnswer && this.#changedSinceAdded.has(versionOf(eventId, version))) {
      throw conflict('The event was changed since it was added.');
    }
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

  /** Remembers a resource, to compare a later edit with, and makes the event of it. */
  #rememberedEvent(calendarId: string, resource: GoogleEvent): GoogleCalendarEvent {
    this.#readResources.remember(resource);
    return writtenEvent(resource, this.#contextOf(calendarId));
  }
}

function versionOf(eventId: string | undefined, etag: string | undefined): string {
  return JSON.stringify([eventId, etag]);
}

function movedAway(): CalendarSyncError {
  return new CalendarSyncError(
    'not-found',
    ngDevMode &&
      'Somebody else has moved, divided or ended the series, which has no such occurrence any more: if another one takes its place, delete that.',
  );
}

/**
 * Google patches an event that was deleted or moved away too, without bringing it back.
 * @throws CalendarSyncError `deleted`
 */
function checkNotDeleted(answer: GoogleEvent, patch: GoogleEventPatch): void {
  if (answer.status === 'cancelled' && patch.status !== 'cancelled') {
    throw new CalendarSyncError('deleted', ngDevMode && 'The event was deleted.');
  }
}
