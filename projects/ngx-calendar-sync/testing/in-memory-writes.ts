import type { Observable } from 'rxjs';
import type {
  CalendarEventChanges,
  ɵCalendarProviderTypes as CalendarProviderTypes,
  EventReference,
  ɵEventWrite as EventWrite,
  ɵPreparedWrite as PreparedWrite,
  SendUpdates,
} from 'ngx-calendar-sync/core';
import type { StoredEvents } from './stored-events';

/** What writes need of the provider: where events are stored, and what a write makes of them. */
export interface WritesOptions<T extends CalendarProviderTypes> {
  readonly events: StoredEvents<T['event']>;
  /** How the id of a new event is made of its idempotency key: see `ids` of `InMemoryProviderOptions`. */
  readonly idOf: (key: string) => string;
  readonly drafted: (calendarId: string, eventId: string, draft: T['draft']) => T['event'];
  readonly changed: (event: T['event'], changes: CalendarEventChanges<T['draft']>) => T['event'];
  readonly put: (event: T['event']) => T['event'];
  readonly request: <R>(name: string, answer: () => R) => Observable<R>;
}

type Prepared<T extends CalendarProviderTypes> = PreparedWrite<T['event']>;

/** The writes of a calendar service in memory. */
export class InMemoryWrites<T extends CalendarProviderTypes> {
  readonly #options: WritesOptions<T>;
  #keys = 0;

  constructor(options: WritesOptions<T>) {
    this.#options = options;
  }

  prepare(write: EventWrite<T>, sendUpdates: SendUpdates | undefined): Prepared<T> {
    switch (write.kind) {
      case 'insert':
        return this.#insert(write.calendarId, write.draft, sendUpdates);
      case 'update':
        return this.#update(write.calendarId, write.changes, write.seen, sendUpdates);
      case 'delete':
        return this.#delete(write.calendarId, write.event, write.seen, sendUpdates);
      case 'restore':
        return this.#restore(write.event, sendUpdates);
    }
  }

  #insert(
    calendarId: string,
    draft: T['draft'],
    sendUpdates: SendUpdates | undefined,
  ): Prepared<T> {
    const { events, idOf, drafted, put, request } = this.#options;
    this.#keys += 1;
    const key = `key${this.#keys}`;
    const id = idOf(key);
    return {
      shown: { kind: 'put', event: drafted(calendarId, key, draft) },
      send: () =>
        request(
          `insert ${calendarId}${mailsOf(sendUpdates)}`,
          () => events.get(calendarId, id) ?? put(drafted(calendarId, id, draft)),
        ),
    };
  }

  #update(
    calendarId: string,
    changes: CalendarEventChanges<T['draft']>,
    seen: T['event'] | undefined,
    sendUpdates: SendUpdates | undefined,
  ): Prepared<T> {
    const { events, changed, put, request } = this.#options;
    const { id, version } = changes;
    return {
      shown: seen
        ? { kind: 'put', event: changed(seen, changes) }
        : { kind: 'none', target: { calendarId, eventId: id } },
      version,
      send: (current) =>
        request(`update ${calendarId}/${id}${mailsOf(sendUpdates)}`, () =>
          put(changed(events.existing(calendarId, id, current), changes)),
        ),
    };
  }

  #delete(
    calendarId: string,
    { id, version }: EventReference,
    seen: T['event'] | undefined,
    sendUpdates: SendUpdates | undefined,
  ): Prepared<T> {
    const { events, put, request } = this.#options;
    return {
      shown: { kind: 'delete', target: { calendarId, eventId: id, seriesId: seen?.seriesId } },
      version,
      send: (current) =>
        request(`delete ${calendarId}/${id}${mailsOf(sendUpdates)}`, () => {
          put({ ...events.existing(calendarId, id, current), status: 'cancelled' });
          return undefined;
        }),
    };
  }

  #restore(event: T['event'], sendUpdates: SendUpdates | undefined): Prepared<T> {
    const { put, request } = this.#options;
    return {
      shown: { kind: 'put', event },
      anyVersion: true,
      send: () =>
        request(`restore ${event.calendarId}/${event.id}${mailsOf(sendUpdates)}`, () =>
          put({ ...event, status: 'confirmed' }),
        ),
    };
  }
}

/** What the name of a request ends with where guests are told of the write by e-mail. */
export function mailsOf(sendUpdates: SendUpdates | undefined): string {
  return sendUpdates && sendUpdates !== 'none' ? `?sendUpdates=${sendUpdates}` : '';
}
