import type { IcsEvent } from 'google-calendar-ics';
import { CalendarSyncError, ɵhasCode as hasCode } from 'ngx-calendar-sync/base';
import type { GoogleCalendar, GoogleCalendarService, GoogleEvent } from 'ngx-calendar-sync/google';
import { calendarFileOf, contentOf } from './calendar-file';
import { groupsOf, type IcsGroup } from './ics-groups';
import { IcsImportError } from './ics-import-error';
import type { IcsImportOptions, IcsImportResult } from './ics-import-result';
import { ImportReport } from './import-report';
import { changedOccurrence, importable } from './importable-event';
import { isSameInFile, StoredEvents } from './stored-events';

/**
 * Google allows an account 600 requests in a minute. Two at a time seldom exceed that for long: what Google then refuses as
 * too much is sent again after a while.
 */
const MAX_PARALLEL_WRITES = 2;

/** How an event has come into the calendar, and its id there. */
interface Written {
  readonly outcome: 'imported' | 'updated' | 'unchanged';
  readonly id: string;
  readonly notes: readonly string[];
}

/** An event that is not imported. */
interface Refused {
  readonly refusal: string;
}

/** One run of `importIcs`. */
export class IcsImport {
  readonly #service: GoogleCalendarService;
  readonly #options: IcsImportOptions;

  constructor(service: GoogleCalendarService, options: IcsImportOptions) {
    this.#service = service;
    this.#options = options;
  }

  async run(file: Blob | ArrayBuffer | Uint8Array | string): Promise<IcsImportResult> {
    const content = await contentOf(file);
    const calendar = await this.#calendar();
    const read = calendarFileOf(content, {
      fileName: file instanceof File ? file.name : 'The file',
      timeZone: calendar.timeZone ?? 'UTC',
      owner: calendar.id,
    });
    const { onProgress, signal } = this.#options;
    const report = new ImportReport(read, onProgress);
    try {
      report.tell();
      const groups = groupsOf(read.events);
      const uids = groups.map(({ uid }) => uid);
      const stored = await StoredEvents.of(this.#service, calendar.id, uids, signal);
      await new EventImport(this.#service, calendar.id, stored, report, signal).all(groups);
    } catch (error) {
      throw new IcsImportError(CalendarSyncError.from(error), report.result(), report.total);
    }
    return report.result();
  }

  async #calendar(): Promise<GoogleCalendar> {
    const { calendarId, signal } = this.#options;
    const calendars = await this.#service.getCalendars({ signal });
    const found = calendars.find(
      ({ id, primary }) => id === calendarId || (primary && calendarId === 'primary'),
    );
    if (!found) {
      throw new CalendarSyncError('not-found', "The calendar is not in the account's list.");
    }
    if (!found.writable) {
      throw new CalendarSyncError(
        'forbidden',
        'This account may not add events to the calendar: choose another one.',
      );
    }
    return found;
  }
}

/** Writes the events of a file into a calendar. */
class EventImport {
  readonly #service: GoogleCalendarService;
  readonly #calendarId: string;
  readonly #stored: StoredEvents;
  readonly #report: ImportReport;
  readonly #signal: AbortSignal | undefined;

  constructor(
    service: GoogleCalendarService,
    calendarId: string,
    stored: StoredEvents,
    report: ImportReport,
    signal: AbortSignal | undefined,
  ) {
    this.#service = service;
    this.#calendarId = calendarId;
    this.#stored = stored;
    this.#report = report;
    this.#signal = signal;
  }

  /** @throws what ended it, where no further event can be imported */
  async all(groups: readonly IcsGroup[]): Promise<void> {
    const failures: unknown[] = [];
    // Both of those who write take from the same iterator.
    const waiting = groups.values();
    const write = async () => {
      for (const group of waiting) {
        if (failures.length > 0) {
          return;
        }
        try {
          await this.#importGroup(group);
        } catch (error) {
          failures.push(error);
        }
      }
    };
    await Promise.all(Array.from({ length: MAX_PARALLEL_WRITES }, write));
    if (failures.length > 0) {
      throw failures[0];
    }
  }

  async #importGroup(group: IcsGroup): Promise<void> {
    const { event, exceptions } = group;
    const series = await this.#noted(event, () => this.#importEvent(group));
    for (const exception of exceptions) {
      await this.#noted(exception, () =>
        series
          ? this.#changeOccurrence(exception, event, series)
          : Promise.resolve({ refusal: 'its series was not imported' }),
      );
    }
  }

  /** Notes what became of an event. @returns `undefined` where it was refused. */
  async #noted(
    event: IcsEvent,
    write: () => Promise<Written | Refused>,
  ): Promise<Written | undefined> {
    const outcome = await write().catch((error: unknown): Refused => {
      if (!isOfOneEvent(error, event)) {
        throw error;
      }
      return { refusal: `Google refused it: ${error.message}` };
    });
    if ('refusal' in outcome) {
      this.#report.add(event, { outcome: 'refused', reason: outcome.refusal });
      return undefined;
    }
    this.#report.add(event, { outcome: outcome.outcome, notes: outcome.notes });
    return outcome;
  }

  async #importEvent(group: IcsGroup): Promise<Written | Refused> {
    const known = this.#stored.withUid(group.uid);
    const { resource, notes, refusal } = importable(group, this.#calendarId, known?.resource);
    if (refusal !== undefined) {
      return { refusal };
    }
    if (known && isSameInFile(known.resource, resource)) {
      return { outcome: 'unchanged', id: known.id, notes };
    }
    const options = { signal: this.#signal };
    const { id } = await this.#service.importEvent(this.#calendarId, resource, options);
    return { outcome: known ? 'updated' : 'imported', id, notes };
  }

  async #changeOccurrence(
    exception: IcsEvent,
    series: IcsEvent,
    { id: seriesId, outcome }: Written,
  ): Promise<Written | Refused> {
    // The id of an occurrence begins with that of its series.
    const id = seriesId + exception.resource.id.slice(series.resource.id.length);
    const listed = this.#stored.withId(id)?.resource;
    // A series that was updated may have changed its occurrences since they were listed; deleted ones are not listed at all.
    const isReadAnew = outcome === 'updated' || exception.resource.status === 'cancelled';
    const known = isReadAnew ? await this.#occurrence(id) : listed;
    const change = changedOccurrence({ exception, series, id, known }, this.#calendarId);
    if (change.refusal !== undefined) {
      return { refusal: change.refusal };
    }
    const isWritten = await this.#written(id, change.resource, known);
    return {
      outcome: !isWritten ? 'unchanged' : listed ? 'updated' : 'imported',
      id,
      notes: change.notes,
    };
  }

  /** Changes or deletes an occurrence. @returns Whether it was not as in the file. */
  async #written(
    id: string,
    { status = 'confirmed', ...fields }: GoogleEvent,
    known: GoogleEvent | undefined,
  ): Promise<boolean> {
    const resource = { ...fields, status };
    const isDeletion = status === 'cancelled';
    if (isDeletion ? !known : known && isSameInFile(known, resource)) {
      return false;
    }
    const options = { signal: this.#signal, sendUpdates: 'none' } as const;
    // With its version the event is compared with what was read here, and not with what a view shows of it.
    const { etag } = known ?? {};
    const event = etag === undefined ? { id } : { id, version: etag };
    if (isDeletion) {
      await this.#service.deleteEvent(this.#calendarId, event, options);
    } else {
      const googleEvent = { ...resource, ...(etag === undefined ? {} : { etag }) };
      await this.#service.updateEvent(this.#calendarId, { ...event, googleEvent }, options);
    }
    return true;
  }

  /** An occurrence as it is now, unless it was deleted: of most of those, Google has left no times. */
  async #occurrence(id: string): Promise<GoogleEvent | undefined> {
    const options = { signal: this.#signal };
    try {
      const { googleEvent } = await this.#service.getEvent(this.#calendarId, id, options);
      return googleEvent.status === 'cancelled' ? undefined : googleEvent;
    } catch (error) {
      if (hasCode(error, 'deleted')) {
        return undefined;
      }
      throw error;
    }
  }
}

/** Whether an error concerns one event alone. Any other would also be that of the next event. */
function isOfOneEvent(
  error: unknown,
  { resource: { recurringEventId } }: IcsEvent,
): error is CalendarSyncError {
  return (
    hasCode(
      error,
      'invalid-request',
      'invalid-event',
      'conflict',
      'duplicate',
      'deleted',
      // The calendar can be written to: it is this event that Google lets only its organizer change.
      'forbidden',
    ) ||
    // A calendar that takes events may have lost an occurrence.
    (recurringEventId !== undefined && hasCode(error, 'not-found'))
  );
}
