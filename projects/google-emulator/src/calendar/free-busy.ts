import type {
  WireFreeBusyCalendar,
  WireFreeBusyRequest,
  WireTimePeriod,
} from '../discovery/wire-types.generated.ts';
import { formatInstant, parseInstant } from '../time/rfc3339.ts';
import { isZone } from '../time/zone.ts';
import type { Calendar } from '../world/calendar.ts';
import { badRequest, invalid, required, timeRangeEmpty } from './api-error.ts';
import { calendarNamed } from './calendar-access.ts';
import type { Handler } from './call.ts';
import { listEvents } from './event-list.ts';

const MOST_CALENDARS = 50;

const query: Handler = (call) => {
  const request: WireFreeBusyRequest = call.body;
  const from = instant(request.timeMin, 'timeMin');
  const to = instant(request.timeMax, 'timeMax');
  if (to <= from) {
    throw timeRangeEmpty();
  }
  const zone = request.timeZone ?? 'UTC';
  if (!isZone(zone)) {
    throw invalid('Invalid time zone.');
  }
  const limit = Math.min(request.calendarExpansionMax ?? MOST_CALENDARS, MOST_CALENDARS);
  const ids = (request.items ?? []).map((item) => item.id ?? '');
  const calendars = ids.map((id, index): [string, WireFreeBusyCalendar] => {
    if (index >= limit) {
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
