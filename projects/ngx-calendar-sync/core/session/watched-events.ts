import {
  combineLatest,
  distinctUntilChanged,
  filter,
  map,
  type Observable,
  of,
  scan,
  startWith,
} from 'rxjs';
import type { CalendarEvent } from '../model/calendar-event';
import type { TimeRange } from '../model/time-range';
import type { EventAnswer } from '../provider/event-backend';
import { withEarlierEvents } from '../provider/partial-answers';
import { eventsOf, sameElements } from './event-window';
import type { ShownOverlays } from './shown-overlays';

/** The events of calendars in a range with the overlays on them: as soon as some are known, and whenever they change. */
export function watchedEvents<E extends CalendarEvent>(
  calendarIds: readonly string[],
  range: TimeRange,
  watch: (calendarId: string) => Observable<EventAnswer<E>>,
  overlays$: Observable<ShownOverlays<E>>,
): Observable<readonly E[]> {
  if (calendarIds.length === 0) {
    return of([]);
  }
  const windows$ = combineLatest(
    calendarIds.map((id) =>
      watch(id).pipe(
        scan((shown, answer) => withEarlierEvents(shown.events, answer)),
        // Nothing is emitted while nothing is known yet: an empty list would mean that there are no events.
        filter(({ events, loading }) => !loading || events.length > 0),
        map((answer) => [[id, { ...answer, range }] as const]),
        // So that a calendar that does not answer does not keep the others from showing.
        startWith([]),
      ),
    ),
  ).pipe(
    map((windows) => windows.flat()),
    filter((windows) => windows.length > 0),
  );
  return combineLatest([windows$, overlays$]).pipe(
    map(([windows, overlays]) => eventsOf(calendarIds, range, new Map(windows), overlays)),
    distinctUntilChanged(sameElements),
  );
}
