import {
  addDays,
  basicFormat,
  basicUtc,
  type CivilDate,
  civilDateIn,
  eventIdFor,
  instanceIdFor,
  instantOf,
  RecurrenceRule,
} from 'google-calendar-ics/internal';
import type { WireEvent } from '../discovery/wire-types.generated.ts';

import type { InstanceChange, SeriesPlan, PlannedTime } from './event-plan.ts';
import type { TargetCalendar } from './plan-to-event.ts';
import { dateOf, eventResource, whenOf } from './plan-to-event.ts';

type Event = WireEvent;

/** Instances are computed up to this many days after today. */
const HORIZON_DAYS = 200;

/** The master of a series and its exceptions. */
export function eventsFromSeries(
  plan: SeriesPlan,
  target: TargetCalendar,
  holidays: ReadonlySet<CivilDate>,
): Event[] {
  const dates = datesOf(plan, target);
  const skipped = (plan.except ?? []).map((on) => firstFrom(dates, dateOf(on, target), plan));
  const added = (plan.extra ?? []).map((on) => dateOf(on, target));
  const first = firstFrom(dates, firstDayOf(plan, target), plan);
  const when = whenOf(plan.time, first, target.timeZone);
  const master: Event = {
    ...eventResource(eventIdFor(`series ${plan.key}`), plan, when, target),
    recurrence: [
      `RRULE:${ruleOf(plan, target)}`,
      ...dateLine('EXDATE', skipped, plan.time, target),
      ...dateLine('RDATE', added, plan.time, target),
    ],
  };
  const kept = dates.filter((date) => !skipped.includes(date));
  const changes = changesOf(plan, kept, target, holidays);
  return [
    master,
    ...[...changes].map(([date, change]) => exceptionOf(master, plan, date, change, target)),
  ];
}

function changesOf(
  plan: SeriesPlan,
  dates: readonly CivilDate[],
  target: TargetCalendar,
  holidays: ReadonlySet<CivilDate>,
): Map<CivilDate, InstanceChange> {
  const changes = new Map<CivilDate, InstanceChange>();
  if (plan.cancelledOnHolidays === true) {
    for (const date of dates) {
      if (holidays.has(date)) {
        changes.set(date, { kind: 'cancelled' });
      }
    }
  }
  for (const { on, change } of plan.changes ?? []) {
    const free = dates.filter((date) => !changes.has(date));
    changes.set(firstFrom(free, dateOf(on, target), plan), change);
  }
  return changes;
}

function exceptionOf(
  master: Event,
  plan: SeriesPlan,
  date: CivilDate,
  change: InstanceChange,
  target: TargetCalendar,
): Event {
  const originalStartTime = whenOf(plan.time, date, target.timeZone).start;
  const seriesId = master.id ?? '';
  const start = originalStartTime.date ?? Date.parse(originalStartTime.dateTime ?? '');
  const instanceFields = {
    id: instanceIdFor(seriesId, start),
    recurringEventId: seriesId,
    originalStartTime,
  };
  // Google guarantees only these fields of a cancelled instance:
  // https://developers.google.com/workspace/calendar/api/v3/reference/events#status
  if (change.kind === 'cancelled') {
    return { ...instanceFields, status: 'cancelled' };
  }
  const { daysLater = 0, at, minutes } = change;
  const time: PlannedTime =
    'minutes' in plan.time
      ? { ...plan.time, at: at ?? plan.time.at, minutes: minutes ?? plan.time.minutes }
      : plan.time;
  const when = whenOf(time, addDays(date, daysLater), target.timeZone);
  return {
    ...eventResource(instanceFields.id, { ...plan, ...change }, when, target),
    ...instanceFields,
    iCalUID: `${seriesId}@google.com`,
    sequence: 1,
  };
}

/** The dates of a series, up to its end or to the horizon. */
function datesOf(plan: SeriesPlan, target: TargetCalendar): CivilDate[] {
  const first = firstDayOf(plan, target);
  const last = dateOf(plan.endsOn ?? { daysFromToday: HORIZON_DAYS }, target);
  // Dates do not depend on a time zone, so the rule is expanded in UTC.
  const start = { allDay: true, wall: Date.parse(first), zone: 'UTC' };
  const walls = new RecurrenceRule(plan.rule, start).walls(
    start.wall,
    Date.parse(addDays(last, 1)),
  );
  return [...walls].map((wall) => civilDateIn('UTC', wall));
}

function firstDayOf({ on }: SeriesPlan, target: TargetCalendar): CivilDate {
  if (!('month' in on)) {
    return dateOf(on, target);
  }
  const inYear = (year: number): Date => new Date(Date.UTC(year, on.month - 1, on.day));
  let year = Number(dateOf({ daysFromToday: 0 }, target).slice(0, 4)) - on.yearsAgo;
  // A birthday on 29 February must begin in a leap year.
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

function ruleOf(plan: SeriesPlan, target: TargetCalendar): string {
  if (plan.endsOn === undefined) {
    return plan.rule;
  }
  const last = dateOf(plan.endsOn, target);
  if ('days' in plan.time) {
    return `${plan.rule};UNTIL=${basicFormat(last)}`;
  }
  const lastSecond = instantOf(`${last}T23:59:59`, plan.time.zone ?? target.timeZone);
  return `${plan.rule};UNTIL=${basicUtc(lastSecond)}`;
}

function dateLine(
  name: 'EXDATE' | 'RDATE',
  dates: readonly CivilDate[],
  time: PlannedTime,
  target: TargetCalendar,
): string[] {
  if (dates.length === 0) {
    return [];
  }
  if ('days' in time) {
    return [`${name};VALUE=DATE:${dates.map(basicFormat).join(',')}`];
  }
  const values = dates.map((date) => basicFormat(`${date}T${time.at}:00`));
  return [`${name};TZID=${time.zone ?? target.timeZone}:${values.join(',')}`];
}
