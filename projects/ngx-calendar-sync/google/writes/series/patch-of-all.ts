import {
  ɵisDay as isDay,
  ɵloadRecurrenceEdits as loadRecurrenceEdits,
  ɵsameJson as sameJson,
} from 'ngx-calendar-sync/core';
import type { ɵGoogleEventPatch as GoogleEventPatch } from 'ngx-calendar-sync/google/runtime';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import { mergePatch } from '../merge-patch';
import {
  isSameTime,
  lengthOf,
  readTimesOf,
  seriesTimesOf,
  timeAfter,
  toWirePatch,
  zonedStartOf,
} from './series-times';

/**
 * An edit of one occurrence as an edit of its whole series. Changed times of the occurrence move the series as far, in the
 * wall time of its zone: from 9 to 10 on a Tuesday in summer, from 9 to 10 on all days. The recurrence moves along, and
 * what it leaves out stays left out.
 * @param occurrence The occurrence as it was read, an exception too.
 * @param patch The edit of this occurrence.
 * @param calendarTimeZone IANA name of the zone for a series without one of its own.
 * @returns Only what changes in the master.
 * @throws CalendarSyncError `invalid-event` for times that the rule of the series cannot be moved to.
 */
export async function patchOfAll(
  occurrence: GoogleEvent,
  master: GoogleEvent,
  patch: GoogleEventPatch,
  calendarTimeZone?: string,
): Promise<GoogleEventPatch> {
  const { start, end, ...others } = patch;
  const times =
    start === undefined && end === undefined
      ? {}
      : await timesPatchOfAll(occurrence, master, patch, calendarTimeZone);
  return Object.fromEntries(
    Object.entries({ ...times, ...others }).filter(
      ([name, value]) => !isSame(master[name as keyof GoogleEvent], value),
    ),
  );
}

/** Whether a field is as a merge patch wants it. */
function isSame(before: unknown, wanted: unknown): boolean {
  return wanted === null ? before === undefined : sameJson(before, mergePatch(before, wanted));
}

async function timesPatchOfAll(
  occurrence: GoogleEvent,
  master: GoogleEvent,
  { start, end, recurrence: newRecurrence }: GoogleEventPatch,
  calendarTimeZone: string | undefined,
): Promise<GoogleEventPatch> {
  const { movedRecurrence, movedStart } = await loadRecurrenceEdits();
  const series = seriesTimesOf(master, calendarTimeZone);
  const edited = mergePatch(
    { start: occurrence.start, end: occurrence.end },
    { ...(start ? { start } : {}), ...(end ? { end } : {}) },
  ) as GoogleEvent;
  const seen = readTimesOf(occurrence, calendarTimeZone);
  const wanted = readTimesOf(edited, calendarTimeZone);
  // An exception may have a zone of its own: only one that is edited becomes that of the series.
  const isZoneEdited = edited.start?.timeZone !== occurrence.start?.timeZone;
  const to = {
    ...(isZoneEdited ? zonedStartOf(edited, series.timeZone, calendarTimeZone) : series),
    start: wanted.start,
  };
  const newStart = movedStart(series.start, { ...series, start: seen.start }, to);

  const isLengthKept =
    isDay(seen.start) === isDay(wanted.start) && lengthOf(seen) === lengthOf(wanted);
  const newEnd = timeAfter(newStart, lengthOf(isLengthKept ? series : wanted), to.timeZone);
  const isZoneKept = isDay(newStart) || to.timeZone === series.timeZone;
  const zone = isZoneKept ? (master.start?.timeZone ?? series.timeZone) : to.timeZone;
  const isStartKept = isSameTime(newStart, series.start) && isZoneKept;
  const recurrence =
    newRecurrence === undefined ? movedRecurrence(series, { ...to, start: newStart }) : undefined;
  return {
    ...(isStartKept ? {} : { start: toWirePatch(newStart, zone) }),
    ...(isStartKept && isSameTime(newEnd, series.end)
      ? {}
      : { end: toWirePatch(newEnd, isZoneKept ? (master.end?.timeZone ?? zone) : zone) }),
    ...(recurrence ? { recurrence } : {}),
  };
}
