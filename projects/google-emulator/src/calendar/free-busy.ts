import type {
  WireFreeBusyCalendar,
  WireFreeBusyGroup,
  WireFreeBusyRequest,
  WireTimePeriod,
} from '../discovery/wire-types.generated.ts';
import type { SeedGroup } from '../seed/seed.ts';
import { formatInstant, parseInstant } from '../time/rfc3339.ts';
import { isZone } from '../time/zone.ts';
import type { Calendar } from '../world/calendar.ts';
import { badRequest, invalid, required, timeRangeEmpty, timeRangeTooLong } from './api-error.ts';
import { calendarNamed } from './calendar-access.ts';
import type { Handler } from './call.ts';
import { listEvents } from './event-list.ts';

const MOST_CALENDARS = 50;
const MOST_MEMBERS = 100;
/**
 * Google documents no bound. Clients met `timeRangeTooLong` for more than about three months and ask for 90 days at
 * most (github.com/calcom/cal.com/pull/11962): who keeps within that is safe.
 */
const LONGEST_RANGE_MS = 90 * 86_400_000;

const query: Handler = (call) => {
  const request: WireFreeBusyRequest = call.body;
  const from = instant(request.timeMin, 'timeMin');
  const to = instant(request.timeMax, 'timeMax');
  if (to <= from) {
    throw timeRangeEmpty();
  }
  if (to - from > LONGEST_RANGE_MS) {
    throw timeRangeTooLong();
  }
  const zone = request.timeZone ?? 'UTC';
  if (!isZone(zone)) {
    throw invalid('Invalid time zone.');
  }
  const mostMembers = most(request, 'groupExpansionMax', MOST_MEMBERS);
  const mostCalendars = most(request, 'calendarExpansionMax', MOST_CALENDARS);
  const asked = (request.items ?? []).map((item) => item.id ?? '');
  const groups = new Map(
    asked.flatMap((id): [string, WireFreeBusyGroup][] => {
      const group = call.world.group(id);
      return group ? [[id, expanded(group, mostMembers)]] : [];
    }),
  );
  const ids = new Set(asked.flatMap((id) => groups.get(id)?.calendars ?? id));
  const calendars = [...ids]
    .filter((id) => !groups.has(id))
    .map((id, index): [string, WireFreeBusyCalendar] => {
      if (index >= mostCalendars) {
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

/** @throws ApiError 400 for no number that one could expand to. */
function most(
  request: WireFreeBusyRequest,
  name: 'groupExpansionMax' | 'calendarExpansionMax',
  largest: number,
): number {
  const wanted = request[name] ?? largest;
  if (wanted < 1) {
    throw invalid(`Invalid value for: ${name}`);
  }
  return Math.min(wanted, largest);
}

function expanded({ members }: SeedGroup, mostMembers: number): WireFreeBusyGroup {
  return members.length > mostMembers
    ? { errors: [{ domain: 'global', reason: 'groupTooBig' }], calendars: [] }
    : { calendars: [...members] };
}

function refusal(reason: string): WireFreeBusyCalendar {
  return { errors: [{ domain: 'global', reason }], busy: [] };
}

/** Spans that somebody is busy for, those that touch made one. */
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
  const spans: { start: number; end: number }[] = [];
  for (const { event, occurrence } of events) {
    const { start, end } = occurrence ?? event;
    const last = spans.at(-1);
    if (last && start <= last.end) {
      last.end = Math.max(last.end, end);
    } else {
      spans.push({ start, end });
    }
  }
  return spans.map((span) => ({
    start: formatInstant(Math.max(span.start, from), zone),
    end: formatInstant(Math.min(span.end, to), zone),
  }));
}
