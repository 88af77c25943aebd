import { catchError, type MonoTypeOperatorFunction, throwError } from 'rxjs';
import {
  CalendarSyncError,
  ɵchangesOf as changesOf,
  type PageEnd,
  type PageRequest,
  type PulledCalendar,
  type PulledCalendars,
  type PulledChange,
  type PulledPage,
  type PullScope,
} from 'ngx-calendar-sync';
import type { GoogleCalendarList, GoogleEvent, GoogleEvents } from '../api/wire-types.generated';
import type { ColorRecord } from './google-event-colors';
import { toPulledChange } from '../mapping/pulled-change';

type Params = Readonly<Record<string, string | number | boolean>>;

/** Events are requested with all of their fields, since apps see Google's own resource. */
const FIELDS = 'items,nextPageToken,nextSyncToken';

/**
 * The parameters of the request for a page of events. The scope is not among them. `timeMin` and `timeMax` would leave
 * out the exceptions that were moved out of the scope, so that their occurrences would show at their original times; and
 * Google does not document whether its token keeps a window. Asking for these exceptions series by series would cost a
 * request for each, while the whole calendar costs one for every 2,500 events, once. The pull itself leaves out what the
 * scope does not hold.
 * @see https://developers.google.com/workspace/calendar/api/guides/sync
 */
export function eventsParams(request: PageRequest): Params {
  return { singleEvents: false, maxResults: 2500, fields: FIELDS, ...pageParams(request) };
}

export function calendarsParams(request: PageRequest): Params {
  return { maxResults: 250, showHidden: true, fields: FIELDS, ...pageParams(request) };
}

export function toPulledPage(page: GoogleEvents, { omit = [] }: PullScope): PulledPage {
  const read = (item: GoogleEvent) => withoutFields(toPulledChange(item), omit);
  return { changes: changesOf(page.items ?? [], read), next: endOf(page) };
}

function withoutFields(change: PulledChange, omit: readonly string[]): PulledChange {
  if (!('record' in change) || omit.length === 0) {
    return change;
  }
  const kept = Object.entries(change.record).filter(([name]) => !omit.includes(name));
  return { ...change, record: Object.fromEntries(kept) };
}

/** @param colors If `undefined`, the copy keeps the colours that it has. */
export function toPulledCalendars(
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
export function orCursorLost<T>(): MonoTypeOperatorFunction<T> {
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

function pageParams({ cursor, pageToken }: PageRequest): Params {
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
