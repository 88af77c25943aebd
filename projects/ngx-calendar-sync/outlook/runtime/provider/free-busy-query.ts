import {
  catchError,
  concatMap,
  forkJoin,
  from,
  map,
  mergeMap,
  type Observable,
  of,
  throwError,
  toArray,
} from 'rxjs';
import {
  CalendarSyncError,
  type CalendarSyncErrorCode,
  ɵhasCode as hasCode,
} from 'ngx-calendar-sync/base';
import {
  ɵdateTimeOf as dateTimeOf,
  type FreeBusy,
  ɵinRange as inRange,
  ɵinstantOf as instantOf,
  type TimeRange,
} from 'ngx-calendar-sync/core';
import type {
  OutlookEvent,
  OutlookFreeBusyStatus,
  OutlookScheduleInformation,
} from 'ngx-calendar-sync/outlook/start';
import type { OutlookApi } from '../api/outlook-api';
import { timesOf } from '../mapping/event-times';
import type { TimeZoneNames } from '../time-zones/time-zone-names';
import { partsOf, withAllDayMargin } from './windows-of-time';

/** Graph takes at most 62 days and twenty addresses at a time. */
const MAX_SCHEDULE_MS = 62 * 86_400_000;
const MAX_ADDRESSES = 20;

/** At these times others can be invited. */
const FREE_STATUSES: readonly (OutlookFreeBusyStatus | null | undefined)[] = [
  'free',
  'workingElsewhere',
];

/** What is the matter of one calendar. Of anything else, such as no network, all of them would fail. */
const ERRORS_OF_ONE: readonly CalendarSyncErrorCode[] = [
  'forbidden',
  'not-found',
  'invalid-request',
];

export interface FreeBusyContext {
  readonly api: OutlookApi;
  readonly names: TimeZoneNames;
  /** IANA name of the zone in whose days all-day events are. */
  readonly timeZone: string;
}

type Busy = FreeBusy['busy'];

/**
 * When calendars and people are busy, in the order in which they were asked for. Calendars of the account are read; others are
 * named by their addresses, which Graph answers to work accounts alone.
 * @see https://learn.microsoft.com/graph/api/calendar-getschedule
 */
export function queryFreeBusy(
  calendarIds: readonly string[],
  range: TimeRange,
  context: FreeBusyContext,
): Observable<readonly FreeBusy[]> {
  const addresses = calendarIds.filter(isAddress);
  const own = calendarIds.filter((id) => !isAddress(id));
  const questions = [
    ...own.map((id) => ofCalendar(id, range, context)),
    ...groupsOf(addresses).map((group) => ofAddresses(group, range, context)),
  ];
  return questions.length === 0
    ? of([])
    : forkJoin(questions).pipe(
        map((answers) => answers.flat()),
        map((answers) =>
          calendarIds.flatMap((id) => answers.find(({ calendarId }) => calendarId === id) ?? []),
        ),
      );
}

/** No id of a calendar has an `@`. */
const isAddress = (id: string) => id.includes('@');

function groupsOf(addresses: readonly string[]): readonly (readonly string[])[] {
  const groups: string[][] = [];
  for (let at = 0; at < addresses.length; at += MAX_ADDRESSES) {
    groups.push(addresses.slice(at, at + MAX_ADDRESSES));
  }
  return groups;
}

function ofCalendar(
  calendarId: string,
  range: TimeRange,
  context: FreeBusyContext,
): Observable<readonly FreeBusy[]> {
  return from(partsOf(withAllDayMargin(range))).pipe(
    concatMap((part) => context.api.calendarView(calendarId, part)),
    toArray(),
    map((pages) => pages.flatMap(({ rows }) => rows)),
    map((events) => {
      const taken = events.filter(
        ({ showAs, isCancelled }) => !isCancelled && !FREE_STATUSES.includes(showAs),
      );
      return [{ calendarId, busy: merged(taken.flatMap((each) => busyOf(each, range, context))) }];
    }),
    orErrorOf([calendarId]),
  );
}

function busyOf(event: OutlookEvent, range: TimeRange, { names, timeZone }: FreeBusyContext): Busy {
  const times = timesOf(event, { timeZone, names });
  return times && inRange(times, range, timeZone)
    ? [{ start: dateTimeOf(times.start, timeZone), end: dateTimeOf(times.end, timeZone) }]
    : [];
}

function ofAddresses(
  addresses: readonly string[],
  range: TimeRange,
  context: FreeBusyContext,
): Observable<readonly FreeBusy[]> {
  return from(partsOf(range, MAX_SCHEDULE_MS)).pipe(
    mergeMap((part) => schedulesOf(addresses, part, context.api)),
    toArray(),
    map((answers) => answers.flat()),
    map((schedules) => addresses.map((address) => toFreeBusy(address, schedules, range, context))),
    orErrorOf(addresses),
  );
}

function schedulesOf(
  addresses: readonly string[],
  { start, end }: TimeRange,
  api: OutlookApi,
): Observable<readonly OutlookScheduleInformation[]> {
  const inUtc = (time: Date) => ({ dateTime: time.toISOString().slice(0, 19), timeZone: 'UTC' });
  const body = { schedules: addresses, startTime: inUtc(start), endTime: inUtc(end) };
  return api
    .request<{ readonly value?: readonly OutlookScheduleInformation[] }>({
      method: 'POST',
      path: '/me/calendar/getSchedule',
      body,
    })
    .pipe(map(({ value = [] }) => value));
}

function toFreeBusy(
  address: string,
  schedules: readonly OutlookScheduleInformation[],
  range: TimeRange,
  context: FreeBusyContext,
): FreeBusy {
  const own = schedules.filter(
    ({ scheduleId }) => scheduleId?.toLowerCase() === address.toLowerCase(),
  );
  const items = own.flatMap(({ scheduleItems = [] }) => scheduleItems);
  const taken = items.filter(({ status }) => !FREE_STATUSES.includes(status));
  const isUnknown = own.length === 0 || own.some(({ error }) => !!error);
  return {
    calendarId: address,
    busy: merged(
      taken.flatMap(({ start = null, end = null }) => busyOf({ start, end }, range, context)),
    ),
    ...(isUnknown ? { error: noSchedule() } : {}),
  };
}

function noSchedule(): CalendarSyncError {
  return new CalendarSyncError(
    'not-found',
    ngDevMode && 'There is no such mailbox, or this account may not see when it is busy.',
  );
}

function orErrorOf(calendarIds: readonly string[]) {
  return catchError<readonly FreeBusy[], Observable<readonly FreeBusy[]>>((error: unknown) =>
    error instanceof CalendarSyncError && hasCode(error, ...ERRORS_OF_ONE)
      ? of(calendarIds.map((calendarId) => ({ calendarId, busy: [], error })))
      : throwError(() => error),
  );
}

/** In order, and those joined that touch or overlap. */
function merged(busy: Busy): Busy {
  const joined: { start: string; end: string }[] = [];
  for (const { start, end } of [...busy].sort((a, b) => instantOf(a.start) - instantOf(b.start))) {
    const last = joined.at(-1);
    if (!last || instantOf(start) > instantOf(last.end)) {
      joined.push({ start, end });
    } else if (instantOf(end) > instantOf(last.end)) {
      last.end = end;
    }
  }
  return joined;
}
