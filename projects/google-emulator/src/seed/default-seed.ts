import { addDays, type CivilDate, daysBetween, weekdayOf } from 'google-calendar-ics/internal';
import type { WireEvent } from '../discovery/wire-types.generated.ts';

import type { EventPlan, SeriesPlan } from './event-plan.ts';
import type { TargetCalendar } from './plan-to-event.ts';
import { dateOf, eventFrom } from './plan-to-event.ts';
import { eventsFromSeries } from './plan-to-series.ts';
import { scatter } from './scatter.ts';
import type { Seed, SeedCalendar } from './seed.ts';
import { BIRTHDAYS } from './tables/birthdays.ts';
import { clockChangeNights } from './tables/clock-changes.ts';
import { CLUB_EVENTS, CLUB_SERIES } from './tables/club.ts';
import { ERRANDS } from './tables/errands.ts';
import { EVENINGS } from './tables/evenings.ts';
import { holidayCalendar } from './tables/holidays.ts';
import { HOME_SERIES } from './tables/home-series.ts';
import { ADA, JONAS } from './tables/people.ts';
import { JONAS_EVENTS, JONAS_SERIES } from './tables/second-account.ts';
import { STATUS_EVENTS } from './tables/status-events.ts';
import { STUDIO_LABELS } from './tables/studio-labels.ts';
import { HOME_THIS_WEEK, WORK_THIS_WEEK } from './tables/this-week.ts';
import { TRAVEL, WEEKS_AWAY } from './tables/travel.ts';
import { WORK_MILESTONES } from './tables/work-milestones.ts';
import { WORK_SERIES } from './tables/work-series.ts';
import { WORK_SESSIONS } from './tables/work-sessions.ts';

/**
 * Made-up calendars from a year before `now` to half a year after it, always the same for the same `now`. The first
 * account, Ada, has her own calendar, that of her studio, a club's calendar that she can only read, and Berlin's
 * holidays. The second account, Jonas, owns the club's calendar.
 * @example
 * const emulator = await createEmulator({ seed: defaultSeed({ now: new Date() }) });
 */
export function defaultSeed({
  now,
}: {
  /** The time around which the events are. */
  readonly now: Date;
}): Seed {
  const holidays = holidayCalendar(now);
  const holidayDates = new Set(holidays.events.flatMap((event) => event.start?.date ?? []));
  return {
    users: [ADA, JONAS],
    calendars: [
      adasCalendar(now, holidayDates),
      studioCalendar(now, holidayDates),
      clubCalendar(now, holidayDates),
      holidays,
      jonassCalendar(now, holidayDates),
    ],
  };
}

type Holidays = ReadonlySet<CivilDate>;

/** Weeks without scattered events: this week has events of its own, and in the others Ada travels. */
const FULLY_PLANNED_WEEKS: ReadonlySet<number> = new Set([...WEEKS_AWAY, 0]);

function adasCalendar(now: Date, holidays: Holidays): SeedCalendar {
  const target: TargetCalendar = {
    id: ADA.email,
    summary: ADA.email,
    timeZone: ADA.timeZone,
    author: ADA,
    primary: true,
    now,
  };
  const spread = {
    firstWeek: -52,
    lastWeek: 24,
    skippedWeeks: FULLY_PLANNED_WEEKS,
    skippedDates: holidays,
  };
  return {
    id: target.id,
    summary: target.summary,
    timeZone: target.timeZone,
    members: [
      { email: ADA.email, accessRole: 'owner', primary: true, selected: true, colorId: '14' },
    ],
    events: eventsOfPlans(
      target,
      holidays,
      [...HOME_SERIES, ...BIRTHDAYS],
      [
        ...HOME_THIS_WEEK,
        ...STATUS_EVENTS,
        ...TRAVEL,
        ...clockChangeNights(target),
        ...scatter(EVENINGS, { ...spread, name: 'evenings', count: 32 }, target),
        ...scatter(ERRANDS, { ...spread, name: 'errands', count: 30 }, target),
      ],
    ),
  };
}

function studioCalendar(now: Date, holidays: Holidays): SeedCalendar {
  const target: TargetCalendar = {
    id: 'c_halde5f2kq71v0m3s9t6ub8e4pg@group.calendar.google.com',
    summary: 'Studio Halde',
    timeZone: ADA.timeZone,
    author: ADA,
    primary: false,
    now,
  };
  const spread = {
    firstWeek: -50,
    lastWeek: 22,
    skippedWeeks: FULLY_PLANNED_WEEKS,
    skippedDates: holidays,
  };
  return {
    id: target.id,
    summary: target.summary,
    description: 'What the studio does, and who carries the ladder',
    labels: STUDIO_LABELS,
    timeZone: target.timeZone,
    members: [{ email: ADA.email, accessRole: 'owner', selected: true, colorId: '9' }],
    events: eventsOfPlans(target, holidays, WORK_SERIES, [
      ...[...WORK_THIS_WEEK, ...WORK_MILESTONES].map((plan) => onWorkday(plan, target, holidays)),
      ...scatter(WORK_SESSIONS, { ...spread, name: 'work sessions', count: 52 }, target),
    ]),
  };
}

function clubCalendar(now: Date, holidays: Holidays): SeedCalendar {
  const target: TargetCalendar = {
    id: 'c_spreebogen84nd1r7l2a0vj5h3@group.calendar.google.com',
    summary: 'Canoe club Spreebogen',
    timeZone: JONAS.timeZone,
    author: JONAS,
    primary: false,
    now,
  };
  return {
    id: target.id,
    summary: target.summary,
    description: 'Training, trips and the boathouse',
    timeZone: target.timeZone,
    members: [
      { email: JONAS.email, accessRole: 'owner', selected: true, colorId: '7' },
      {
        email: ADA.email,
        accessRole: 'reader',
        selected: true,
        colorId: '7',
        summaryOverride: 'Canoe club (Jonas)',
      },
    ],
    events: eventsOfPlans(target, holidays, CLUB_SERIES, CLUB_EVENTS),
  };
}

function jonassCalendar(now: Date, holidays: Holidays): SeedCalendar {
  const target: TargetCalendar = {
    id: JONAS.email,
    summary: JONAS.email,
    timeZone: JONAS.timeZone,
    author: JONAS,
    primary: true,
    now,
  };
  return {
    id: target.id,
    summary: target.summary,
    timeZone: target.timeZone,
    members: [
      { email: JONAS.email, accessRole: 'owner', primary: true, selected: true, colorId: '16' },
    ],
    events: eventsOfPlans(target, holidays, JONAS_SERIES, JONAS_EVENTS),
  };
}

/** Moves an event of the studio from a public holiday to the next working day. */
function onWorkday(plan: EventPlan, target: TargetCalendar, holidays: Holidays): EventPlan {
  const today = dateOf({ daysFromToday: 0 }, target);
  let date = dateOf(plan.on, target);
  if (!holidays.has(date)) {
    return plan;
  }
  while (holidays.has(date) || weekdayOf(date) > 4) {
    date = addDays(date, 1);
  }
  return { ...plan, on: { daysFromToday: daysBetween(today, date) } };
}

function eventsOfPlans(
  target: TargetCalendar,
  holidays: Holidays,
  series: readonly SeriesPlan[],
  singles: readonly EventPlan[],
): WireEvent[] {
  return [
    ...series.flatMap((plan) => eventsFromSeries(plan, target, holidays)),
    ...singles.map((plan) => eventFrom(plan, target)),
  ];
}
