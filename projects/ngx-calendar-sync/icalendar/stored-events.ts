import { ɵsameJson as sameJson } from 'ngx-calendar-sync/core';
import type { GoogleCalendarService, GoogleEvent } from 'ngx-calendar-sync/google';

/** The most that Google gives at once. */
const PAGE_SIZE = 2_500;

/** Up to so many events are asked for one by one: a calendar may have ten thousands of others. */
const MAX_EVENTS_ASKED_BY_UID = 20;

/** A UID is a part of the URL of its request: with a longer one that could be refused. */
const MAX_ASKED_UID_LENGTH = 1_000;

/** An event that the calendar has. */
interface StoredEvent {
  readonly id: string;
  readonly resource: GoogleEvent;
}

/** What is in a calendar before a file is imported, so that the same events are not imported twice. */
export class StoredEvents {
  readonly #byId = new Map<string, StoredEvent>();
  readonly #byUid = new Map<string, StoredEvent>();

  /** @param uids The UIDs of the events that are to be imported. */
  static async of(
    service: GoogleCalendarService,
    calendarId: string,
    uids: readonly string[],
    signal: AbortSignal | undefined,
  ): Promise<StoredEvents> {
    const stored = new StoredEvents();
    const all = { singleEvents: false, maxResults: PAGE_SIZE, signal };
    const areAskedByUid =
      uids.length <= MAX_EVENTS_ASKED_BY_UID &&
      uids.every(({ length }) => length <= MAX_ASKED_UID_LENGTH);
    const queries = areAskedByUid ? uids.map((iCalUID) => ({ ...all, iCalUID })) : [all];
    await Promise.all(
      queries.map(async (query) => {
        for await (const page of service.listEvents(calendarId, query)) {
          for (const { googleEvent } of page) {
            stored.#add(googleEvent);
          }
        }
      }),
    );
    return stored;
  }

  withUid(uid: string | undefined): StoredEvent | undefined {
    return uid === undefined ? undefined : this.#byUid.get(uid);
  }

  /** An exception, by the id of its occurrence. */
  withId(id: string): StoredEvent | undefined {
    return this.#byId.get(id);
  }

  #add(resource: GoogleEvent): void {
    const { id, iCalUID, recurringEventId } = resource;
    if (id === undefined) {
      return;
    }
    const stored = { id, resource };
    this.#byId.set(id, stored);
    if (recurringEventId === undefined && iCalUID !== undefined) {
      this.#byUid.set(iCalUID, stored);
    }
  }
}

/** Whether two events are the same, as far as a file can say. */
export function isSameInFile(a: GoogleEvent, b: GoogleEvent): boolean {
  return sameJson(comparable(a), comparable(b));
}

/** The parts of an event that a file can hold, with what Google adds where they are missing. */
function comparable(event: GoogleEvent): object {
  const { status = 'confirmed', recurrence, reminders } = event;
  const { useDefault = true, overrides = [] } = reminders ?? {};
  return {
    status,
    summary: event.summary ?? '',
    description: event.description ?? '',
    location: event.location ?? '',
    transparency: event.transparency ?? 'opaque',
    visibility: event.visibility ?? 'default',
    source: event.source?.url,
    categories: event.extendedProperties?.private?.['categories'] ?? '',
    attachments: (event.attachments ?? []).map(({ fileUrl }) => fileUrl),
    start: comparableTime(event.start, recurrence !== undefined),
    end: comparableTime(event.end, recurrence !== undefined),
    recurrence: recurrence?.map((line) => line.toUpperCase().split(/[;:]/).sort().join(';')).sort(),
    attendees: (event.attendees ?? [])
      .map(
        ({ email = '', responseStatus = 'needsAction', optional = false, additionalGuests = 0 }) =>
          [email.toLowerCase(), responseStatus, optional, additionalGuests].join(' '),
      )
      .sort(),
    reminders: [
      useDefault,
      ...overrides.map(({ method, minutes }) => `${method} ${minutes}`).sort(),
    ],
  };
}

/** A series also has a time zone, in which it repeats. */
function comparableTime(time: GoogleEvent['start'], repeats: boolean): unknown {
  return time?.date ?? [Date.parse(time?.dateTime ?? ''), repeats ? time?.timeZone : undefined];
}
