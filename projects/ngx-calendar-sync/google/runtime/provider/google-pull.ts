import { catchError, map, type MonoTypeOperatorFunction, type Observable, throwError } from 'rxjs';
import { CalendarSyncError } from 'ngx-calendar-sync/base';
import {
  ɵchangesOf as changesOf,
  type ɵPageEnd as PageEnd,
  type ɵPageRequest as PageRequest,
  type ɵPulledCalendar as PulledCalendar,
  type ɵPulledCalendars as PulledCalendars,
  type ɵPulledChange as PulledChange,
  type ɵPulledPage as PulledPage,
  type ɵPullRequest as PullRequest,
} from 'ngx-calendar-sync/core';
import type { ApiParams } from '../api/api-request';
import type { GoogleCalendarList, GoogleEvent, GoogleEvents } from 'ngx-calendar-sync/google/start';
import type { ColorRecord } from './google-event-colors';
import { toPulledChange } from '../mapping/pulled-change';

/** Events are requested with all of their fields, since apps see Google's own resource. */
const FIELDS = 'items,nextPageToken,nextSyncToken';

/**
 * A page of events, or of what changed. The scope is not in the request. `timeMin` and `timeMax` would leave out the
 * exceptions that were moved out of the scope, so that their occurrences would show at their original times; and Google
 * does not document whether its token keeps a window. Asking for these exceptions series by series would cost a request for
 * each, while the whole calendar costs one for every 2,500 events, once. The pull itself leaves out what the scope does not
 * hold.
 * @param ask Sends the request with these parameters.
 * @see https://developers.google.com/workspace/calendar/api/guides/sync
 */
export function pullEvents(
  { scope, ...request }: PullRequest,
  ask: (params: ApiParams) => Observable<GoogleEvents>,
): Observable<PulledPage> {
  const { omit = [] } = scope;
  const read = (item: GoogleEvent) => withoutFields(toPulledChange(item), omit);
  return ask({
    singleEvents: false,
    maxResults: 2500,
    fields: FIELDS,
    ...pageParams(request),
  }).pipe(
    map((page) => ({ changes: changesOf(page.items ?? [], read), next: endOf(page) })),
    orCursorLost(),
  );
}

/**
 * The same for the list of calendars.
 * @param colors The colours that are known when the answer comes. If `undefined`, the copy keeps those that it has.
 */
export function pullCalendars(
  request: PageRequest,
  ask: (params: ApiParams) => Observable<GoogleCalendarList>,
  colors: () => ColorRecord | undefined,
): Observable<PulledCalendars> {
  return ask({
    maxResults: 250,
    showHidden: true,
    fields: FIELDS,
    ...pageParams(request),
  }).pipe(
    map((page) => toPulledCalendars(page, colors())),
    orCursorLost(),
  );
}

function withoutFields(change: PulledChange, omit: readonly string[]): PulledChange {
  if (!('record' in change) || omit.length === 0) {
    return change;
  }
  const kept = Object.entries(change.record).filter(([name]) => !omit.includes(name));
  return { ...change, record: Object.fromEntries(kept) };
}

function toPulledCalendars(
  page: GoogleCalendarList,
  colors: ColorRecord | undefined,
): PulledCalendars {
  const changes = (page.items ?? []).flatMap((entry): readonly PulledCalendar[] => {
    const { id } = entry;
    if (!id) {
      return [];
    }
    return entry.deleted ? [{ kind: 'gone', id }] : [{ kind: 'calendar', id, record: entry }];
  });
  return { changes, next: endOf(page), ...(colors ? { account: colors } : {}) };
}

/** Fails with `cursor-lost` where Google no longer knows a token. It says so with 410, and for some tokens with 400. */
function orCursorLost<T>(): MonoTypeOperatorFunction<T> {
  return catchError((error: unknown) => throwError(() => (isLost(error) ? lost(error) : error)));
}

function isLost(error: unknown): error is CalendarSyncError {
  if (!(error instanceof CalendarSyncError)) {
    return false;
  }
  const { status, message } = error;
  return status === 410 || (status === 400 && /(sync|page) ?token/i.test(message));
}

function lost({ status, cause }: CalendarSyncError): CalendarSyncError {
  return new CalendarSyncError(
    'cursor-lost',
    'Google cannot tell any more what changed: everything has to be asked for again.',
    { cause, ...(status === undefined ? {} : { status }) },
  );
}

function pageParams({ cursor, pageToken }: PageRequest): ApiParams {
  return {
    ...(cursor === undefined ? {} : { syncToken: cursor }),
    ...(pageToken === undefined ? {} : { pageToken }),
  };
}

function endOf({
  nextPageToken,
  nextSyncToken,
}: Pick<GoogleEvents, 'nextPageToken' | 'nextSyncToken'>): PageEnd {
  if (nextPageToken) {
    return { pageToken: nextPageToken };
  }
  if (nextSyncToken) {
    return { cursor: nextSyncToken };
  }
  throw new CalendarSyncError('unavailable', 'Google has cut an answer short: try again later.');
}
