import { CalendarSyncError, type FreeBusy, type TimeRange } from 'ngx-calendar-sync';
import type { GoogleFreeBusyResponse } from '../api/wire-types.generated';

/** Google's reason for a calendar that was one too many together with the others. */
export const TOO_MANY_CALENDARS = 'tooManyCalendarsRequested';

/** Google answers for each calendar apart, and fails for each apart; for a group it names the members. */
export function toFreeBusy(
  calendarIds: readonly string[],
  response: GoogleFreeBusyResponse,
): readonly FreeBusy[] {
  return calendarIds.map((calendarId) => {
    const group = response.groups?.[calendarId];
    if (!group || response.calendars?.[calendarId]) {
      return ofCalendar(calendarId, response);
    }
    const members = (group.calendars ?? []).map((id) => ofCalendar(id, response));
    return {
      calendarId,
      busy: joined(members.flatMap((member) => member.busy)),
      ...errorOf(group.errors?.[0]?.reason),
      members,
    };
  });
}

function ofCalendar(calendarId: string, { calendars }: GoogleFreeBusyResponse): FreeBusy {
  const answer = calendars?.[calendarId];
  const busy = (answer?.busy ?? []).flatMap(({ start, end }) =>
    start && end ? [{ start, end }] : [],
  );
  return { calendarId, busy, ...errorOf(answer ? answer.errors?.[0]?.reason : 'notFound') };
}

/** The same calendars in two ranges that follow each other, as one answer. */
export function followedBy(
  before: readonly FreeBusy[],
  after: readonly FreeBusy[],
): readonly FreeBusy[] {
  return before.map((first) => {
    const second = after.find(({ calendarId }) => calendarId === first.calendarId);
    if (!second) {
      return first;
    }
    const error = first.error ?? second.error;
    const members = first.members && second.members;
    return {
      calendarId: first.calendarId,
      busy: joined([...first.busy, ...second.busy]),
      ...(error ? { error } : {}),
      ...(members ? { members: followedBy(members, second.members ?? []) } : {}),
    };
  });
}

/** A range in pieces of at most so many milliseconds. */
export function piecesOf({ start, end }: TimeRange, longest: number): readonly TimeRange[] {
  const pieces: TimeRange[] = [];
  for (let from = start.getTime(); from < end.getTime(); from += longest) {
    const to = Math.min(from + longest, end.getTime());
    pieces.push({ start: new Date(from), end: new Date(to) });
  }
  return pieces;
}

/** In order, and as one where they touch or overlap. */
function joined(busy: FreeBusy['busy']): FreeBusy['busy'] {
  const inOrder = [...busy].sort((a, b) => Date.parse(a.start) - Date.parse(b.start));
  const all: { start: string; end: string }[] = [];
  for (const { start, end } of inOrder) {
    const last = all.at(-1);
    if (!last || Date.parse(start) > Date.parse(last.end)) {
      all.push({ start, end });
    } else if (Date.parse(end) > Date.parse(last.end)) {
      last.end = end;
    }
  }
  return all;
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
        'The group has too many members: Google tells at most 50 calendars at a time. Ask for the members themselves.',
      );
    default:
      return new CalendarSyncError(
        'unavailable',
        `Google could not ask this calendar (${reason}).`,
      );
  }
}
