import type { CivilDate } from './civil-time.ts';
import type { EventPlan, PoolEntry } from './event-plan.ts';
import type { CalendarSheet } from './plan-to-event.ts';
import { dateOf } from './plan-to-event.ts';
import { RandomSequence } from './random-sequence.ts';

export interface Scatter {
  /** Names the sequence of choices. */
  readonly name: string;
  readonly firstWeek: number;
  readonly lastWeek: number;
  /** How many events; each entry comes once before any comes again. */
  readonly count: number;
  /** Weeks in which none of it happens. */
  readonly awayIn: ReadonlySet<number>;
  /** Days on which none of it happens. */
  readonly closedOn: ReadonlySet<CivilDate>;
}

/** Spreads a pool of entries over many weeks, evenly but not regularly. */
export function scatter(
  pool: readonly PoolEntry[],
  options: Scatter,
  sheet: CalendarSheet,
): EventPlan[] {
  const random = new RandomSequence(options.name);
  const weeks: number[] = [];
  for (let week = options.firstWeek; week <= options.lastWeek; week += 1) {
    if (!options.awayIn.has(week)) {
      weeks.push(week);
    }
  }
  const entries: PoolEntry[] = [];
  while (entries.length < options.count) {
    entries.push(...random.shuffled(pool));
  }
  return entries.slice(0, options.count).map((entry, index) => {
    const slot = Math.floor((index * weeks.length) / options.count);
    // A closed day is passed over for the same weekday of the next week that is open.
    const day = random.pick(entry.days);
    const later = weeks.slice(slot);
    const week =
      later.find((candidate) => !options.closedOn.has(dateOf({ week: candidate, day }, sheet))) ??
      options.lastWeek;
    return {
      ...entry,
      on: { week, day },
      span: { at: random.pick(entry.at), minutes: entry.minutes },
    };
  });
}
