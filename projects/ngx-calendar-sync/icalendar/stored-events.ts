import type { EventResource } from 'google-calendar-ics';
import { ɵsameJson as sameJson } from 'ngx-calendar-sync/core';
import type { GoogleCalendarService, GoogleEvent } from 'ngx-calendar-sync/google';

/** The most that Google gives at once. */
const PAGE_SIZE = 2_500;

/** An event that the calendar has. */
interface StoredEvent {
  readonly id: string;
  readonly resource: GoogleEvent;
  /** Whether it is as in the file, as far as a file can say. */
  readonly isSame: (resource: GoogleEvent) => boolean;
}

/** What is in a calendar before a file is imported, so that the same events are not imported twice. */
export class StoredEvents {
  readonly #byId = new Map<string, StoredEvent>();
  readonly #byUid = new Map<string, StoredEvent>();
  readonly #usedUids = new Set<string>();

  static async of(
    service: GoogleCalendarService,
    calendarId: string,
    signal: AbortSignal | undefined,
  ): Promise<StoredEvents> {
    const stored = new StoredEvents();
    const query = { singleEvents: false, maxResults: PAGE_SIZE, signal };
    for await (const page of service.listEvents(calendarId, query)) {
      for (const { googleEvent } of page) {
        stored.#add(googleEvent);
      }
    }
    return stored;
  }

  withUid(uid: string | undefined): StoredEvent | undefined {
    return uid === undefined ? undefined : this.#byUid.get(uid);
  }

  /** An exception, by the id of its occurrence. */
  withId(id: string): StoredEvent | undefined {
    return this.#byId.get(id);
  }

  /**
   * The UID under which an event of the file is imported. Google has one event of each UID in a calendar: an event that
   * shares its UID with another one, as some programs write them, gets one of its own, and so does an occurrence whose
   * series is not in the file, which would else replace that series.
   */
  uidFor({ id, iCalUID }: EventResource, isLoneOccurrence = false): string {
    const own = `${id}@google.com`;
    const uid =
      iCalUID === undefined || isLoneOccurrence || this.#usedUids.has(iCalUID) ? own : iCalUID;
    this.#usedUids.add(uid);
    return uid;
  }

  #add(resource: GoogleEvent): void {
    const { id, iCalUID, recurringEventId } = resource;
    if (id === undefined) {
      return;
    }
    const isSame = (other: GoogleEvent) => sameJson(comparable(resource), comparable(other));
    const stored = { id, resource, isSame };
    this.#byId.set(id, stored);
    if (recurringEventId === undefined && iCalUID !== undefined) {
      this.#byUid.set(iCalUID, stored);
    }
  }
}

/** The parts of an event that a file can hold, with what Google adds where they are missing. */
function comparable(event: GoogleEvent): object {
  const { status = 'confirmed', recurrence, attendees = [], reminders } = event;
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
    attendees: attendees
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
