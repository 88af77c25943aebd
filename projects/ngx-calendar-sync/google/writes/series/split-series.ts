import { CalendarSyncError } from 'ngx-calendar-sync/base';
import {
  type EventTime,
  ɵloadRecurrenceEdits as loadRecurrenceEdits,
} from 'ngx-calendar-sync/core';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import { isSameTime, originalStartOf, seriesTimesOf } from './series-times';

/** A series, divided for an edit of "this and following events". */
export interface SplitSeries {
  /**
   * The recurrence that is left of the old series. `null` where no occurrence is left: then "this and following events"
   * are all events, and the series is changed as a whole.
   */
  readonly before: readonly string[] | null;
  /** The recurrence of the new series, as long as it is not moved. Empty where only its start is left. */
  readonly after: readonly string[];
  /** The exceptions of the old series, deleted occurrences too, by the start that the series gives them. */
  readonly exceptions: {
    readonly before: readonly GoogleEvent[];
    readonly after: readonly GoogleEvent[];
  };
}

/**
 * Divides a series before one of its occurrences.
 * @param exceptions The exceptions of the series as they were read, deleted occurrences too.
 * @param from The original start of the first occurrence that changes.
 * @param calendarTimeZone IANA name of the zone for a series without one of its own.
 * @throws CalendarSyncError `invalid-event` for a series that cannot be divided there; `not-found` where it has no such occurrence, as
 *   where the user has seen it moved, and the move has just been refused. Divided there, it would have one occurrence twice.
 */
export async function splitSeries(
  master: GoogleEvent,
  exceptions: readonly GoogleEvent[],
  from: EventTime,
  calendarTimeZone?: string,
): Promise<SplitSeries> {
  const { dividedRecurrence, mayHaveStart } = await loadRecurrenceEdits();
  const cancelled = exceptions
    .filter(({ status }) => status === 'cancelled')
    .flatMap((exception) => originalStartOf(exception, calendarTimeZone) ?? []);
  const isAfter = (exception: GoogleEvent) => {
    const originalStart = originalStartOf(exception, calendarTimeZone);
    return originalStart !== undefined && Date.parse(originalStart) >= Date.parse(from);
  };
  const series = seriesTimesOf(master, calendarTimeZone);
  const divided = dividedRecurrence(series, from, cancelled);
  const isException = exceptions.some((exception) => {
    const originalStart = originalStartOf(exception, calendarTimeZone);
    return originalStart !== undefined && isSameTime(originalStart, from);
  });
  if (divided.before && !isException && !mayHaveStart(series, from)) {
    throw new CalendarSyncError(
      'not-found',
      ngDevMode && 'The series has no such occurrence: it was moved meanwhile.',
    );
  }
  return {
    ...divided,
    exceptions: {
      before: exceptions.filter((exception) => !isAfter(exception)),
      after: exceptions.filter(isAfter),
    },
  };
}
