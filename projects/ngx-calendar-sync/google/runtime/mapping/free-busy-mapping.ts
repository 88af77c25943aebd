import { CalendarSyncError } from 'ngx-calendar-sync/base';
import type { FreeBusy, TimeRange } from 'ngx-calendar-sync/core';
import type { GoogleFreeBusyResponse } from 'ngx-calendar-sync/google/start';

/** The reason that Google gives for each calendar beyond the number that one request may ask for. */
export const TOO_MANY_CALENDARS = 'tooManyCalendarsRequested';

/** Google answers, or fails, for each calendar separately. For a group it answers with the ids of its members. */
export function toFreeBusy(
  calendarIds: readonly string[],
  response: GoogleFreeBusyResponse,
): readonly FreeBusy[] {
  return calendarIds.map((calendarId) => {
    const group = response.groups?.[calendarId];
    if (!group || response.calendars?.[calendarId]) {
      return toCalendarFreeBusy(calendarId, response);
    }
    const members = (group.calendars ?? []).map((id) => toCalendarFreeBusy(id, response));
    return {
      calendarId,
      busy: mergeBusy(members.flatMap((member) => member.busy)),
      ...errorOf(group.errors?.[0]?.reason),
      members,
    };
  });
}

function toCalendarFreeBusy(calendarId: string, { calendars }: GoogleFreeBusyResponse): FreeBusy {
  const answer = calendars?.[calendarId];
  const busy = (answer?.busy ?? []).flatMap(({ start, end }) =>
    start && end ? [{ start, end }] : [],
  );
  return { calendarId, busy, ...errorOf(answer ? answer.errors?.[0]?.reason : 'notFound') };
}

/** Joins the answers for the same calendars in two consecutive ranges. */
export function joinFreeBusy(
  earlier: readonly FreeBusy[],
  later: readonly FreeBusy[],
): readonly FreeBusy[] {
  return earlier.map((first) => {
    const second = later.find(({ calendarId }) => calendarId === first.calendarId);
    if (!second) {
      return first;
    }
    const error = first.error ?? second.error;
    const members = first.members && second.members;
    return {
      calendarId: first.calendarId,
      busy: mergeBusy([...first.busy, ...second.busy]),
      ...(error ? { error } : {}),
      ...(members ? { members: joinFreeBusy(members, second.members ?? []) } : {}),
    };
  });
}

/** Splits a range into consecutive ranges of at most `maxLengthMs` milliseconds. */
export function splitRange({ start, end }: TimeRange, maxLengthMs: number): readonly TimeRange[] {
  const ranges: TimeRange[] = [];
  for (let from = start.getTime(); from < end.getTime(); from += maxLengthMs) {
    const to = Math.min(from + maxLengthMs, end.getTime());
    ranges.push({ start: new Date(from), end: new Date(to) });
  }
  return ranges;
}

/** Sorts busy times by their start and merges those that touch or overlap. */
function mergeBusy(busy: FreeBusy['busy']): FreeBusy['busy'] {
  const sorted = [...busy].sort((a, b) => Date.parse(a.start) - Date.parse(b.start));
  const merged: { start: string; end: string }[] = [];
  for (const { start, end } of sorted) {
    const last = merged.at(-1);
    if (!last || Date.parse(start) > Date.parse(last.end)) {
      merged.push({ start, end });
    } else if (Date.parse(end) > Date.parse(last.end)) {
      last.end = end;
    }
  }
  return merged;
}

function errorOf(reason: string | undefined): Pick<FreeBusy, 'error'> {
  return reason === undefined ? {} : { error: toError(reason) };
}

function toError(reason: string): CalendarSyncError {
  switch (reason) {
    case 'notFound':
      return new CalendarSyncError(
        'not-found',
        'No such calendar, or this account may not see it.',
      );
    case 'groupTooBig':
    case TOO_MANY_CALENDARS:
      return new CalendarSyncError(
        'invalid-request',
        'The group has too many members: Google answers for at most 50 calendars at a time. Ask for the members themselves.',
      );
    default:
      return new CalendarSyncError(
        'unavailable',
        `Google could not read this calendar (${reason}): try again later.`,
      );
  }
}
