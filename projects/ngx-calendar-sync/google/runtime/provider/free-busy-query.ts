import {
  catchError,
  concatMap,
  from,
  last,
  map,
  type Observable,
  scan,
  throwError,
  toArray,
} from 'rxjs';
import { CalendarSyncError } from 'ngx-calendar-sync/base';
import type { FreeBusy, TimeRange } from 'ngx-calendar-sync/core';
import { ɵsignedOut as signedOut } from 'ngx-calendar-sync/account';
import { type Access, write } from '../api/api-request';
import type { GoogleCalendarApi } from '../api/google-calendar-api';
import type { GoogleFreeBusyRequest, GoogleFreeBusyResponse } from 'ngx-calendar-sync/google/start';
import {
  joinFreeBusy,
  splitRange,
  toFreeBusy,
  TOO_MANY_CALENDARS,
} from '../mapping/free-busy-mapping';

/** Google takes at most fifty calendars in a free/busy query, the members of groups among them. */
const MAX_CALENDARS = 50;
const MAX_GROUP_MEMBERS = 100;

/** Google does not document the longest range. According to public threads it refuses about three months. */
const LONGEST_RANGE_MS = 60 * 86_400_000;
const SHORTEST_RANGE_MS = 86_400_000;

type Ask = (request: GoogleFreeBusyRequest) => Observable<GoogleFreeBusyResponse>;

interface FreeBusyContext {
  readonly api: GoogleCalendarApi;
  readonly isSignedIn: boolean;
  readonly access: Access;
  /** IANA name of the zone that times are told in. */
  readonly timeZone: string | undefined;
}

/**
 * The busy times of calendars and groups, in as many requests as their number and the length of the range need. The answers
 * are in the order of the calendars.
 * @see https://developers.google.com/workspace/calendar/api/v3/reference/freebusy/query
 */
export function queryFreeBusy(
  calendarIds: readonly string[],
  range: TimeRange,
  { api, isSignedIn, access, timeZone }: FreeBusyContext,
): Observable<readonly FreeBusy[]> {
  const ask: Ask = (request) =>
    api.request({
      ...write('POST', '/freeBusy'),
      body: { ...request, ...(timeZone === undefined ? {} : { timeZone }) },
      access,
    });
  // Only an account has a primary calendar.
  const asked = calendarIds.filter((id) => isSignedIn || id !== 'primary');
  const batches: string[][] = [];
  for (let at = 0; at < asked.length; at += MAX_CALENDARS) {
    batches.push(asked.slice(at, at + MAX_CALENDARS));
  }
  return from(batches).pipe(
    concatMap((ids) => inPieces(ids, range, LONGEST_RANGE_MS, ask)),
    toArray(),
    map((answers) => answers.flat()),
    map((answers) =>
      calendarIds.map(
        (calendarId) =>
          answers.find((answer) => answer.calendarId === calendarId) ?? {
            calendarId,
            busy: [],
            error: signedOut(),
          },
      ),
    ),
  );
}

function inPieces(
  ids: readonly string[],
  range: TimeRange,
  longest: number,
  ask: Ask,
): Observable<readonly FreeBusy[]> {
  return from(splitRange(range, longest)).pipe(
    concatMap((piece) =>
      askOnce(ids, piece, ask).pipe(
        catchError((error: unknown) =>
          isTooLong(error) && longest > SHORTEST_RANGE_MS
            ? inPieces(ids, piece, longest / 2, ask)
            : throwError(() => error),
        ),
      ),
    ),
    scan(joinFreeBusy),
    last(),
  );
}

function askOnce(
  ids: readonly string[],
  { start, end }: TimeRange,
  ask: Ask,
): Observable<readonly FreeBusy[]> {
  const request = {
    timeMin: start.toISOString(),
    timeMax: end.toISOString(),
    groupExpansionMax: MAX_GROUP_MEMBERS,
    calendarExpansionMax: MAX_CALENDARS,
    items: ids.map((id) => ({ id })),
  };
  return ask(request).pipe(
    concatMap((response) => {
      const isTooMany = ids.some((id) => reasonOf(response, id) === TOO_MANY_CALENDARS);
      if (!isTooMany || ids.length === 1) {
        return [toFreeBusy(ids, response)];
      }
      // With the members of a group they were too many for one request: each one is asked for by itself.
      return from(ids).pipe(
        concatMap((id) => askOnce([id], { start, end }, ask)),
        toArray(),
        map((answers) => answers.flat()),
      );
    }),
  );
}

function reasonOf({ calendars, groups }: GoogleFreeBusyResponse, id: string): string | undefined {
  return (calendars?.[id] ?? groups?.[id])?.errors?.[0]?.reason;
}

/** Whether Google has refused the range, as it does with the reason `timeRangeTooLong`: its message speaks of the range. */
function isTooLong(error: unknown): boolean {
  return error instanceof CalendarSyncError && error.status === 400 && /range/i.test(error.message);
}
