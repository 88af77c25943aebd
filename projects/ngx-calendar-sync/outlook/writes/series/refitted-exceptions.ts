import {
  ɵdateTimeOf as dateTimeOf,
  type EventTime,
  ɵisDay as isDay,
  ɵloadRecurrenceEdits as loadRecurrenceEdits,
  ɵsameJson as sameJson,
} from 'ngx-calendar-sync/core';
import type { OutlookCalendarEvent } from 'ngx-calendar-sync/outlook/runtime';
import { changedFields, FIELDS, valuesOf } from '../event-fields';
import type { Changes, Exceptions, StoredEvent } from '../outlook-request';
import { isSameTime } from '../written-event';
import { endless, isCountUnsure, lengthOf, seriesTimesOf } from './series-times';

/** What makes the exceptions of a series out of its occurrences. */
export interface RefittedExceptions {
  readonly changed: readonly RefittedException[];
  /** The original starts of those that are to be deleted. */
  readonly cancelled: readonly EventTime[];
}

export interface RefittedException {
  /** The start that the new series gives the occurrence. */
  readonly originalStart: EventTime;
  readonly changes: Changes;
  /** The exception that it was, with what Graph holds of it beyond the model. */
  readonly source: StoredEvent;
}

/** The exception that an edit of several occurrences was made on. */
export interface EditedException {
  readonly originalStart: EventTime;
  /** What the edit changes of it, other than its times. */
  readonly changes: Changes;
  readonly areTimesEdited: boolean;
}

interface Replaced {
  /** The old series, as it was before. */
  readonly master: OutlookCalendarEvent;
  /** The original start, in the old series, of the first occurrence of the new one. */
  readonly from: EventTime;
  readonly edited?: EditedException | undefined;
}

/** Written by functions of their own, or by Outlook itself. */
const OTHER_FIELDS: readonly string[] = ['times', 'recurrence', 'conference', 'extendedProperties'];

/**
 * The exceptions of a series in the one that takes its place, such as the same one at another time: Outlook gives them up when the
 * times or the rule of a series change. Those that the new series has no occurrence for are left out. Times that were changed stay
 * as they were set.
 */
export async function refittedExceptions(
  newSeries: OutlookCalendarEvent,
  { changed, cancelled }: Exceptions,
  { master, from, edited }: Replaced,
): Promise<RefittedExceptions> {
  if (changed.length + cancelled.length === 0) {
    return { changed: [], cancelled: [] };
  }
  const { movedStart, startsOfSeries } = await loadRecurrenceEdits();
  const before = seriesTimesOf(master);
  const after = isCountUnsure(newSeries) ? endless(newSeries) : seriesTimesOf(newSeries);
  const first = { ...before, start: isDay(from) ? from : dateTimeOf(from, before.timeZone) };
  const moved = (start: EventTime) =>
    isDay(start) === isDay(first.start) ? [movedStart(start, first, after)] : [];
  const starts = [...changed.map(startOf), ...cancelled].flatMap(moved);
  const fitting = new Set(startsOfSeries(after, starts));
  const fitted = (start: EventTime) => moved(start).filter((each) => fitting.has(each));
  const fields = FIELDS.filter((field) => !OTHER_FIELDS.includes(field));
  return {
    changed: changed.flatMap((exception) => {
      const isEdited = edited && isSameTime(startOf(exception), edited.originalStart);
      const own = {
        ...valuesOf(exception, changedFields(master, exception, fields)),
        ...ownPropertiesOf(exception, master),
      };
      const areTimesOwn =
        !isSameTime(exception.start, startOf(exception)) ||
        lengthOf(exception) !== lengthOf(master);
      const changes: Changes = {
        ...own,
        ...(areTimesOwn && !(isEdited && edited.areTimesEdited)
          ? valuesOf(exception, ['times'])
          : {}),
        ...(isEdited ? edited.changes : {}),
      };
      return fitted(startOf(exception)).map((originalStart) => ({
        originalStart,
        changes,
        source: exception,
      }));
    }),
    cancelled: cancelled.flatMap(fitted),
  };
}

/** An exception that has none may have those of its series. */
function ownPropertiesOf(
  { extendedProperties }: OutlookCalendarEvent,
  master: OutlookCalendarEvent,
): Changes {
  return extendedProperties && !sameJson(extendedProperties, master.extendedProperties)
    ? { extendedProperties }
    : {};
}

/** The start that its series gives an occurrence. */
export function startOf({ start, originalStart = start }: OutlookCalendarEvent): EventTime {
  return originalStart;
}

/** Those before a time, or those from it on. */
export function exceptionsFrom({ changed, cancelled }: Exceptions, from: EventTime): Exceptions {
  const isLater = (start: EventTime) => Date.parse(start) >= Date.parse(from);
  return {
    changed: changed.filter((exception) => isLater(startOf(exception))),
    cancelled: cancelled.filter(isLater),
  };
}

export function exceptionsBefore({ changed, cancelled }: Exceptions, from: EventTime): Exceptions {
  const isEarlier = (start: EventTime) => Date.parse(start) < Date.parse(from);
  return {
    changed: changed.filter((exception) => isEarlier(startOf(exception))),
    cancelled: cancelled.filter(isEarlier),
  };
}
