import { map, type Observable } from 'rxjs';
import type {
  ɵCalendarProvider as CalendarProvider,
  ɵPageReader as PageReader,
  ɵPulledPage as PulledPage,
  ɵUnreadPage as UnreadPage,
} from 'ngx-calendar-sync/core';

/** Reads what {@link inJson} writes. */
export const readJsonPage: PageReader = async (answer) =>
  JSON.parse(await answer.text()) as PulledPage;

/** The pages of a provider as a service sends them: not read yet. */
export function inJson(
  provider: { pull(...request: Parameters<CalendarProvider['pull']>): Observable<PulledPage> },
  read: PageReader = readJsonPage,
): Pick<CalendarProvider, 'pull'> {
  return {
    pull: (calendarId, request): Observable<UnreadPage> =>
      provider.pull(calendarId, request).pipe(
        map(({ changes, next }) => JSON.stringify({ changes: [...changes], next })),
        map((json) => ({ answer: new Blob([json]), read })),
      ),
  };
}
