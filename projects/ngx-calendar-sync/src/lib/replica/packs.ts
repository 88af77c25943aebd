import type { Span } from '../model/time-range';
import { Slices } from '../ambient/next-task';
import type { RecordKey } from './record-storage';
import type { ReplicaEntry } from './replica-entry';

/**
 * A copy is stored in packs: JSON of many entries in one record, because a record for each event makes a browser's
 * database many times slower than the download. Those of a page that start and end in the same month share a pack;
 * what lasts beyond its month is in `long`, what belongs to series in `series`, what changed since in `log`, and
 * `index` tells where an id is.
 */
export type Period = number | 'index' | 'log' | 'long' | 'series';

/** Months since the year 0, in UTC. */
export function monthOf(instant: number): number {
  const date = new Date(instant);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

export function packKey(
  calendarId: string,
  generation: number,
  period: Period,
  page: number,
): RecordKey {
  return [calendarId, generation, period, page];
}

/** The last key of all that begin so: an empty list is after every number and text. */
export function endOf(...key: RecordKey): RecordKey {
  return [...key, []];
}

/** The packs of some entries by period, and the index of them. */
export async function packed(
  entries: readonly ReplicaEntry[],
): Promise<readonly (readonly [Period, string])[]> {
  const periods = new Map<Period, ReplicaEntry[]>();
  for (const entry of entries) {
    const period = periodOf(entry);
    const others = periods.get(period);
    if (others) others.push(entry);
    else periods.set(period, [entry]);
  }
  const packs: [Period, string][] = [];
  const slices = new Slices();
  for (const [period, own] of periods) packs.push([period, await toJson(own, slices)]);
  const index: Index = [...periods].map(([period, own]) => [period, own.map(({ id }) => id)]);
  return [...packs, ['index', JSON.stringify(index)]];
}

/** A page of the log; most answers bring nothing. */
export async function logged(
  entries: readonly ReplicaEntry[],
): Promise<readonly (readonly [Period, string])[]> {
  return entries.length === 0 ? [] : [['log', await toJson(entries, new Slices())]];
}

async function toJson(entries: readonly ReplicaEntry[], slices: Slices): Promise<string> {
  const texts: string[] = [];
  for (const entry of entries) {
    if (slices.over) await slices.next();
    texts.push(JSON.stringify(entry));
  }
  return `[${texts.join()}]`;
}

/** The ids of a page by the period of their pack. */
export type Index = readonly (readonly [Period, readonly string[]])[];

/** What a pack or an index holds; `undefined` where the record is damaged. */
export function fromJson(record: unknown): readonly unknown[] | undefined {
  try {
    const parsed: unknown = JSON.parse(String(record));
    return Array.isArray(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function periodOf(entry: ReplicaEntry): Period {
  if (entry.kind !== 'event') return 'series';
  const month = monthOf(entry.start);
  return monthOf(Math.max(entry.start, entry.end - 1)) === month ? month : 'long';
}

/** Whether a span shows in another; one without length does so where it stands. */
export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && Math.max(a.end, a.start + 1) > b.start;
}
