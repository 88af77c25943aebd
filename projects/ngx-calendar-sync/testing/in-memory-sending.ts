import { concatMap, type Observable, of } from 'rxjs';
import { CalendarSyncError } from 'ngx-calendar-sync/base';
import {
  type ɵCalendarProviderTypes as CalendarProviderTypes,
  type ɵPlannedWrite as PlannedWrite,
  ɵsameJson as sameJson,
  type ɵSeriesEventsOf as SeriesEventsOf,
  type ɵWriteTarget as WriteTarget,
} from 'ngx-calendar-sync/core';
import {
  type EventModel,
  type InMemoryRequest,
  requestOf,
  type WholeSeries,
} from './in-memory-request';
import { rewrittenSeries } from './in-memory-rewrite';
import { onException, startOf } from './in-memory-series-writes';
import { withResponse } from './in-memory-writes';
import type { StoredEvents } from './stored-events';

export interface SendingOptions<T extends CalendarProviderTypes> {
  readonly events: StoredEvents<T['event']>;
  readonly model: EventModel<T>;
  /** How the id of a new event is made of its idempotency key: see `ids` of `InMemoryProviderOptions`. */
  readonly idOf: (key: string) => string;
  /** The id under which a deleted event comes back. */
  readonly restoredIdOf: (eventId: string) => string;
  /** Stores an event in a new version. */
  readonly put: (event: T['event']) => T['event'];
  readonly request: <R>(name: string, answer: () => R) => Observable<R>;
}

type Request<T extends CalendarProviderTypes, Op> = Extract<
  InMemoryRequest<T>,
  { readonly op: Op }
>;

/** Sends what was planned to a calendar service in memory. */
export class InMemorySending<T extends CalendarProviderTypes> {
  readonly #options: SendingOptions<T>;

  constructor(options: SendingOptions<T>) {
    this.#options = options;
  }

  send(
    write: PlannedWrite<T['event']>,
    version: string | undefined,
  ): Observable<T['event'] | undefined> {
    const planned = requestOf<T>(write);
    switch (planned.op) {
      case 'insert':
        return this.#insert(planned);
      case 'update':
        return this.#asked('update', planned, () => this.#update(planned, version));
      case 'delete':
        return this.#asked('delete', planned, () => {
          this.#delete(planned, version);
          return undefined;
        });
      case 'restore':
        return this.#asked('restore', planned, () => this.#restore(planned));
      case 'move':
        return this.#asked('move', { ...planned, calendarId: planned.from }, () =>
          this.#move(planned),
        );
      case 'respond':
        return this.#asked('update', planned, () => this.#respond(planned, version));
      case 'split':
        return this.#split(planned, version);
      case 'rewrite':
        return this.#asked('update', planned, () => this.#rewrite(planned));
    }
  }

  readEvent({ calendarId, eventId }: WriteTarget): Observable<T['event'] | undefined> {
    return this.#options.request(`get ${calendarId}/${eventId}`, () =>
      this.#options.events.current(calendarId, eventId),
    );
  }

  readSeries(calendarId: string, seriesId: string): Observable<SeriesEventsOf<T['event']>> {
    return this.#options.request(`series ${calendarId}/${seriesId}`, () =>
      this.#series(this.#existing(calendarId, seriesId)),
    );
  }

  #asked<R>(
    verb: string,
    { calendarId, eventId, mails }: InMemoryRequest<T>,
    answer: () => R,
  ): Observable<R> {
    return this.#options.request(`${verb} ${calendarId}/${eventId}${mails}`, answer);
  }

  #insert(planned: Request<T, 'insert'>): Observable<T['event']> {
    const { events, model, idOf, put, request } = this.#options;
    const { calendarId, eventId, mails, draft, changes } = planned;
    const id = idOf(eventId);
    return request(
      `insert ${calendarId}${mails}`,
      () =>
        events.get(calendarId, id) ??
        put(changes.reduce(model.changed, model.drafted(calendarId, id, draft))),
    );
  }

  #update(planned: Request<T, 'update'>, version: string | undefined): T['event'] {
    const { model, put } = this.#options;
    const { calendarId, eventId, changes, series, resets } = planned;
    const event = this.#existing(calendarId, eventId, version);
    const { exceptions } = this.#series(event);
    if (resets) {
      this.#removeExceptions(event);
    } else if (series) {
      for (const exception of exceptions) {
        put(onException(exception, planned, model));
      }
    }
    return put(changes.reduce(model.changed, event));
  }

  #delete({ calendarId, eventId }: Request<T, 'delete'>, version: string | undefined): void {
    const { events, put } = this.#options;
    if (!events.isDeleted(calendarId, eventId)) {
      put({ ...events.existing(calendarId, eventId, version), status: 'cancelled' });
    }
  }

  /** A series moves with the exceptions that it has. */
  #move({ calendarId, eventId, from }: Request<T, 'move'>): T['event'] {
    const { events, model, put } = this.#options;
    const moved = events.current(calendarId, eventId);
    if (moved && events.isDeleted(from, eventId)) {
      return moved;
    }
    const event = this.#existing(from, eventId);
    const exceptions = events
      .all(from)
      .filter(({ seriesId }) => seriesId !== undefined && seriesId === eventId);
    for (const member of [...exceptions, event]) {
      put(model.copied(member, calendarId, member.id));
      put({ ...member, status: 'cancelled' });
    }
    return this.#existing(calendarId, eventId);
  }

  #respond(planned: Request<T, 'respond'>, version: string | undefined): T['event'] {
    const { put } = this.#options;
    const { calendarId, eventId, response, comment, series } = planned;
    const event = this.#existing(calendarId, eventId, version);
    for (const exception of series ? this.#series(event).exceptions : []) {
      put(withResponse<T>(exception, response, comment));
    }
    return put(withResponse<T>(event, response, comment));
  }

  /** Each step finds what it has done before. */
  #split(
    planned: Request<T, 'split'>,
    version: string | undefined,
  ): Observable<T['event'] | undefined> {
    const { request } = this.#options;
    const { calendarId, added, isGone, mails } = planned;
    const ended$ = isGone
      ? of(undefined)
      : this.#asked('update', planned, () => {
          this.#end(planned, version);
        });
    return ended$.pipe(
      concatMap(() =>
        added
          ? request(`insert ${calendarId}${mails}`, () => this.#putSeries(added))
          : of(undefined),
      ),
    );
  }

  #end(
    { calendarId, eventId, from, recurrence }: Request<T, 'split'>,
    version: string | undefined,
  ): void {
    const { events, put } = this.#options;
    const current = this.#existing(calendarId, eventId);
    if (sameJson(current.recurrence, recurrence)) {
      return;
    }
    const event = this.#existing(calendarId, eventId, version);
    events.removeExceptions(event, from);
    put({ ...event, recurrence });
  }

  #putSeries({ master, exceptions, cancelled }: WholeSeries<T['event']>): T['event'] {
    const { events, model, idOf, put } = this.#options;
    const { calendarId } = master;
    const id = idOf(master.id);
    const before = events.get(calendarId, id);
    if (before) {
      return before;
    }
    const stored = put(model.copied(master, calendarId, id));
    this.#putExceptions(stored, exceptions, cancelled);
    return stored;
  }

  /** What somebody else has brought back is theirs. */
  #restore({ calendarId, eventId, event }: Request<T, 'restore'>): T['event'] {
    const { events, model, restoredIdOf, put } = this.#options;
    const id = restoredIdOf(eventId);
    return (
      events.current(calendarId, eventId) ??
      events.current(calendarId, id) ??
      put(model.copied(event, calendarId, id))
    );
  }

  #rewrite(planned: Request<T, 'rewrite'>): T['event'] {
    const { events, model, idOf, put } = this.#options;
    const { calendarId, eventId, removed, written, isForced } = planned;
    const added = removed && events.current(calendarId, idOf(removed.master.id));
    const isBroughtBack = isForced && events.isDeleted(calendarId, eventId);
    const series =
      written && !isBroughtBack
        ? rewrittenSeries<T>(
            planned,
            this.#series(this.#existing(calendarId, eventId)),
            added && this.#series(added),
            model,
          )
        : planned.series;
    if (added) {
      put({ ...added, status: 'cancelled' });
    }
    events.removeExceptions(series.master);
    const master = put(series.master);
    this.#putExceptions(master, series.exceptions, series.cancelled);
    return master;
  }

  #putExceptions(
    master: T['event'],
    exceptions: readonly T['event'][],
    cancelled: WholeSeries<T['event']>['cancelled'],
  ): void {
    const { events, model, put } = this.#options;
    const { calendarId, id: seriesId } = master;
    for (const exception of exceptions) {
      const id = `${seriesId}_${startOf(exception)}`;
      put({ ...model.copied(exception, calendarId, id), seriesId });
    }
    for (const originalStart of cancelled) {
      put({ ...events.occurrence(master, originalStart), status: 'cancelled' });
    }
  }

  #removeExceptions(master: T['event']): void {
    this.#options.events.removeExceptions(master);
  }

  #series(master: T['event']): WholeSeries<T['event']> {
    const all = this.#options.events
      .all(master.calendarId)
      .filter(({ seriesId }) => seriesId === master.id);
    return {
      master,
      exceptions: all.filter(({ status }) => status !== 'cancelled'),
      cancelled: all.filter(({ status }) => status === 'cancelled').map(startOf),
    };
  }

  #existing(calendarId: string, eventId: string, version?: string): T['event'] {
    const { events } = this.#options;
    if (events.isDeleted(calendarId, eventId)) {
      throw new CalendarSyncError('deleted', `The event ${eventId} has been deleted.`);
    }
    return events.existing(calendarId, eventId, version);
  }
}
