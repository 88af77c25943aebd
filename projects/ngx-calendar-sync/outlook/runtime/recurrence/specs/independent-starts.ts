import { RRuleTemporal } from 'rrule-temporal';
import type { OutlookRecurrencePattern } from 'ngx-calendar-sync/outlook/start';
import type { DrawnSeries } from './random-series';

/** The start of an occurrence as neither the library nor the emulator has reckoned it. */
export interface IndependentStart {
  /** In milliseconds since the epoch; of a whole day, the midnight of its day in UTC. */
  readonly instant: number;
  /** The day on which it shows in the zone of the view. */
  readonly day: string;
}

const POSITIONS: Readonly<Record<string, number>> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  last: -1,
};

/** The starts of a series from an instant to before another, by the package rrule-temporal. */
export function independentStarts(
  { recurrence: { pattern, range }, start: { wallTime, timeZone = 'UTC' } }: DrawnSeries,
  { from, to, viewZone }: { readonly from: Date; readonly to: Date; readonly viewZone: string },
): readonly IndependentStart[] {
  const isDay = wallTime.length === 10;
  // Days are reckoned where no clock changes.
  const zone = isDay ? 'UTC' : timeZone;
  const time = (isDay ? `${wallTime}T00:00:00` : wallTime).replace(/[-:]/g, '');
  const count = range?.type === 'numbered' ? `;COUNT=${range.numberOfOccurrences ?? 0}` : '';
  const rruleString = `DTSTART;TZID=${zone}:${time}\nRRULE:${ruleText(pattern ?? {})}${count}`;
  const lastDay = range?.type === 'endDate' ? (range.endDate ?? '') : '9999-12-31';
  return new RRuleTemporal({ rruleString, maxIterations: 1_000_000 })
    .between(from, new Date(to.getTime() - 1), true)
    .filter((each) => each.toPlainDate().toString() <= lastDay)
    .map((each) => ({
      instant: each.epochMilliseconds,
      day: each
        .withTimeZone(isDay ? 'UTC' : viewZone)
        .toPlainDate()
        .toString(),
    }));
}

/** Written without the library's own mapping. A month that is too short has its last day instead. */
function ruleText(pattern: OutlookRecurrencePattern): string {
  const { type, month, dayOfMonth = 0, index, firstDayOfWeek } = pattern;
  const interval = `INTERVAL=${pattern.interval ?? 1}`;
  const codes = (pattern.daysOfWeek ?? []).map(codeOf).join(',');
  const upTo = Array.from({ length: dayOfMonth }, (_, before) => before + 1)
    .filter((day) => day >= Math.min(28, dayOfMonth))
    .join(',');
  const onDay = `BYMONTHDAY=${upTo};BYSETPOS=-1`;
  const inPlace = `BYDAY=${codes};BYSETPOS=${POSITIONS[index ?? ''] ?? 0}`;
  switch (type) {
    case 'daily':
      return `FREQ=DAILY;${interval}`;
    case 'weekly':
      return `FREQ=WEEKLY;${interval};WKST=${codeOf(firstDayOfWeek ?? 'sunday')};BYDAY=${codes}`;
    case 'absoluteMonthly':
      return `FREQ=MONTHLY;${interval};${onDay}`;
    case 'absoluteYearly':
      return `FREQ=YEARLY;${interval};BYMONTH=${month ?? 0};${onDay}`;
    case 'relativeMonthly':
      return `FREQ=MONTHLY;${interval};${inPlace}`;
    default:
      return `FREQ=YEARLY;${interval};BYMONTH=${month ?? 0};${inPlace}`;
  }
}

function codeOf(day: string): string {
  return day.slice(0, 2).toUpperCase();
}
