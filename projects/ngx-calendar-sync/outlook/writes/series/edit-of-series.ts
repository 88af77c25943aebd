import {
  ɵloadRecurrenceEdits as loadRecurrenceEdits,
  ɵsameJson as sameJson,
} from 'ngx-calendar-sync/core';
import type { OutlookCalendarEvent } from 'ngx-calendar-sync/outlook/runtime';
import { type Field, valuesOf } from '../event-fields';
import type { Changes } from '../outlook-request';
import { lengthOf, seriesTimesOf, timeAfter } from './series-times';

/** An edit that was made on one occurrence of a series. */
export interface EditedOccurrence {
  /** The occurrence as it was read. */
  readonly before: OutlookCalendarEvent;
  readonly after: OutlookCalendarEvent;
  /** What the edit changes of it. */
  readonly fields: readonly Field[];
  /** A new rule for the series; `null` where it is to recur no more, `undefined` where the edit has none. */
  readonly recurrence: readonly string[] | null | undefined;
}

/**
 * An edit of one occurrence as an edit of its whole series. Changed times of the occurrence move the series as far, in the wall
 * time of its zone: from 9 to 10 on a Tuesday in summer, from 9 to 10 on all days. The rule moves along.
 * @throws CalendarSyncError `invalid-event` for times that the rule of the series cannot be moved to.
 */
export async function editOfSeries(
  master: OutlookCalendarEvent,
  { before, after, fields, recurrence }: EditedOccurrence,
): Promise<Changes> {
  const changes: Changes = {
    ...valuesOf(
      after,
      fields.filter((field) => field !== 'times'),
    ),
    ...(recurrence === undefined ? {} : { recurrence }),
  };
  if (!fields.includes('times')) {
    return changes;
  }
  const { movedRecurrence, movedStart } = await loadRecurrenceEdits();
  const series = seriesTimesOf(master);
  // An exception may have a zone of its own: only one that is edited becomes that of the series.
  const timeZone = after.timeZone === before.timeZone ? series.timeZone : after.timeZone;
  const zone = timeZone === undefined ? {} : { timeZone };
  const to = { start: after.start, ...zone };
  const start = movedStart(series.start, { ...series, start: before.start }, to);
  const isLengthKept = before.allDay === after.allDay && lengthOf(before) === lengthOf(after);
  const moved =
    recurrence === undefined ? movedRecurrence(series, { ...to, start }) : master.recurrence;
  return {
    ...changes,
    start,
    end: timeAfter(start, lengthOf(isLengthKept ? master : after), timeZone),
    allDay: after.allDay,
    ...zone,
    ...(moved && !sameJson(moved, master.recurrence) ? { recurrence: moved } : {}),
  };
}
