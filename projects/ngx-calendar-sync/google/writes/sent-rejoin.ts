import { EMPTY, map, type Observable, of, switchMap } from 'rxjs';
import { CalendarSyncError } from 'ngx-calendar-sync/base';
import { ɵsameJson as sameJson } from 'ngx-calendar-sync/core';
import {
  type ɵGoogleCalendarApi as GoogleCalendarApi,
  ɵisSameButConference as isSameButConference,
} from 'ngx-calendar-sync/google/runtime';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import type { AddedSeries, GoogleRequest } from './google-request';
import type { SentExceptions } from './sent-exceptions';
import { currentResource, deletedOnce } from './sent-single-writes';
import { exceptionsAmong } from './series/listed-exceptions';
import { isLeftAs } from './series/plain-occurrence';
import { seriesInstances } from './series-instances';
import { after, conflict } from './steps-of-series';

type Rejoin = Extract<GoogleRequest, { readonly kind: 'rejoin' }>;

/** Sends what takes the division of a series back. Sent again, each step finds what it has done. */
export class SentRejoin {
  readonly #api: GoogleCalendarApi;
  readonly #exceptions: SentExceptions;

  constructor(api: GoogleCalendarApi, exceptions: SentExceptions) {
    this.#api = api;
    this.#exceptions = exceptions;
  }

  /**
   * The whole series is back before the added one goes, so that no occurrence is lost where this ends in the middle. Fails with
   * `conflict` where somebody else has changed the rule, or the series that was added, since the division.
   */
  send(calendarId: string, request: Rejoin): Observable<GoogleEvent> {
    const { eventId, exceptions, removed, sendUpdates } = request;
    const removedId = removed?.resource.id;
    return this.#api.event(calendarId, eventId).pipe(
      switchMap((current) =>
        isWhole(current, request)
          ? after(current, this.#exceptions.sendAgain(calendarId, current, exceptions))
          : this.#madeWhole(calendarId, request, current).pipe(
              switchMap((series) => after(series, this.#exceptions.send(calendarId, exceptions))),
            ),
      ),
      switchMap((series) =>
        after(
          series,
          removedId === undefined
            ? EMPTY
            : deletedOnce(this.#api, calendarId, {
                eventId: removedId,
                mayBeMissing: true,
                sendUpdates,
              }),
        ),
      ),
    );
  }

  #madeWhole(
    calendarId: string,
    { eventId, recurrence, left, removed, isForced, sendUpdates }: Rejoin,
    current: GoogleEvent,
  ): Observable<GoogleEvent> {
    const isDeleted = current.status === 'cancelled';
    if (!isForced && isDeleted) {
      throw new CalendarSyncError('deleted', 'The series was deleted since it was divided.');
    }
    if (!isForced && !sameJson(current.recurrence, left)) {
      throw conflict('The rule was changed since it was divided.');
    }
    const patch = {
      recurrence: [...recurrence],
      ...(isDeleted ? { status: 'confirmed' as const } : {}),
    };
    const unchanged$ = isForced || !removed ? of(true) : this.#isLeft(calendarId, removed);
    return unchanged$.pipe(
      switchMap((isUnchanged) => {
        if (!isUnchanged) {
          throw conflict('The series that was added was changed since.');
        }
        const quietly = removed ? 'none' : sendUpdates;
        return this.#api.patch(calendarId, eventId, patch, current.etag, quietly);
      }),
    );
  }

  /** Whether a series is as the write has left it that has added it, its occurrences too. One that is gone loses nothing. */
  #isLeft(calendarId: string, { resource, exceptions }: AddedSeries): Observable<boolean> {
    const { id = '' } = resource;
    return currentResource(this.#api, calendarId, id).pipe(
      switchMap((series) => {
        if (!series || !isSameButConference(resource, series)) {
          return of(!series);
        }
        const patches = new Map(exceptions.map((exception) => [exception.id, exception.patch]));
        const isDeletion = (instance: GoogleEvent) =>
          patches.get(instance.id ?? '')?.status === 'cancelled';
        return seriesInstances(this.#api, calendarId, id).pipe(
          map(
            (instances) =>
              exceptionsAmong(instances, series).changed.every((instance) =>
                isLeftAs(series, instance, patches.get(instance.id ?? '') ?? {}),
              ) &&
              instances.every(
                (instance) => instance.status !== 'cancelled' || isDeletion(instance),
              ),
          ),
        );
      }),
    );
  }
}

function isWhole({ recurrence, status }: GoogleEvent, { recurrence: whole }: Rejoin): boolean {
  return status !== 'cancelled' && sameJson(recurrence, whole);
}
