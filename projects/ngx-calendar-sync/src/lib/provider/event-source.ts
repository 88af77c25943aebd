import { catchError, concat, defer, map, type Observable, of, tap } from 'rxjs';
import type { CalendarEvent } from '../model/calendar-event';
import { CalendarSyncError } from '../model/calendar-sync-error';
import type { TimeRange } from '../model/time-range';

/** What is known of one calendar and one range. */
export interface EventAnswer<E extends CalendarEvent> {
  readonly events: readonly E[];
  /** More may come; what is missing may be there all the same. */
  readonly loading: boolean;
  /** Why it may not be all. */
  readonly error?: CalendarSyncError;
}

/** Where the events come from that are shown. */
export interface EventSource<E extends CalendarEvent> {
  /** The events of a calendar in a range: now, and whenever they change, where the source can tell. */
  watch(calendarId: string, range: TimeRange): Observable<EventAnswer<E>>;
}

/** The provider itself: one answer, as its pages come. */
export class OnlineEvents<E extends CalendarEvent> implements EventSource<E> {
  constructor(
    private readonly list: (calendarId: string, range: TimeRange) => Observable<readonly E[]>,
  ) {}

  watch(calendarId: string, range: TimeRange): Observable<EventAnswer<E>> {
    return defer(() => {
      let events: readonly E[] = [];
      const pages = this.list(calendarId, range).pipe(
        tap((arrived) => (events = arrived)),
        map((arrived) => ({ events: arrived, loading: true })),
      );
      const end = defer(() => of({ events, loading: false }));
      return concat(pages, end).pipe(
        catchError((error: unknown) =>
          of({ events, loading: false, error: CalendarSyncError.from(error) }),
        ),
      );
    });
  }
}
