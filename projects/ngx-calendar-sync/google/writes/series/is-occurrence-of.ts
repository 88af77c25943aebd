import { ɵloadRecurrenceEdits as loadRecurrenceEdits } from 'ngx-calendar-sync/core';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import { originalStartOf, seriesTimesOf } from './series-times';

/** Whether a series has an occurrence at the start that it once gave this one, deleted or not. */
export async function isOccurrenceOf(
  series: GoogleEvent,
  occurrence: GoogleEvent,
  calendarTimeZone: string | undefined,
): Promise<boolean> {
  const start = originalStartOf(occurrence, calendarTimeZone);
  const { startsOfSeries } = await loadRecurrenceEdits();
  return (
    start === undefined ||
    startsOfSeries(seriesTimesOf(series, calendarTimeZone), [start]).length > 0
  );
}
