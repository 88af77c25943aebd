import {
  ɵisDay as isDay,
  ɵloadRecurrenceEdits as loadRecurrenceEdits,
} from 'ngx-calendar-sync/core';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import { originalStartOf, seriesTimesOf } from './series-times';

/**
 * Whether a series has an occurrence at the start that it once gave this one, deleted or not. Where some of that cannot be read, it
 * counts as one.
 */
export async function isOccurrenceOf(
  series: GoogleEvent,
  occurrence: GoogleEvent,
  calendarTimeZone: string | undefined,
): Promise<boolean> {
  const start = originalStartOf(occurrence, calendarTimeZone);
  if (start === undefined || !series.start) {
    return true;
  }
  const { mayHaveStart } = await loadRecurrenceEdits();
  const times = seriesTimesOf(series, calendarTimeZone);
  return isDay(start) === isDay(times.start) && mayHaveStart(times, start);
}
