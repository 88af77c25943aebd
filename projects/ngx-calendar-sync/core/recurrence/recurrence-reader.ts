import { GOOGLE_DIALECT } from './dialect';
import type { IcalTime } from './ical-time';
import type { RecurrenceLines } from './recurrence-lines';

/** Reads recurrences without expanding them, as Google means them. It never throws. */
export interface RecurrenceReader {
  /** Reads the lines of an event's recurrence. */
  linesOf(recurrence: readonly string[]): RecurrenceLines;
  /** Reads a value of RDATE or EXDATE, or the start of a PERIOD; `undefined` where it cannot be read. */
  dateOf(value: string): IcalTime | undefined;
}

/**
 * Loads the reader. It comes with the code that expands series: a file of its own would be one more request for every app
 * that expands them.
 */
export async function loadRecurrenceReader(): Promise<RecurrenceReader> {
  const { readIcalTime, readRecurrenceLines } = await import('./series-events');
  return {
    linesOf: (recurrence) => readRecurrenceLines(recurrence.join('\n'), GOOGLE_DIALECT),
    dateOf: (value) => readIcalTime((value.split('/')[0] ?? '').trim().toUpperCase()),
  };
}
