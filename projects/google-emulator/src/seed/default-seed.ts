import type { WireEvent } from '../discovery/wire-types.generated.ts';

import type { CivilDate } from './civil-time.ts';
import { addDays, daysBetween, weekdayOf } from './civil-time.ts';
import type { EventPlan, SeriesPlan } from './event-plan.ts';
import type { CalendarSheet } from './plan-to-event.ts';
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
import { ada, jonas } from './tables/people.ts';
import { JONAS_EVENTS, JONAS_SERIES } from './tables/second-account.ts';
import { STATUS_EVENTS } from './tables/status-events.ts';
import { STUDIO_LABELS } from './tables/studio-labels.ts';
import { HOME_THIS_WEEK, WORK_THIS_WEEK } from './tables/this-week.ts';
import { TRAVEL, weeksAway } from './tables/travel.ts';
import { WORK_MILESTONES } from './tables/work-milestones.ts';
import { WORK_SERIES } from './tables/work-series.ts';
import { WORK_SESSIONS } from './tables/work-sessions.ts';

/**
 * A year and a half of a believable life candidatesBetween `now`, the same for the same `now`: Ada's own calendar, her
 * studio's, a club's that she may only read, and Berlin's holidays; and a second account, Jonas, who keeps
 * that club's calendar.
 */
export function defaultSeed({ now }: { readonly now: Date }): Seed {
  const holidays = holidayCalendar(now);
  const closedOn = new Set(holidays.events.flatMap((event) => event.start?.date ?? []));
  return {
    users: [ada, jonas],
    calendars: [
      adasCalendar(now, closedOn),
      studioCalendar(now, closedOn),
      clubCalendar(now, closedOn),
      holidays,
      jonassCalendar(now, closedOn),
    ],
  };
}

type Holidays = ReadonlySet<CivilDate>;

/** This week is written by hand, and the weeks away belong to the journeys. */
const planned: ReadonlySet<number> = new Set([...weeksAway, 0]);

function adasCalendar(now: Date, holidays: Holidays): SeedCalendar {
  const sheet: CalendarSheet = {
    id: ada.email,
    summary: ada.email,
    timeZone: ada.timeZone,
    author: ada,
    primary: true,
    now,
  };
  const spread = { firstWeek: -52, lastWeek: 24, awayIn: planned, closedOn: holidays };
  return {
    id: sheet.id,
    summary: sheet.summary,
    timeZone: sheet.timeZone,
    members: [
      { email: ada.email, accessRole: 'owner', primary: true, selected: true, colorId: '14' },
    ],
    events: written(
      sheet,
      holidays,
      [...HOME_SERIES, ...BIRTHDAYS],
      [
        ...HOME_THIS_WEEK,
        ...STATUS_EVENTS,
        ...TRAVEL,
        ...clockChangeNights(sheet),
        ...scatter(EVENINGS, { ...spread, name: 'evenings', count: 32 }, sheet),
        ...scatter(ERRANDS, { ...spread, name: 'errands', count: 30 }, sheet),
      ],
    ),
  };
}

function studioCalendar(now: Date, holidays: Holidays): SeedCalendar {
  const sheet: CalendarSheet = {
    id: 'c_halde5f2kq71v0m3s9t6ub8e4pg@group.calendar.google.com',
    summary: 'Studio Halde',
    timeZone: ada.timeZone,
    author: ada,
    primary: false,
    now,
  };
  const spread = { firstWeek: -50, lastWeek: 22, awayIn: planned, closedOn: holidays };
  return {
    id: sheet.id,
    summary: sheet.summary,
    description: 'What the studio does, and who carries the ladder',
    labels: STUDIO_LABELS,
    timeZone: sheet.timeZone,
    members: [{ email: ada.email, accessRole: 'owner', selected: true, colorId: '9' }],
    events: written(sheet, holidays, WORK_SERIES, [
      ...[...WORK_THIS_WEEK, ...WORK_MILESTONES].map((plan) => onWorkday(plan, sheet, holidays)),
      ...scatter(WORK_SESSIONS, { ...spread, name: 'work sessions', count: 52 }, sheet),
    ]),
  };
}

function clubCalendar(now: Date, holidays: Holidays): SeedCalendar {
  const sheet: CalendarSheet = {
    id: 'c_spreebogen84nd1r7l2a0vj5h3@group.calendar.google.com',
    summary: 'Canoe club Spreebogen',
    timeZone: jonas.timeZone,
    author: jonas,
    primary: false,
    now,
  };
  return {
    id: sheet.id,
    summary: sheet.summary,
    description: 'Training, trips and the boathouse',
    timeZone: sheet.timeZone,
    members: [
      { email: jonas.email, accessRole: 'owner', selected: true, colorId: '7' },
      {
        email: ada.email,
        accessRole: 'reader',
        selected: true,
        colorId: '7',
        summaryOverride: 'Canoe club (Jonas)',
      },
    ],
    events: written(sheet, holidays, CLUB_SERIES, CLUB_EVENTS),
  };
}

function jonassCalendar(now: Date, holidays: Holidays): SeedCalendar {
  const sheet: CalendarSheet = {
    id: jonas.email,
    summary: jonas.email,
    timeZone: jonas.timeZone,
    author: jonas,
    primary: true,
    now,
  };
  return {
    id: sheet.id,
    summary: sheet.summary,
    timeZone: sheet.timeZone,
    members: [
      { email: jonas.email, accessRole: 'owner', primary: true, selected: true, colorId: '16' },
    ],
    events: written(sheet, holidays, JONAS_SERIES, JONAS_EVENTS),
  };
}

/** Put off to the next day on which the studio works, where it was to be on a public holiday. */
function onWorkday(plan: EventPlan, sheet: CalendarSheet, holidays: Holidays): EventPlan {
  const today = dateOf({ daysFromToday: 0 }, sheet);
  let date = dateOf(plan.on, sheet);
  if (!holidays.has(date)) {
    return plan;
  }
  while (holidays.has(date) || weekdayOf(date) > 4) {
    date = addDays(date, 1);
  }
  return { ...plan, on: { daysFromToday: daysBetween(today, date) } };
}

function written(
  sheet: CalendarSheet,
  holidays: Holidays,
  series: readonly SeriesPlan[],
  singles: readonly EventPlan[],
): WireEvent[] {
  return [
    ...series.flatMap((plan) => eventsFromSeries(plan, sheet, holidays)),
    ...singles.map((plan) => eventFrom(plan, sheet)),
  ];
}
