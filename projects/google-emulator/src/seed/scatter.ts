import type { CivilDate } from 'google-calendar-ics/internal';
import type { EventPlan, PoolEntry } from './event-plan.ts';
import type { TargetCalendar } from './plan-to-event.ts';
import { dateOf } from './plan-to-event.ts';
import { RandomSequence } from './random-sequence.ts';

export interface ScatterOptions {
  /** Seeds the random choices. */
  readonly name: string;
  readonly firstWeek: number;
  readonly lastWeek: number;
  /** Number of events. Every entry of the pool is used once before any is repeated. */
  readonly count: number;
  /** Weeks without any of these events. */
  readonly skippedWeeks: ReadonlySet<number>;
  /** Dates without any of these events. */
  readonly skippedDates: ReadonlySet<CivilDate>;
}

/** Distributes the entries of a pool evenly over many weeks, on varying days and times. */
export function scatter(
  pool: readonly PoolEntry[],
  options: ScatterOptions,
  target: TargetCalendar,
): EventPlan[] {
  const random = new RandomSequence(options.name);
  const weeks: number[] = [];
  for (let week = options.firstWeek; week <= options.lastWeek; week += 1) {
    if (!options.skippedWeeks.has(week)) {
      weeks.push(week);
    }
  }
  const entries: PoolEntry[] = [];
  while (entries.length < options.count) {
    entries.push(...random.shuffled(pool));
  }
  return entries.slice(0, options.count).map((entry, index) => {
    const slot = Math.floor((index * weeks.length) / options.count);
    // If the day is skipped, take the same weekday of the next week in which it is not.
    const day = random.pick(entry.days);
    const later = weeks.slice(slot);
    const week =
      later.find(
        (candidate) => !options.skippedDates.has(dateOf({ week: candidate, day }, target)),
      ) ?? options.lastWeek;
    return {
      ...entry,
      on: { week, day },
      time: { at: random.pick(entry.at), minutes: entry.minutes },
    };
  });
}
