import { type Observable, reduce } from 'rxjs';
import type { ɵGoogleCalendarApi as GoogleCalendarApi } from 'ngx-calendar-sync/google/runtime';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';

const MAX_INSTANCES_PER_PAGE = 2500;

/** All occurrences of a series, deleted ones too. */
export function seriesInstances(
  api: GoogleCalendarApi,
  calendarId: string,
  seriesId: string,
): Observable<readonly GoogleEvent[]> {
  return api
    .instances(calendarId, seriesId, { showDeleted: true, maxResults: MAX_INSTANCES_PER_PAGE })
    .pipe(
      reduce<{ readonly items?: readonly GoogleEvent[] }, readonly GoogleEvent[]>(
        (all, { items = [] }) => [...all, ...items],
        [],
      ),
    );
}
