import { formatInstant, isZone, parseInstant } from 'google-calendar-ics/internal';
import type {
  WireFreeBusyCalendar,
  WireFreeBusyGroup,
  WireFreeBusyRequest,
  WireTimePeriod,
} from '../discovery/wire-types.generated.ts';
import type { SeedGroup } from '../seed/seed.ts';
import type { Calendar } from '../world/calendar.ts';
import { badRequest, invalid, required, timeRangeEmpty, timeRangeTooLong } from './api-error.ts';
import { calendarNamed } from './calendar-access.ts';
import type { Handler } from './call.ts';
import { listEvents } from './event-list.ts';

const MAX_CALENDARS = 50;
const MAX_GROUP_MEMBERS = 100;
/**
 * Google documents no limit. Clients report `timeRangeTooLong` for more than about three months and therefore request at
 * most 90 days (github.com/calcom/cal.com/pull/11962).
 */
const MAX_RANGE_MS = 90 * 86_400_000;

const query: Handler = (call) => {
  const request: WireFreeBusyRequest = call.body;
  const from = instant(request.timeMin, 'timeMin');
  const to = instant(request.timeMax, 'timeMax');
  if (to <= from) {
    throw timeRangeEmpty();
  }
  if (to - from > MAX_RANGE_MS) {
    throw timeRangeTooLong();
  }
  const zone = request.timeZone ?? 'UTC';
  if (!isZone(zone)) {
    throw invalid('Invalid time zone.');
  }
  const maxMembers = expansionLimit(request, 'groupExpansionMax', MAX_GROUP_MEMBERS);
  const maxCalendars = expansionLimit(request, 'calendarExpansionMax', MAX_CALENDARS);
  const requestedIds = (request.items ?? []).map((item) => item.id ?? '');
  const groups = new Map(
    requestedIds.flatMap((id): [string, WireFreeBusyGroup][] => {
      const group = call.world.group(id);
      return group ? [[id, expanded(group, maxMembers)]] : [];
    }),
  );
  const ids = new Set(requestedIds.flatMap((id) => groups.get(id)?.calendars ?? id));
  const calendars = [...ids]
    .filter((id) => !groups.has(id))
    .map((id, index): [string, WireFreeBusyCalendar] => {
      if (index >= maxCalendars) {
        return [id, refusal('tooManyCalendarsRequested')];
      }
      const calendar = calendarNamed(call, id);
      return calendar
        ? [id, { busy: busyTimes(calendar, from, to, zone) }]
        : [id, refusal('notFound')];
    });
  return {
    body: {
      kind: 'calendar#freeBusy',
      timeMin: new Date(from).toISOString(),
      timeMax: new Date(to).toISOString(),
      ...(groups.size > 0 && { groups: Object.fromEntries(groups) }),
      calendars: Object.fromEntries(calendars),
    },
  };
};

export const freeBusyMethods: Readonly<Record<string, Handler>> = {
  'calendar.freebusy.query': query,
};

function instant(text: string | null | undefined, name: string): number {
  if (!text) {
    throw required(`Missing ${name}.`);
  }
  const parsed = parseInstant(text);
  if (parsed === undefined) {
    throw badRequest();
  }
  return parsed;
}

/** @throws ApiError 400 for a number below 1. */
function expansionLimit(
  request: WireFreeBusyRequest,
  name: 'groupExpansionMax' | 'calendarExpansionMax',
  maximum: number,
): number {
  const wanted = request[name] ?? maximum;
  if (wanted < 1) {
    throw invalid(`Invalid value for: ${name}`);
  }
  return Math.min(wanted, maximum);
}

function expanded({ members }: SeedGroup, maxMembers: number): WireFreeBusyGroup {
  return members.length > maxMembers
    ? { errors: [{ domain: 'global', reason: 'groupTooBig' }], calendars: [] }
    : { calendars: [...members] };
}

function refusal(reason: string): WireFreeBusyCalendar {
  return { errors: [{ domain: 'global', reason }], busy: [] };
}

/** The busy times in the range. Times that overlap or touch are merged. */
function busyTimes(calendar: Calendar, from: number, to: number, zone: string): WireTimePeriod[] {
  const events = listEvents(calendar, {
    from,
    to,
    singleEvents: true,
    showDeleted: false,
    orderBy: 'startTime',
    updatedMin: undefined,
    iCalUid: undefined,
    matches: (event) =>
      event.transparency !== 'transparent' &&
      !event.attendees?.some((each) => each.self && each.responseStatus === 'declined'),
  });
  const periods: { start: number; end: number }[] = [];
  for (const { event, occurrence } of events) {
    const { start, end } = occurrence ?? event;
    const last = periods.at(-1);
    if (last && start <= last.end) {
      last.end = Math.max(last.end, end);
    } else {
      periods.push({ start, end });
    }
  }
  return periods.map((period) => ({
    start: formatInstant(Math.max(period.start, from), zone),
    end: formatInstant(Math.min(period.end, to), zone),
  }));
}
