import { addDays, type CivilDate, daysBetween, weekdayOf } from 'google-calendar-ics/internal';
import type { EventPlan } from '../event-plan.ts';
import type { TargetCalendar } from '../plan-to-event.ts';
import { dateOf } from '../plan-to-event.ts';

/** Events during the clock changes in Berlin, from a year ago to half a year ahead. */
export function clockChangeNights(target: TargetCalendar): EventPlan[] {
  const today = dateOf({ daysFromToday: 0 }, target);
  const year = Number(today.slice(0, 4));
  return [year - 1, year, year + 1].flatMap((each) => [
    ...within(today, lastSunday(`${each}-03-31`), [
      {
        summary: 'Night train to Vienna (one hour shorter)',
        // Starts before the clock change and ends after it.
        time: { at: '22:10', minutes: 9 * 60 },
        saturdayNight: true,
        location: 'Berlin Hbf, platform 12, coach 262',
        description: 'The clocks go forward at two; the timetable knows, the alarm does not.',
      },
      {
        summary: 'Set the kitchen clock forward',
        time: { at: '10:00', minutes: 10 },
        saturdayNight: false,
      },
    ]),
    ...within(today, lastSunday(`${each}-10-31`), [
      {
        summary: 'Long night of the museums (the hour that comes twice)',
        time: { at: '23:00', minutes: 5 * 60 },
        saturdayNight: true,
        location: 'Museum island, Berlin',
      },
      {
        summary: 'Time-lapse between two and three, both of them',
        // 02:30 occurs twice in this night; the wall time means the first of both.
        time: { at: '02:30', minutes: 60 },
        saturdayNight: false,
      },
    ]),
  ]);
}

interface NightPlan extends Omit<EventPlan, 'on'> {
  /** Whether it begins on the evening before the clock change. */
  readonly saturdayNight: boolean;
}

function within(today: CivilDate, sunday: CivilDate, plans: readonly NightPlan[]): EventPlan[] {
  const away = daysBetween(today, sunday);
  if (away < -360 || away > 180) {
    return [];
  }
  return plans.map(({ saturdayNight, ...plan }) => ({
    ...plan,
    on: { daysFromToday: saturdayNight ? away - 1 : away },
  }));
}

/** Clocks in Berlin change on the last Sundays of March and October. */
function lastSunday(lastDayOfMonth: CivilDate): CivilDate {
  return addDays(lastDayOfMonth, -((weekdayOf(lastDayOfMonth) + 1) % 7));
}
