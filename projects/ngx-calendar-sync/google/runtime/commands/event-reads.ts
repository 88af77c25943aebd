import { inject } from '@angular/core';
import { map, type Observable, reduce } from 'rxjs';
import type { TimeRange, ɵWriteTarget as WriteTarget } from 'ngx-calendar-sync/core';
import {
  ɵcheckedId as checkedId,
  ɵEventCommands as EventCommands,
  type ɵEventInCalendar as EventInCalendar,
  ɵEventPages as EventPages,
  ɵexisting as existing,
  type ɵReadAccess as ReadAccess,
} from 'ngx-calendar-sync/event-commands';
import { type ApiParams, eventPath, get } from '../api/api-request';
import { GoogleCalendarApi } from '../api/google-calendar-api';
import type { GoogleEvent, GoogleEvents } from 'ngx-calendar-sync/google/start';
import type { GoogleEventListQuery } from '../mapping/event-list-query';
import { filterParams, rangeParams } from '../mapping/filter-params';
import type { GoogleCalendarEvent } from '../mapping/google-calendar-event';
import { isSameButConference } from '../mapping/same-event';
import type { GoogleProvider } from '../provider/google-provider';
import type { GoogleAccount, OpenSession } from '../provider/google-account';
import { invalidRequest } from './invalid-request';
import { listedEvents } from './listed-events';

/** A list without a start or an end: no event is earlier or later. */
const FIRST_DAY = new Date('0001-01-01');
const LAST_DAY = new Date('9999-12-31');

const DEFAULT_PAGE_SIZE = 250;
const MAX_PAGE_SIZE = 2_500;

/** The reads of events that few apps need. */
export class EventReads extends EventCommands<GoogleAccount> {
  protected readonly api = inject(GoogleCalendarApi);

  /** @throws CalendarSyncError `invalid-request` for a query that Google would refuse */
  listEvents(
    { provider, session, idOf }: OpenSession,
    name: string,
    query: GoogleEventListQuery = {},
  ): EventPages<GoogleCalendarEvent> {
    const { start, end, maxResults = DEFAULT_PAGE_SIZE, singleEvents = true } = query;
    const { iCalUID, signal } = query;
    const calendarId = idOf(name);
    const range = session.range({
      start: start ?? FIRST_DAY,
      end: end ?? LAST_DAY,
    });
    if (!Number.isInteger(maxResults) || maxResults < 1 || maxResults > MAX_PAGE_SIZE) {
      throw invalidRequest(`maxResults has to be a whole number from 1 to ${MAX_PAGE_SIZE}.`);
    }
    const { timeMin, timeMax, ...zone } = rangeParams(range, provider.timeZone);
    const params: ApiParams = {
      ...(start === undefined ? {} : { timeMin }),
      ...(end === undefined ? {} : { timeMax }),
      ...zone,
      singleEvents,
      // Google refuses the order where series are listed as masters.
      ...(singleEvents ? { orderBy: 'startTime' } : {}),
      maxResults,
      ...(iCalUID === undefined ? {} : { iCalUID }),
      ...filterParams(query),
    };
    return new EventPages({
      list: (pageToken) =>
        provider
          .read(calendarId, (access) =>
            this.api.eventsPage(
              calendarId,
              pageToken === undefined ? params : { ...params, pageToken },
              access,
            ),
          )
          .pipe(
            map(({ items = [], nextPageToken: next }) => ({
              ids: items.flatMap(({ id }) => id ?? []),
              events: listedEvents(provider, calendarId, items, range, query),
              next,
            })),
          ),
      ask: (request) => session.ask(request, signal),
    });
  }

  protected override event$(
    provider: GoogleProvider,
    { calendarId, eventId }: WriteTarget,
    access: ReadAccess,
  ): Observable<GoogleCalendarEvent> {
    const path = eventPath(calendarId, checkedId(eventId));
    const asked =
      access === 'best'
        ? provider.read(calendarId, (best) => this.api.request<GoogleEvent>(get(path, best)))
        : this.api.request<GoogleEvent>(get(path, access));
    return asked.pipe(map((resource) => existing(provider.toEvent(calendarId, resource))));
  }

  protected override occurrences$(
    provider: GoogleProvider,
    { calendarId, seriesId }: { readonly calendarId: string; readonly seriesId: string },
    range: TimeRange,
  ): Observable<readonly GoogleCalendarEvent[]> {
    const path = `${eventPath(calendarId, seriesId)}/instances`;
    const params = { ...rangeParams(range, provider.timeZone), maxResults: MAX_PAGE_SIZE };
    return provider
      .read(calendarId, (access) => this.api.pages<GoogleEvents>({ ...get(path, access), params }))
      .pipe(
        reduce<GoogleEvents, readonly GoogleCalendarEvent[]>(
          (all, { items = [] }) => [...all, ...listedEvents(provider, calendarId, items, range)],
          [],
        ),
      );
  }

  protected override isWhole(
    event: EventInCalendar & Partial<GoogleCalendarEvent>,
  ): event is GoogleCalendarEvent {
    return event.googleEvent !== undefined;
  }

  protected override isSameButConference(
    before: GoogleCalendarEvent,
    after: GoogleCalendarEvent,
  ): boolean {
    return isSameButConference(before.googleEvent, after.googleEvent);
  }
}
