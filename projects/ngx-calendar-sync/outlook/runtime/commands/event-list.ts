import { concatMap, map, type Observable } from 'rxjs';
import { ɵinRange as inRange } from 'ngx-calendar-sync/core';
import {
  type ɵAnsweredPage as AnsweredPage,
  ɵEventPages as EventPages,
} from 'ngx-calendar-sync/event-commands';
import type { OutlookEvent } from 'ngx-calendar-sync/outlook/start';
import { calendarPath, inQuery, withQuery } from '../api/graph-request';
import type { OutlookApi } from '../api/outlook-api';
import type { OutlookEventListQuery } from '../mapping/command-types';
import type { OutlookCalendarEvent } from '../mapping/outlook-calendar-event';
import { OWN_PROPERTIES } from '../mapping/own-properties';
import { filterOf } from '../provider/event-filter';
import type { OpenSession } from '../provider/outlook-account';
import { partsOf, withAllDayMargin } from '../provider/windows-of-time';
import { invalidRequest } from './invalid-request';

const DEFAULT_PAGE_SIZE = 250;
const MAX_PAGE_SIZE = 1_000;

/**
 * The events of a range, a page at a time. A range that is too long for Graph is listed in parts.
 * @throws CalendarSyncError `invalid-request` for a query that Outlook cannot answer
 */
export function listEvents(
  api: OutlookApi,
  { provider, session, idOf }: OpenSession,
  name: string,
  query: Partial<OutlookEventListQuery> = {},
): EventPages<OutlookCalendarEvent> {
  const { start, end, maxResults = DEFAULT_PAGE_SIZE, signal } = query;
  if (start === undefined || end === undefined) {
    throw invalidRequest('Outlook lists the events of a range alone: give its start and end.');
  }
  if (!Number.isInteger(maxResults) || maxResults < 1 || maxResults > MAX_PAGE_SIZE) {
    throw invalidRequest(`maxResults has to be a whole number from 1 to ${MAX_PAGE_SIZE}.`);
  }
  const calendarId = idOf(name);
  const range = session.range({ start, end });
  const fulfils = filterOf(query);
  const parts = partsOf(withAllDayMargin(range));
  /** What lasts from one part to the next is listed in both. */
  const listed = new Set<string>();
  const firstPages = parts.map((part) =>
    withQuery(`${calendarPath(calendarId)}/calendarView`, {
      ...inQuery(part),
      $orderby: 'start/dateTime',
      $top: maxResults,
      $expand: query.privateExtendedProperty && OWN_PROPERTIES,
    }),
  );
  const page = (path: string): Observable<AnsweredPage<OutlookCalendarEvent>> =>
    api.page<OutlookEvent>({ method: 'GET', path }).pipe(
      concatMap(({ rows, nextPath }) =>
        provider.toEvents(calendarId, rows).pipe(
          map((events) => ({
            ids: rows.flatMap(({ id }) => id ?? []),
            events: events.filter((event) => {
              const isWanted = !listed.has(event.id) && inRange(event, range) && fulfils(event);
              listed.add(event.id);
              return isWanted;
            }),
            next: nextPath ?? firstPages.shift(),
          })),
        ),
      ),
    );
  return new EventPages({
    list: (next) => page(next ?? firstPages.shift() ?? ''),
    ask: (request) => session.ask(request, signal),
  });
}
