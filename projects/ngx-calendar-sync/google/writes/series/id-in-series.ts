import { ɵloadRecurrenceEdits as loadRecurrenceEdits } from 'ngx-calendar-sync/core';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import {
  ɵbasicFormat as basicFormat,
  ɵinstanceIdPrefix as instanceIdPrefix,
} from 'ngx-calendar-sync/google/times';
import type { ExceptionPatch } from '../google-request';
import { isSameTime, originalStartOf, seriesTimesOf } from './series-times';

/**
 * The id of an edited occurrence in its series as it is now. Google makes it from the start that the series gives the occurrence.
 * @param before The series as it was when the edit was made.
 */
export async function idInSeries(
  { id, before: occurrence }: ExceptionPatch,
  before: GoogleEvent | undefined,
  series: GoogleEvent,
  calendarTimeZone: string | undefined,
): Promise<string> {
  const originalStart = occurrence && originalStartOf(occurrence, calendarTimeZone);
  if (originalStart === undefined || !before || !series.id) {
    return id;
  }
  const from = seriesTimesOf(before, calendarTimeZone);
  const to = seriesTimesOf(series, calendarTimeZone);
  if (isSameTime(from.start, to.start) && from.timeZone === to.timeZone) {
    return id;
  }
  const { movedStart } = await loadRecurrenceEdits();
  return instanceIdPrefix(series.id) + basicFormat(movedStart(originalStart, from, to));
}
