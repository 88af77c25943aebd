import {
  type EventTime,
  ɵdateTimeOf as dateTimeOf,
  ɵisDay as isDay,
  ɵloadRecurrenceEdits as loadRecurrenceEdits,
  ɵsameJson as sameJson,
} from 'ngx-calendar-sync/core';
import {
  type ɵGoogleEventPatch as GoogleEventPatch,
  ɵWRITABLE_FIELDS as WRITABLE_FIELDS,
} from 'ngx-calendar-sync/google/runtime';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import {
  ɵbasicFormat as basicFormat,
  ɵinstanceIdPrefix as instanceIdPrefix,
  ɵtimesOf as timesOf,
} from 'ngx-calendar-sync/google/times';
import { mergePatchBetween } from '../merge-patch';
import { isSameTime, lengthOf, originalStartOf, seriesTimesOf, toWirePatch } from './series-times';

/** What makes an occurrence of a new series the exception that it was in the old one. */
export interface RefittedException {
  /** The id of the occurrence of the new series, or of the single event. */
  readonly id: string;
  /** The start that the new series gives the occurrence. */
  readonly originalStart: EventTime;
  readonly patch: GoogleEventPatch;
}

/** The occurrence on which an edit of several was made. */
export interface EditedOccurrence {
  /** The start that the old series gives it. */
  readonly originalStart: EventTime;
  /** What the edit makes of its times, where the series does not begin with it and it may be at a time of its own. */
  readonly times?: Pick<GoogleEventPatch, 'start' | 'end'>;
}

/** Fields that an exception does not have of its own, or that are compared apart. */
const NOT_COMPARED_FIELDS = new Set<string>([
  'attendeesOmitted',
  'end',
  'eventType',
  'recurrence',
  'sequence',
  'start',
]);

/**
 * The exceptions of an old series, for those occurrences of the new one that take the place of theirs. Each patch has only
 * what differs from the old series, so that what was changed for all that follow shows in the exceptions too. Times that
 * were changed stay as they were set. Of the occurrence that was edited, the edit stays.
 *
 * The new series may be a single event, where it is to recur no more: then that is the one occurrence which is left.
 *
 * The new series may be the old one, moved as a whole: Google gives up the exceptions of occurrences that a series has no
 * more, and with them what was deleted. Then `from` is its old start.
 * @param exceptions Those from the division on, deleted occurrences too.
 * @param master That of the old series, as it was before the edit.
 * @param from The original start, in the old series, of the first occurrence of the new one.
 * @param edited The occurrence that was edited; by default the first one, `null` where there is none.
 */
export async function refittedExceptions(
  newSeries: GoogleEvent,
  exceptions: readonly GoogleEvent[],
  master: GoogleEvent,
  from: EventTime,
  calendarTimeZone?: string,
  edited: EditedOccurrence | null = { originalStart: from },
): Promise<readonly RefittedException[]> {
  const { id: newSeriesId, recurrence } = newSeries;
  const isSingle = !recurrence?.length;
  // What Google has given up of a series stays deleted under its id, also where the series comes back to that time.
  const isSame = newSeriesId === master.id;
  // A series that becomes a single event as a whole has no occurrences any more.
  if (!newSeriesId || exceptions.length === 0 || (isSingle && isSame)) {
    return [];
  }
  const { movedStart, startsOfSeries } = await loadRecurrenceEdits();
  const before = seriesTimesOf(master, calendarTimeZone);
  const after = seriesTimesOf(newSeries, calendarTimeZone);
  const first = { ...before, start: isDay(from) ? from : dateTimeOf(from, before.timeZone) };
  const fitted = exceptions.flatMap((exception) => {
    const originalStart = originalStartOf(exception, calendarTimeZone);
    // Of another kind than the series: an occurrence that it had before it became an all-day one, or ceased to be one.
    return originalStart === undefined || isDay(originalStart) !== isDay(first.start)
      ? []
      : [{ exception, originalStart, newStart: movedStart(originalStart, first, after) }];
  });
  const found = new Set(
    startsOfSeries(
      after,
      fitted.map(({ newStart }) => newStart),
    ),
  );
  const areTimesEdited =
    !isSameTime(after.start, first.start) || lengthOf(after) !== lengthOf(before);
  return fitted
    .filter(({ newStart }) => found.has(newStart))
    .map(({ exception, originalStart, newStart }) => {
      const id = isSingle ? newSeriesId : instanceIdPrefix(newSeriesId) + basicFormat(newStart);
      if (exception.status === 'cancelled') {
        return { id, originalStart: newStart, patch: { status: 'cancelled' } };
      }
      const fields = fieldsPatch(exception, master);
      const times = timesPatch(exception, originalStart, lengthOf(before), calendarTimeZone);
      if (edited === null || !isSameTime(originalStart, edited.originalStart)) {
        return { id, originalStart: newStart, patch: { ...fields, ...times } };
      }
      const areTimesOwn = Object.keys(times).length > 0;
      return {
        id,
        originalStart: newStart,
        patch: {
          ...uneditedOf(fields, newSeries, master),
          ...(edited.times || !areTimesEdited ? times : {}),
          ...(areTimesOwn ? edited.times : {}),
        },
      };
    })
    .filter(({ patch }) => Object.keys(patch).length > 0)
    .map((refitted) => ({
      ...refitted,
      patch: { ...(isSame ? { status: 'confirmed' } : {}), ...refitted.patch },
    }));
}

/** An exception, and the master of its series at that time. */
interface ExceptionOfSeries {
  readonly exception: GoogleEvent;
  readonly master: GoogleEvent;
}

/**
 * Whether two exceptions of one occurrence are the same in all that a user can change. Each is compared with its own master, since
 * Google may have added to the one what the other does not have yet.
 */
export function isSameException(
  a: ExceptionOfSeries,
  b: ExceptionOfSeries,
  calendarTimeZone: string | undefined,
): boolean {
  if (a.exception.status === 'cancelled' || b.exception.status === 'cancelled') {
    return a.exception.status === b.exception.status;
  }
  const [first, second] = [a, b].map(({ exception }) =>
    timesOf(exception, undefined, calendarTimeZone),
  );
  const areTimesSame =
    first && second
      ? isSameTime(first.start, second.start) && isSameTime(first.end, second.end)
      : first === second;
  return (
    areTimesSame && sameJson(fieldsPatch(a.exception, a.master), fieldsPatch(b.exception, b.master))
  );
}

function fieldsPatch(exception: GoogleEvent, master: GoogleEvent): GoogleEventPatch {
  return mergePatchBetween(comparedFields(master), comparedFields(exception));
}

function comparedFields(event: GoogleEvent): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    WRITABLE_FIELDS.filter((name) => !NOT_COMPARED_FIELDS.has(name)).map((name) => [
      name,
      event[name],
    ]),
  );
}

/** The fields of a patch that the edit of the new series has left as they were. */
function uneditedOf(
  patch: GoogleEventPatch,
  newSeries: GoogleEvent,
  master: GoogleEvent,
): GoogleEventPatch {
  return Object.fromEntries(
    Object.entries(patch).filter(([name]) => {
      const field = name as keyof GoogleEvent;
      return sameJson(newSeries[field], master[field]);
    }),
  );
}

/** Nothing for an exception that happens when its series says, and as long. */
function timesPatch(
  exception: GoogleEvent,
  originalStart: EventTime,
  seriesLength: number,
  calendarTimeZone: string | undefined,
): GoogleEventPatch {
  const times = timesOf(exception, undefined, calendarTimeZone);
  if (!times || (isSameTime(times.start, originalStart) && lengthOf(times) === seriesLength)) {
    return {};
  }
  return {
    start: toWirePatch(times.start, exception.start?.timeZone),
    end: toWirePatch(times.end, exception.end?.timeZone),
  };
}
