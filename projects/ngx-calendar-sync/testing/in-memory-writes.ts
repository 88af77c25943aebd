import { CalendarSyncError } from 'ngx-calendar-sync/base';
import {
  type CalendarEventChanges,
  type ɵCalendarProviderTypes as CalendarProviderTypes,
  type EventReference,
  type ɵEventWrite as EventWrite,
  type ɵOverlay as Overlay,
  type ɵPlannedWrite as PlannedWrite,
  type SendUpdates,
  ɵtargetOf as targetOf,
} from 'ngx-calendar-sync/core';
import { effectiveChanges, namesOfFields } from './event-fields';
import { type EventModel, type InMemoryRequest, mailsOf, toPlain } from './in-memory-request';

export interface WritesOptions<T extends CalendarProviderTypes> {
  readonly model: EventModel<T>;
  /** Whether the service can move an event to another calendar. */
  readonly moves: boolean;
}

type Planned<T extends CalendarProviderTypes> = PlannedWrite<T['event']>;
type Write<T extends CalendarProviderTypes, Kind> = Extract<EventWrite<T>, { readonly kind: Kind }>;

/** Plans the writes of a calendar service in memory. */
export class InMemoryWrites<T extends CalendarProviderTypes> {
  readonly #options: WritesOptions<T>;
  #keys = 0;

  constructor(options: WritesOptions<T>) {
    this.#options = options;
  }

  /** The idempotency key of a new event. */
  newKey(): string {
    this.#keys += 1;
    return `key${this.#keys}`;
  }

  plan(write: EventWrite<T>, sendUpdates: SendUpdates | undefined): Planned<T> {
    return inOrderOfSeries(this.#plan(write, sendUpdates));
  }

  #plan(write: EventWrite<T>, sendUpdates: SendUpdates | undefined): Planned<T> {
    const mails = mailsOf(sendUpdates);
    switch (write.kind) {
      case 'insert':
        return this.#insert(write.calendarId, write.draft, mails);
      case 'update':
        return this.#update(write.calendarId, write.changes, write.seen, mails);
      case 'delete':
        return this.#delete(write.calendarId, write.event, write.seen, mails);
      case 'restore':
        return this.restore(write.event, mails);
      case 'move':
        return this.move(write, mails);
      case 'respond':
        return this.#respond(write, mails);
    }
  }

  restore(event: T['event'], mails: string): Planned<T> {
    const { calendarId, id } = event;
    const restored = { ...event, status: 'confirmed' as const };
    return {
      kind: 'restore',
      shown: shownAs(restored, id),
      anyVersion: true,
      request: request<T>({ op: 'restore', calendarId, eventId: id, mails, event: restored }),
    };
  }

  move({ calendarId, toCalendarId, event }: Write<T, 'move'>, mails: string): Planned<T> {
    if (!this.#options.moves) {
      throw refused('This service cannot move an event to another calendar.');
    }
    if (calendarId === toCalendarId) {
      throw refused('The event is in this calendar already.');
    }
    const { id, version } = event;
    return {
      kind: 'move',
      shown: shownAs(this.#options.model.copied(event, toCalendarId, id), id),
      movedFrom: { calendarId, eventId: id },
      version,
      anyVersion: true,
      base: event,
      request: request<T>({
        op: 'move',
        calendarId: toCalendarId,
        eventId: id,
        mails,
        from: calendarId,
      }),
    };
  }

  #insert(calendarId: string, draft: T['draft'], mails: string): Planned<T> {
    const key = this.newKey();
    const plain = toPlain(draft);
    const event = this.#options.model.drafted(calendarId, key, plain);
    return {
      kind: 'insert',
      shown: shownAs(event, key),
      request: request<T>({
        op: 'insert',
        calendarId,
        eventId: key,
        mails,
        draft: plain,
        changes: [],
      }),
    };
  }

  #update(
    calendarId: string,
    changes: CalendarEventChanges<T['draft']>,
    seen: T['event'] | undefined,
    mails: string,
  ): Planned<T> {
    const { model } = this.#options;
    const { id, version } = changes;
    const written = effectiveChanges<T>(seen, changes, model);
    return {
      kind: 'update',
      fields: namesOfFields(written),
      shown: seen
        ? shownAs(model.changed(seen, written), id, seen)
        : { kind: 'none', target: { calendarId, eventId: id } },
      version,
      base: seen,
      request: request<T>({ op: 'update', calendarId, eventId: id, mails, changes: [written] }),
    };
  }

  #delete(
    calendarId: string,
    { id, version }: EventReference,
    seen: T['event'] | undefined,
    mails: string,
  ): Planned<T> {
    return {
      kind: 'delete',
      shown: { kind: 'delete', target: { calendarId, eventId: id, seriesId: seen?.seriesId } },
      version,
      base: seen,
      request: request<T>({ op: 'delete', calendarId, eventId: id, mails }),
    };
  }

  #respond(
    { calendarId, event, isSeen, response, comment }: Write<T, 'respond'>,
    mails: string,
  ): Planned<T> {
    const { id, seriesId, version } = event;
    const answered = withResponse<T>(event, response, comment);
    return {
      kind: 'respond',
      shown: isSeen
        ? shownAs(answered, id)
        : { kind: 'none', target: { calendarId, eventId: id, seriesId } },
      version,
      anyVersion: true,
      base: event,
      request: request<T>({ op: 'respond', calendarId, eventId: id, mails, response, comment }),
    };
  }
}

/** An occurrence that was never loaded tells by its id alone of which series it is. */
function inOrderOfSeries<E extends CalendarProviderTypes['event']>(
  write: PlannedWrite<E>,
): PlannedWrite<E> {
  const { eventId, seriesId } = targetOf(write.shown);
  const [, series] = seriesId === undefined ? (/^(.+)_\d{4}-/.exec(eventId) ?? []) : [];
  return series === undefined ? write : { ...write, ordersWith: [series] };
}

/** Checks that a request has all that sending it takes. */
export function request<T extends CalendarProviderTypes>(
  planned: InMemoryRequest<T>,
): InMemoryRequest<T> {
  return planned;
}

/** An event in the place of what is read under its id; a series shows as its occurrences. */
export function shownAs<E extends CalendarProviderTypes['event']>(
  event: E,
  eventId: string,
  before?: E,
): Overlay<E> {
  const { calendarId, recurrence } = event;
  return recurrence || before?.recurrence
    ? {
        kind: 'series',
        target: { calendarId, eventId },
        master: event,
        exceptions: [],
        cancelled: [],
      }
    : { kind: 'put', event };
}

/** @throws CalendarSyncError `invalid-request` where the account is not invited */
export function withResponse<T extends CalendarProviderTypes>(
  event: T['event'],
  responseStatus: 'accepted' | 'tentative' | 'declined' | 'needsAction',
  comment: string | undefined,
): T['event'] {
  const { attendees = [] } = event;
  if (!attendees.some(({ self }) => self)) {
    throw refused('This calendar is not invited to the event: there is nothing to answer.');
  }
  return {
    ...event,
    attendees: attendees.map((guest) =>
      guest.self
        ? { ...guest, responseStatus, ...(comment === undefined ? {} : { comment }) }
        : guest,
    ),
  };
}

export function refused(message: string): CalendarSyncError {
  return new CalendarSyncError('invalid-request', message);
}
