import type { WireEvent } from '../discovery/wire-types.generated.ts';

import { RecurrenceRule } from '../recurrence/rule.ts';
import type { CivilDate } from './civil-time.ts';
import { addDays, basicFormat, basicUtc, civilDateIn, instantOf } from './civil-time.ts';
import { eventIdFor, instanceIdFor } from './event-id.ts';
import type { InstanceChange, SeriesPlan, Span } from './event-plan.ts';
import type { CalendarSheet } from './plan-to-event.ts';
import { dateOf, eventResource, whenOf } from './plan-to-event.ts';

type Event = WireEvent;

/** How far ahead of today instances are looked for, in days. */
const HORIZON = 200;

/** The master of a series, and a resource for each instance that was moved, changed or cancelled. */
export function eventsFromSeries(
  plan: SeriesPlan,
  sheet: CalendarSheet,
  holidays: ReadonlySet<CivilDate>,
): Event[] {
  const dates = datesOf(plan, sheet);
  const skipped = (plan.except ?? []).map((on) => firstFrom(dates, dateOf(on, sheet), plan));
  const added = (plan.extra ?? []).map((on) => dateOf(on, sheet));
  const first = firstFrom(dates, firstDayOf(plan, sheet), plan);
  const when = whenOf(plan.span, first, sheet.timeZone);
  const master: Event = {
    ...eventResource(eventIdFor(`series ${plan.key}`), plan, when, sheet),
    recurrence: [
      `RRULE:${ruleOf(plan, sheet)}`,
      ...dateLine('EXDATE', skipped, plan.span, sheet),
      ...dateLine('RDATE', added, plan.span, sheet),
    ],
  };
  const kept = dates.filter((date) => !skipped.includes(date));
  const changes = changesOf(plan, kept, sheet, holidays);
  return [
    master,
    ...[...changes].map(([date, change]) => exceptionOf(master, plan, date, change, sheet)),
  ];
}

function changesOf(
  plan: SeriesPlan,
  dates: readonly CivilDate[],
  sheet: CalendarSheet,
  holidays: ReadonlySet<CivilDate>,
): Map<CivilDate, InstanceChange> {
  const changes = new Map<CivilDate, InstanceChange>();
  if (plan.restsOnHolidays === true) {
    for (const date of dates) {
      if (holidays.has(date)) {
        changes.set(date, { kind: 'cancelled' });
      }
    }
  }
  for (const { on, change } of plan.changes ?? []) {
    const free = dates.filter((date) => !changes.has(date));
    changes.set(firstFrom(free, dateOf(on, sheet), plan), change);
  }
  return changes;
}

function exceptionOf(
  master: Event,
  plan: SeriesPlan,
  date: CivilDate,
  change: InstanceChange,
  sheet: CalendarSheet,
): Event {
  const originalStartTime = whenOf(plan.span, date, sheet.timeZone).start;
  const seriesId = master.id ?? '';
  const start = originalStartTime.date ?? Date.parse(originalStartTime.dateTime ?? '');
  const pointer = {
    id: instanceIdFor(seriesId, start),
    recurringEventId: seriesId,
    originalStartTime,
  };
  // All that Google promises of a cancelled instance:
  // https://developers.google.com/workspace/calendar/api/v3/reference/events#status
  if (change.kind === 'cancelled') {
    return { ...pointer, status: 'cancelled' };
  }
  const { daysLater = 0, at, minutes } = change;
  const span: Span =
    'minutes' in plan.span
      ? { ...plan.span, at: at ?? plan.span.at, minutes: minutes ?? plan.span.minutes }
      : plan.span;
  const when = whenOf(span, addDays(date, daysLater), sheet.timeZone);
  return {
    ...eventResource(pointer.id, { ...plan, ...change }, when, sheet),
    ...pointer,
    iCalUID: `${seriesId}@google.com`,
    sequence: 1,
  };
}

/** The days of a series, from its first to its last or to the horizon. */
function datesOf(plan: SeriesPlan, sheet: CalendarSheet): CivilDate[] {
  const first = firstDayOf(plan, sheet);
  const last = dateOf(plan.endsOn ?? { daysFromToday: HORIZON }, sheet);
  // A day of the calendar is the same everywhere, so its series is walked in UTC.
  const start = { allDay: true, wall: Date.parse(first), zone: 'UTC' };
  const walls = new RecurrenceRule(plan.rule, start).walls(
    start.wall,
    Date.parse(addDays(last, 1)),
  );
  return [...walls].map((wall) => civilDateIn('UTC', wall));
}

function firstDayOf({ on }: SeriesPlan, sheet: CalendarSheet): CivilDate {
  if (!('month' in on)) {
    return dateOf(on, sheet);
  }
  const inYear = (year: number): Date => new Date(Date.UTC(year, on.month - 1, on.day));
  let year = Number(dateOf({ daysFromToday: 0 }, sheet).slice(0, 4)) - on.yearsAgo;
  // Somebody born on 29 February was born in a leap year.
  while (inYear(year).getUTCDate() !== on.day) {
    year -= 1;
  }
  return inYear(year).toISOString().slice(0, 10);
}

function firstFrom(dates: readonly CivilDate[], wanted: CivilDate, plan: SeriesPlan): CivilDate {
  const found = dates.find((date) => date >= wanted);
  if (found === undefined) {
    throw new Error(`The series ${plan.key} has no instance from ${wanted} on.`);
  }
  return found;
}

function ruleOf(plan: SeriesPlan, sheet: CalendarSheet): string {
  if (plan.endsOn === undefined) {
    return plan.rule;
  }
  const last = dateOf(plan.endsOn, sheet);
  if ('days' in plan.span) {
    return `${plan.rule};UNTIL=${basicFormat(last)}`;
  }
  const lastSecond = instantOf(`${last}T23:59:59`, plan.span.zone ?? sheet.timeZone);
  return `${plan.rule};UNTIL=${basicUtc(lastSecond)}`;
}

function dateLine(
  name: 'EXDATE' | 'RDATE',
  dates: readonly CivilDate[],
  span: Span,
  sheet: CalendarSheet,
): string[] {
  if (dates.length === 0) {
    return [];
  }
  if ('days' in span) {
    return [`${name};VALUE=DATE:${dates.map(basicFormat).join(',')}`];
  }
  const values = dates.map((date) => basicFormat(`${date}T${span.at}:00`));
  return [`${name};TZID=${span.zone ?? sheet.timeZone}:${values.join(',')}`];
}
