import { civilDateIn } from 'google-calendar-ics/internal';
import type { EventRecord, ItemState } from './event-record.ts';
import { occurrenceIdOf } from './ids.ts';
import { daysOfPattern, hasDay, type ShortMonths } from './pattern.ts';
import { DAY_MS, instantOfTime, overlaps, type Range, timesOnDay } from './times.ts';

/** One date of a series, or a single event. */
export interface Instance {
  readonly type: 'singleInstance' | 'occurrence' | 'exception' | 'seriesMaster';
  readonly record: EventRecord;
  /** The day on which the rule has it; of occurrences and exceptions alone. */
  readonly day?: string;
  readonly master?: EventRecord;
}

/** The single event, or the occurrences and exceptions of the series, that are within the range, by their start. */
export function instancesWithin(
  { main, exceptions, cancelledDays, isDeleted }: ItemState,
  range: Range,
  shortMonths: ShortMonths,
): Instance[] {
  if (isDeleted) {
    return [];
  }
  if (!main.recurrence) {
    return overlaps(main, range) ? [{ type: 'singleInstance', record: main }] : [];
  }
  const length = instantOfTime(main.end) - instantOfTime(main.start);
  // A day on each side, since the day of a wall time depends on the zone.
  const from = civilDateIn('UTC', range.from - length - 2 * DAY_MS);
  const to = civilDateIn('UTC', range.to + 2 * DAY_MS);
  const instances: Instance[] = [];
  for (const day of daysOfPattern(main.recurrence, from, to, shortMonths)) {
    if (cancelledDays.has(day) || exceptions.has(day)) {
      continue;
    }
    const record = occurrenceRecord(main, day);
    if (overlaps(record, range)) {
      instances.push({ type: 'occurrence', record, day, master: main });
    }
  }
  for (const [day, record] of exceptions) {
    if (overlaps(record, range)) {
      instances.push({ type: 'exception', record, day, master: main });
    }
  }
  return instances.sort((one, other) => startOf(one) - startOf(other));
}

/** The occurrence or exception that the rule has on the day; undefined if there is none or it was deleted. */
export function instanceOn(
  { main, exceptions, cancelledDays, isDeleted }: ItemState,
  day: string,
  shortMonths: ShortMonths,
): Instance | undefined {
  if (isDeleted || !main.recurrence || cancelledDays.has(day)) {
    return undefined;
  }
  const exception = exceptions.get(day);
  if (exception) {
    return { type: 'exception', record: exception, day, master: main };
  }
  return hasDay(main.recurrence, day, shortMonths)
    ? { type: 'occurrence', record: occurrenceRecord(main, day), day, master: main }
    : undefined;
}

/** The occurrence of a day, with all fields of its master. */
export function occurrenceRecord(main: EventRecord, day: string): EventRecord {
  return {
    ...main,
    ...timesOnDay(main, day),
    id: occurrenceIdOf(main.id, day),
    recurrence: null,
    // Of an occurrence these are the master's, where they are stored once.
    extensions: [],
    plain: { ...main.plain, transactionId: null },
  };
}

function startOf({ record }: Instance): number {
  return instantOfTime(record.start);
}
