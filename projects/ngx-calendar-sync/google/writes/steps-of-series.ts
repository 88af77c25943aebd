import { concat, last, map, type Observable, of } from 'rxjs';
import { CalendarSyncError } from 'ngx-calendar-sync/base';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';

/** A series, once what follows it is done. */
export function after(series: GoogleEvent, done$: Observable<unknown>): Observable<GoogleEvent> {
  return concat(done$, of(series)).pipe(
    last(),
    map(() => series),
  );
}

export function conflict(message: string): CalendarSyncError {
  return new CalendarSyncError('conflict', message);
}
