import type {
  WireEvent,
  WireEventAttendee,
  WireEventDateTime,
} from '../discovery/wire-types.generated.ts';

import type { CivilDate } from './civil-time.ts';
import { addDays, civilDateIn, instantOf, mondayOf, timeIn } from './civil-time.ts';
import { eventIdFor } from './event-id.ts';
import type { EventPlan, Occasion, RelativeDay, Span, Weekday } from './event-plan.ts';
import { STATED_FIELDS } from './event-plan.ts';
import { RandomSequence } from './random-sequence.ts';
import type { SeedUser } from './seed.ts';

type Event = WireEvent;

/** The calendar that a plan is written into, and the moment the seed is made for. */
export interface CalendarSheet {
  readonly id: string;
  readonly summary: string;
  readonly timeZone: string;
  readonly author: SeedUser;
  /** A primary calendar's events are organized by its person, those of others by the calendar. */
  readonly primary: boolean;
  readonly now: Date;
}

export interface When {
  readonly start: WireEventDateTime;
  readonly end: WireEventDateTime;
}

const WEEKDAYS: readonly Weekday[] = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const DAY = 24 * 60 * 60_000;

export function dateOf(relative: RelativeDay, sheet: CalendarSheet): CivilDate {
  const today = civilDateIn(sheet.timeZone, sheet.now.getTime());
  if ('daysFromToday' in relative) {
    return addDays(today, relative.daysFromToday);
  }
  return addDays(mondayOf(today), 7 * relative.week + WEEKDAYS.indexOf(relative.day));
}

export function eventFrom(plan: EventPlan, sheet: CalendarSheet): Event {
  const when = whenOf(plan.span, dateOf(plan.on, sheet), sheet.timeZone);
  const key = [sheet.id, plan.summary, when.start.date ?? when.start.dateTime].join('\n');
  return eventResource(eventIdFor(key), plan, when, sheet);
}

export function eventResource(
  id: string,
  occasion: Occasion,
  when: When,
  sheet: CalendarSheet,
): Event {
  return {
    id,
    status: 'confirmed',
    ...writtenBetween(id, startInstant(when), sheet.now),
    ...occasionFields(occasion, sheet),
    ...when,
    iCalUID: `${id}@google.com`,
    sequence: 0,
  };
}

function occasionFields(occasion: Occasion, sheet: CalendarSheet): Event {
  const stated = STATED_FIELDS.filter((field) => occasion[field] !== undefined);
  return {
    eventType: 'default',
    reminders: { useDefault: true },
    ...Object.fromEntries(stated.map((field) => [field, occasion[field]])),
    ...writersOf(occasion, sheet),
    ...(occasion.guests === undefined ? {} : { attendees: attendeesOf(occasion, sheet) }),
  };
}

function writersOf(
  { organizer }: Occasion,
  { author, id, primary, summary }: CalendarSheet,
): Pick<Event, 'creator' | 'organizer'> {
  if (organizer !== undefined) {
    const inviting = { email: organizer.email, displayName: organizer.name };
    return { creator: inviting, organizer: inviting };
  }
  return primary
    ? {
        creator: { email: author.email, self: true },
        organizer: { email: author.email, displayName: author.name, self: true },
      }
    : {
        creator: { email: author.email },
        organizer: { email: id, displayName: summary, self: true },
      };
}

function attendeesOf(occasion: Occasion, sheet: CalendarSheet): WireEventAttendee[] {
  const host = occasion.organizer ?? sheet.author;
  const invited = [
    { person: host, response: 'normalizedEvent' as const },
    ...(occasion.guests ?? []),
  ];
  return invited.map(({ person, response, ...rest }) => ({
    email: person.email,
    displayName: person.name,
    ...(person === host && (sheet.primary || occasion.organizer !== undefined)
      ? { organizer: true }
      : {}),
    ...(sheet.primary && person.email === sheet.author.email ? { self: true } : {}),
    responseStatus: response ?? 'needsAction',
    ...rest,
  }));
}

export function whenOf(span: Span, date: CivilDate, calendarZone: string): When {
  if ('days' in span) {
    return { start: { date }, end: { date: addDays(date, span.days) } };
  }
  const zone = span.zone ?? calendarZone;
  const start = instantOf(`${date}T${span.at}:00`, zone);
  if ('minutes' in span) {
    return { start: timeIn(zone, start), end: timeIn(zone, start + span.minutes * 60_000) };
  }
  const { arrives } = span;
  const landing = instantOf(`${addDays(date, arrives.daysLater)}T${arrives.at}:00`, arrives.zone);
  return { start: timeIn(zone, start), end: timeIn(arrives.zone, landing) };
}

export function startInstant({ start }: When): number {
  return Date.parse(start.dateTime ?? `${start.date}T00:00:00Z`);
}

/** People note things down days or weeks ahead, and touch them up now and then; nobody does so in the future. */
function writtenBetween(id: string, start: number, now: Date): Pick<Event, 'created' | 'updated'> {
  const random = new RandomSequence(id);
  const ahead = start - (2 * DAY + random.below(40 * DAY));
  const created = Math.min(ahead, now.getTime() - DAY - random.below(20 * DAY));
  const updated = Math.min(created + random.below(3 * DAY), now.getTime() - 60_000);
  return {
    // Google gives `created` in whole seconds, and `updated` in milliseconds.
    created: new Date(Math.floor(created / 1000) * 1000).toISOString(),
    updated: new Date(updated).toISOString(),
  };
}
