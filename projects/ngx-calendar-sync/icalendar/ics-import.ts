import { type IcsEvent, type IcsFile, readIcs } from 'google-calendar-ics';
import { CalendarSyncError, ɵhasCode as hasCode } from 'ngx-calendar-sync/base';
import type { GoogleCalendar, GoogleCalendarService } from 'ngx-calendar-sync/google';
import type {
  IcsImportedEvent,
  IcsImportOptions,
  IcsImportResult,
  IcsOutcome,
} from './ics-import-result';
import { changedOccurrence, importable, type Importable } from './importable-event';
import { StoredEvents } from './stored-events';

/** Google allows an account some 600 requests in a minute: two at a time stay below that. */
const MAX_PARALLEL_WRITES = 2;

/** An event and, of a series, its exceptions: they are written after it. */
interface Group {
  readonly event: IcsEvent;
  readonly exceptions: readonly IcsEvent[];
}

/** One run of `importIcs`. */
export class IcsImport {
  readonly #service: GoogleCalendarService;
  readonly #options: IcsImportOptions;
  readonly #outcomes: IcsImportedEvent[] = [];
  #total = 0;

  constructor(service: GoogleCalendarService, options: IcsImportOptions) {
    this.#service = service;
    this.#options = options;
  }

  async run(file: Blob | ArrayBuffer | Uint8Array | string): Promise<IcsImportResult> {
    const content = await contentOf(file);
    const calendar = await this.#calendar();
    const fileName = file instanceof File ? file.name : 'The file';
    const read = readIcs(content, {
      fileName,
      timeZone: calendar.timeZone ?? 'UTC',
      owner: calendar.id,
    });
    if (!read.isCalendar && read.events.length === 0) {
      throw invalidFile('The file is no calendar: it has no BEGIN:VCALENDAR.');
    }
    this.#total = read.events.length + read.refused.length;
    this.#outcomes.push(
      ...read.refused.map(({ line, title, reason }) => ({
        ...placeOf({ line, title }),
        outcome: 'refused' as const,
        reason,
        notes: [],
      })),
    );
    this.#report();
    const { signal } = this.#options;
    const stored = await StoredEvents.of(this.#service, calendar.id, signal);
    await this.#importAll(groupsOf(read.events), calendar, stored);
    return resultOf(read, this.#outcomes);
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

  /** @throws CalendarSyncError where no further event can be imported */
  async #importAll(
    groups: readonly Group[],
    calendar: GoogleCalendar,
    stored: StoredEvents,
  ): Promise<void> {
    const waiting = [...groups];
    let failure: CalendarSyncError | undefined;
    const work = async () => {
      for (let next = waiting.shift(); next && !failure; next = waiting.shift()) {
        try {
          await this.#importGroup(next, calendar, stored);
        } catch (error) {
          failure ??= CalendarSyncError.from(error);
        }
      }
    };
    await Promise.all(Array.from({ length: MAX_PARALLEL_WRITES }, work));
    if (failure) {
      throw new CalendarSyncError(
        failure.code,
        `${failure.message} ${this.#outcomes.length} of ${this.#total} events are done: import the same file again to go on.`,
        { cause: failure },
      );
    }
  }

  async #importGroup(
    { event, exceptions }: Group,
    calendar: GoogleCalendar,
    stored: StoredEvents,
  ): Promise<void> {
    const prepared = importable(event, calendar.id, stored);
    const seriesId = await this.#written(event, prepared, () =>
      this.#importEvent(prepared, calendar.id, stored),
    );
    for (const exception of exceptions) {
      if (seriesId === undefined) {
        this.#refuse(exception, 'its series was not imported');
      } else {
        const change = changedOccurrence(exception, event, seriesId, calendar.id);
        await this.#written(exception, change, () =>
          this.#changeOccurrence(change, calendar.id, stored),
        );
      }
    }
  }

  /**
   * Notes what became of an event.
   * @returns The id of the event at Google, unless the event was refused.
   */
  async #written(
    event: IcsEvent,
    { notes, refusal }: Importable,
    write: () => Promise<{ readonly outcome: IcsOutcome; readonly id: string }>,
  ): Promise<string | undefined> {
    if (refusal !== undefined) {
      this.#refuse(event, refusal);
      return undefined;
    }
    try {
      const { outcome, id } = await write();
      this.#add({ ...placeOf(event), outcome, notes });
      return id;
    } catch (error) {
      if (!isOfOneEvent(error, event)) {
        throw error;
      }
      this.#refuse(event, `Google refused it: ${error.message}`);
      return undefined;
    }
  }

  async #importEvent(
    { resource }: Importable,
    calendarId: string,
    stored: StoredEvents,
  ): Promise<{ readonly outcome: IcsOutcome; readonly id: string }> {
    const { signal } = this.#options;
    const known = stored.withUid(resource.iCalUID);
    if (known?.isSame(resource)) {
      return { outcome: 'unchanged', id: known.id };
    }
    const { id } = await this.#service.importEvent(calendarId, resource, { signal });
    return { outcome: known ? 'updated' : 'imported', id };
  }

  async #changeOccurrence(
    { resource }: Importable,
    calendarId: string,
    stored: StoredEvents,
  ): Promise<{ readonly outcome: IcsOutcome; readonly id: string }> {
    const { id = '', status = 'confirmed', ...googleEvent } = resource;
    const options = { signal: this.#options.signal, sendUpdates: 'none' } as const;
    const known = stored.withId(id);
    if (status === 'cancelled') {
      if (await this.#isDeleted(calendarId, id)) {
        return { outcome: 'unchanged', id };
      }
      await this.#service.deleteEvent(calendarId, id, options);
    } else if (known?.isSame(resource)) {
      return { outcome: 'unchanged', id };
    } else {
      const changes = { id, googleEvent: { ...googleEvent, status } };
      await this.#service.updateEvent(calendarId, changes, options);
    }
    return { outcome: known ? 'updated' : 'imported', id };
  }

  /** Of most occurrences that were deleted, Google lists nothing that an event could be made of. */
  async #isDeleted(calendarId: string, id: string): Promise<boolean> {
    const { signal } = this.#options;
    try {
      return (await this.#service.getEvent(calendarId, id, { signal })).status === 'cancelled';
    } catch (error) {
      if (hasCode(error, 'deleted')) {
        return true;
      }
      throw error;
    }
  }

  #refuse(event: IcsEvent, reason: string): void {
    this.#add({ ...placeOf(event), outcome: 'refused', reason, notes: [] });
  }

  #add(outcome: IcsImportedEvent): void {
    this.#outcomes.push(outcome);
    this.#report();
  }

  #report(): void {
    this.#options.onProgress?.({ done: this.#outcomes.length, total: this.#total });
  }
}

/** Whether an error concerns one event alone. Any other would also be that of the next event. */
function isOfOneEvent(
  error: unknown,
  { resource: { recurringEventId } }: IcsEvent,
): error is CalendarSyncError {
  return (
    hasCode(error, 'invalid-request', 'invalid-event', 'conflict', 'duplicate', 'deleted') ||
    // A calendar that takes events may have lost an occurrence, and does not let a guest change it.
    (recurringEventId !== undefined && hasCode(error, 'not-found', 'forbidden'))
  );
}

function groupsOf(events: readonly IcsEvent[]): readonly Group[] {
  const exceptions = new Map<string, IcsEvent[]>();
  for (const event of events) {
    const { recurringEventId } = event.resource;
    if (recurringEventId !== undefined) {
      exceptions.set(recurringEventId, [...(exceptions.get(recurringEventId) ?? []), event]);
    }
  }
  return events
    .filter(({ resource }) => resource.recurringEventId === undefined)
    .map((event) => ({ event, exceptions: exceptions.get(event.resource.id) ?? [] }));
}

function resultOf(
  { name, program, notes }: IcsFile,
  outcomes: readonly IcsImportedEvent[],
): IcsImportResult {
  const counts = { imported: 0, updated: 0, unchanged: 0, refused: 0 };
  for (const { outcome } of outcomes) {
    counts[outcome] += 1;
  }
  const noteOf = ({ line }: IcsImportedEvent) =>
    notes.filter((note) => line !== undefined && note.line === line).map(({ note }) => note);
  const events = outcomes
    .map((event) => ({ ...event, notes: [...noteOf(event), ...event.notes] }))
    .sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  return {
    ...(name === undefined ? {} : { name }),
    ...(program === undefined ? {} : { program }),
    events,
    counts,
    notes: notes.filter(({ line }) => line === undefined).map(({ note }) => note),
  };
}

function placeOf({
  line,
  title,
}: {
  readonly line?: number | undefined;
  readonly title?: string | undefined;
}): Pick<IcsImportedEvent, 'line' | 'title'> {
  return {
    ...(line === undefined ? {} : { line }),
    ...(title === undefined ? {} : { title }),
  };
}

async function contentOf(
  file: Blob | ArrayBuffer | Uint8Array | string,
): Promise<Uint8Array | string> {
  const content = await bytesOf(file);
  if (content.length === 0) {
    throw invalidFile('The file is empty.');
  }
  return content;
}

async function bytesOf(
  file: Blob | ArrayBuffer | Uint8Array | string,
): Promise<Uint8Array | string> {
  if (file instanceof Blob) {
    const buffer = await file.arrayBuffer().catch(() => {
      throw invalidFile('The file cannot be read: choose it once more.');
    });
    return new Uint8Array(buffer);
  }
  return file instanceof ArrayBuffer ? new Uint8Array(file) : file;
}

function invalidFile(message: string): CalendarSyncError {
  return new CalendarSyncError('invalid-request', message);
}
