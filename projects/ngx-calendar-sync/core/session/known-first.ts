import { type Observable, of } from 'rxjs';
import type { CalendarEvent } from '../model/calendar-event';
import { sameRange, type TimeRange } from '../model/time-range';
import type { KnownEvents } from '../provider/online-events';

type ListEvents<E> = (calendarId: string, range: TimeRange) => Observable<readonly E[]>;

/**
 * Answers the first list of each calendar with the events that are known already, where their range is the one that is
 * asked for. They are used once only: later the provider may have newer events.
 */
export function knownFirst<E extends CalendarEvent>(
  known: readonly KnownEvents<E>[],
  list: ListEvents<E>,
): ListEvents<E> {
  const unusedLists = new Map(known.map((knownList) => [knownList.calendarId, knownList]));
  return (calendarId, range) => {
    const knownList = unusedLists.get(calendarId);
    unusedLists.delete(calendarId);
    return knownList && sameRange(knownList.range, range)
      ? of(knownList.events)
      : list(calendarId, range);
  };
}
