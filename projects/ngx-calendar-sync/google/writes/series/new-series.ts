import {
  type EventTime,
  ɵloadRecurrenceEdits as loadRecurrenceEdits,
  ɵdateTimeOf as dateTimeOf,
  ɵisDay as isDay,
} from 'ngx-calendar-sync/core';
import {
  type ɵGoogleEventPatch as GoogleEventPatch,
  ɵWRITABLE_FIELDS as WRITABLE_FIELDS,
} from 'ngx-calendar-sync/google/runtime';
import type { GoogleEvent, GoogleEventDateTime } from 'ngx-calendar-sync/google/start';
import { patched } from '../event-patch';
import { mergePatch } from '../merge-patch';
import {
  isSameTime,
  lengthOf,
  originalStartOf,
  seriesTimesOf,
  timeAfter,
  toWire,
  zonedStartOf,
} from './series-times';
import type { SplitSeries } from './split-series';

/** Fields that a new series does not take from the old one, or not as they are. */
const NOT_TAKEN_FIELDS = new Set<string>([
  'attendeesOmitted',
  'conferenceData',
  'end',
  'recurrence',
  'sequence',
  'start',
]);

/**
 * The resource of the series that begins with a change of "this and following events". It takes over what the old series
 * has, its guests with their answers and its conference too, since for them it is the same meeting.
 * @param split The division at `from`.
 * @param changes The edit of the occurrence at `from`. Changed times are those of this occurrence, and the recurrence moves
 *   with them; a changed recurrence is that of the new series.
 * @param id That of the new series.
 * @throws CalendarSyncError `invalid-event` for times that the rule of the series cannot be moved to.
 */
export async function newSeriesOf(
  master: GoogleEvent,
  split: SplitSeries,
  changes: GoogleEventPatch,
  id: string,
  from: EventTime,
  calendarTimeZone?: string,
): Promise<GoogleEvent> {
  const series = seriesTimesOf(master, calendarTimeZone);
  const first = isDay(from) ? from : dateTimeOf(from, series.timeZone);
  const { start, end, recurrence, ...others } = changes;
  const taken = {
    ...takenFields(master, id),
    start: toWire(first, master.start?.timeZone ?? series.timeZone),
    end: toWire(
      timeAfter(first, lengthOf(series), series.timeZone),
      master.end?.timeZone ?? master.start?.timeZone ?? series.timeZone,
    ),
  };
  const times =
    start === undefined && end === undefined
      ? {}
      : editedTimes(taken, exceptionAt(first, split, calendarTimeZone), { start, end });
  const edited = { ...patched(taken, others), ...times };
  let lines = recurrence as GoogleEvent['recurrence'] | null;
  if (recurrence === undefined) {
    const { movedRecurrence } = await loadRecurrenceEdits();
    lines = movedRecurrence(
      { ...series, start: first, recurrence: split.after },
      zonedStartOf(edited, series.timeZone, calendarTimeZone),
    );
  }
  return { ...edited, id, ...(lines?.length ? { recurrence: lines } : {}) };
}

function exceptionAt(
  from: EventTime,
  { exceptions }: SplitSeries,
  calendarTimeZone: string | undefined,
): GoogleEvent | undefined {
  return exceptions.after.find((each) => {
    const originalStart = originalStartOf(each, calendarTimeZone);
    return originalStart !== undefined && isSameTime(originalStart, from);
  });
}

/**
 * The edited times of the first occurrence. An edit that names one of the two keeps the other one, which of an exception is
 * its own. An exception may have a zone of its own, too: only one that is edited becomes that of the series.
 */
function editedTimes(
  { start, end }: Pick<GoogleEvent, 'start' | 'end'>,
  exception: GoogleEvent | undefined,
  patch: Pick<GoogleEventPatch, 'start' | 'end'>,
): Pick<GoogleEvent, 'start' | 'end'> {
  const edited = mergePatch(
    { start: exception?.start ?? start, end: exception?.end ?? end },
    { ...(patch.start ? { start: patch.start } : {}), ...(patch.end ? { end: patch.end } : {}) },
  ) as Pick<GoogleEvent, 'start' | 'end'>;
  const zoneBefore = exception?.start?.timeZone;
  const inSeriesZone = (time: GoogleEventDateTime | undefined) =>
    time?.dateTime && start?.timeZone && time.timeZone === zoneBefore
      ? toWire(dateTimeOf(time.dateTime, start.timeZone), start.timeZone)
      : time;
  const [newStart, newEnd] = [inSeriesZone(edited.start), inSeriesZone(edited.end)];
  return { ...(newStart ? { start: newStart } : {}), ...(newEnd ? { end: newEnd } : {}) };
}

/** Whether a new series takes this field from the old one as it is. */
export function isTakenField(name: string): boolean {
  return WRITABLE_FIELDS.some((field) => field === name) && !NOT_TAKEN_FIELDS.has(name);
}

/** What a new series takes from the old one. */
export function takenFields(master: GoogleEvent, id: string): GoogleEvent {
  const taken = Object.fromEntries(
    WRITABLE_FIELDS.filter((name) => isTakenField(name) && master[name] !== undefined).map(
      (name) => [name, master[name]],
    ),
  ) as GoogleEvent;
  const conferenceData = conferenceFor(master.conferenceData, id);
  return conferenceData ? { ...taken, conferenceData } : taken;
}

/** The conference as it is or, while Google is still making one, a request for a conference of the new series. */
function conferenceFor(
  conference: GoogleEvent['conferenceData'],
  id: string,
): GoogleEvent['conferenceData'] {
  if (!conference?.createRequest) {
    return conference;
  }
  const { createRequest, ...made } = conference;
  if (made.conferenceId !== undefined || made.entryPoints?.length) {
    return made;
  }
  const { conferenceSolutionKey } = createRequest;
  return {
    createRequest: { requestId: id, ...(conferenceSolutionKey ? { conferenceSolutionKey } : {}) },
  };
}
