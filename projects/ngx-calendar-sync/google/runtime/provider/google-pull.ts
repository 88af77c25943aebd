import {
  catchError,
  map,
  type MonoTypeOperatorFunction,
  type Observable,
  switchMap,
  throwError,
} from 'rxjs';
import { CalendarSyncError } from 'ngx-calendar-sync/base';
import {
  type ɵPageAnswer as PageAnswer,
  type ɵPageRequest as PageRequest,
  type ɵPulledCalendar as PulledCalendar,
  type ɵPulledCalendars as PulledCalendars,
  type ɵPullRequest as PullRequest,
  type ɵUnreadPage as UnreadPage,
} from 'ngx-calendar-sync/core';
import type { GoogleCalendarList, GoogleEvents } from 'ngx-calendar-sync/google/start';
import {
  ɵendOf as endOf,
  ɵnextPageTokenAtBeginning as nextPageTokenAtBeginning,
  ɵpulledPage as pulledPage,
  ɵreadPulledPage as readPulledPage,
} from 'ngx-calendar-sync/google/worker';
import type { ApiParams } from '../api/api-request';
import { jsonBlob } from '../api/json-blob';
import type { ColorRecord } from './google-event-colors';

/** Events are requested with all of their fields, since apps see Google's own resource. */
const FIELDS = 'items,nextPageToken,nextSyncToken';

/** Sends the request for a page with these parameters. */
export interface EventsRequests {
  readonly asJson: (params: ApiParams) => Observable<GoogleEvents>;
  readonly asBlob: (params: ApiParams, receive: MonoTypeOperatorFunction<Blob>) => Observable<Blob>;
}

/**
 * A page of events, or of what changed. The scope is not in the request. `timeMin` and `timeMax` would leave out the
 * exceptions that were moved out of the scope, so that their occurrences would show at their original times; and Google
 * does not document whether its token keeps a window. Asking for these exceptions series by series would cost a request for
 * each, while the whole calendar costs one for every 2,500 events, once. The pull itself leaves out what the scope does not
 * hold.
 *
 * The changes since a cursor are nearly always few: to read a `Blob` would take longer than to parse them at once.
 * @see https://developers.google.com/workspace/calendar/api/guides/sync
 */
export function pullEvents(request: PullRequest, ask: EventsRequests): Observable<PageAnswer> {
  const params = { singleEvents: false, maxResults: 2500, fields: FIELDS, ...pageParams(request) };
  const answer$: Observable<PageAnswer> =
    request.cursor === undefined
      ? ask.asBlob(params, jsonBlob()).pipe(switchMap(unreadPage))
      : ask.asJson(params).pipe(map((page) => pulledPage(page, request.scope)));
  return answer$.pipe(orCursorLost());
}

async function unreadPage(answer: Blob): Promise<UnreadPage> {
  const nextPageToken = await nextPageTokenAtBeginning(answer);
  return { answer, read: readPulledPage, ...(nextPageToken ? { nextPageToken } : {}) };
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
