import {
  addDays,
  type CivilDate,
  civilDateIn,
  eventIdFor,
  instantOf,
  mondayOf,
  timeIn,
} from 'google-calendar-ics/internal';
import type {
  WireEvent,
  WireEventAttendee,
  WireEventDateTime,
} from '../discovery/wire-types.generated.ts';

import type { EventPlan, EventContent, RelativeDay, PlannedTime, Weekday } from './event-plan.ts';
import { COPIED_FIELDS } from './event-plan.ts';
import { RandomSequence } from './random-sequence.ts';
import type { SeedUser } from './seed.ts';

type Event = WireEvent;

/** The calendar whose events are made from plans, and the time for which the seed is made. */
export interface TargetCalendar {
  readonly id: string;
  readonly summary: string;
  readonly timeZone: string;
  readonly author: SeedUser;
  /** In a primary calendar the author is the organizer of events, in others the calendar is. */
  readonly primary: boolean;
  readonly now: Date;
}

export interface When {
  readonly start: WireEventDateTime;
  readonly end: WireEventDateTime;
}

const WEEKDAYS: readonly Weekday[] = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const DAY_MS = 24 * 60 * 60_000;

export function dateOf(relative: RelativeDay, target: TargetCalendar): CivilDate {
  const today = civilDateIn(target.timeZone, target.now.getTime());
  if ('daysFromToday' in relative) {
    return addDays(today, relative.daysFromToday);
  }
  return addDays(mondayOf(today), 7 * relative.week + WEEKDAYS.indexOf(relative.day));
}

export function eventFrom(plan: EventPlan, target: TargetCalendar): Event {
  const when = whenOf(plan.time, dateOf(plan.on, target), target.timeZone);
  const key = [target.id, plan.summary, when.start.date ?? when.start.dateTime].join('\n');
  return eventResource(eventIdFor(key), plan, when, target);
}

export function eventResource(
  id: string,
  occasion: EventContent,
  when: When,
  target: TargetCalendar,
): Event {
  return {
    id,
    status: 'confirmed',
    ...writingTimes(id, startInstant(when), target.now),
    ...occasionFields(occasion, target),
    ...when,
    iCalUID: `${id}@google.com`,
    sequence: 0,
  };
}

function occasionFields(occasion: EventContent, target: TargetCalendar): Event {
  const stated = COPIED_FIELDS.filter((field) => occasion[field] !== undefined);
  return {
    eventType: 'default',
    reminders: { useDefault: true },
    ...Object.fromEntries(stated.map((field) => [field, occasion[field]])),
    ...writersOf(occasion, target),
    ...(occasion.guests === undefined ? {} : { attendees: attendeesOf(occasion, target) }),
  };
}

function writersOf(
  { organizer }: EventContent,
  { author, id, primary, summary }: TargetCalendar,
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

/**
 * The host is a guest too, but not in a calendar beside the primary one, which is the organizer itself: as a guest, its owner
 * would get a copy of each event with the first change of it.
 */
function attendeesOf(occasion: EventContent, target: TargetCalendar): WireEventAttendee[] {
  const host = occasion.organizer ?? (target.primary ? target.author : undefined);
  const invited = [
    ...(host ? [{ person: host, response: 'accepted' as const }] : []),
    ...(occasion.guests ?? []),
  ];
  return invited.map(({ person, response, ...rest }) => ({
    email: person.email,
    displayName: person.name,
    ...(person === host && (target.primary || occasion.organizer !== undefined)
      ? { organizer: true }
      : {}),
    ...(target.primary && person.email === target.author.email ? { self: true } : {}),
    responseStatus: response ?? 'needsAction',
    ...rest,
  }));
}

export function whenOf(time: PlannedTime, date: CivilDate, calendarZone: string): When {
  if ('days' in time) {
    return { start: { date }, end: { date: addDays(date, time.days) } };
  }
  const zone = time.zone ?? calendarZone;
  const start = instantOf(`${date}T${time.at}:00`, zone);
  if ('minutes' in time) {
    return { start: timeIn(zone, start), end: timeIn(zone, start + time.minutes * 60_000) };
  }
  const { arrives } = time;
  const arrival = instantOf(`${addDays(date, arrives.daysLater)}T${arrives.at}:00`, arrives.zone);
  return { start: timeIn(zone, start), end: timeIn(arrives.zone, arrival) };
}

export function startInstant({ start }: When): number {
  return Date.parse(start.dateTime ?? `${start.date}T00:00:00Z`);
}

/** Times of creation and last update: days or weeks before the event, and never in the future. */
function writingTimes(id: string, start: number, now: Date): Pick<Event, 'created' | 'updated'> {
  const random = new RandomSequence(id);
  const beforeStart = start - (2 * DAY_MS + random.below(40 * DAY_MS));
  const created = Math.min(beforeStart, now.getTime() - DAY_MS - random.below(20 * DAY_MS));
  const updated = Math.min(created + random.below(3 * DAY_MS), now.getTime() - 60_000);
  return {
    // Google answers `created` in whole seconds and `updated` in milliseconds.
    created: new Date(Math.floor(created / 1000) * 1000).toISOString(),
    updated: new Date(updated).toISOString(),
  };
}
