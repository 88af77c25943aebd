import type { Span } from '../model/time-range';
import { Slices } from '../ambient/next-task';
import type { RecordKey } from './record-storage';
import type { ReplicaEntry } from './replica-entry';

/**
 * A copy is stored in packs: JSON of many entries in one record, because browsers store a large record many times
 * faster than small ones of the same size together. What starts and ends in the same few months shares packs, what
 * lasts longer is in `long`, what belongs to series in `series`; `log` is what has changed since, and `index` tells
 * where an id is.
 */
export type Period = number | 'index' | 'log' | 'long' | 'series';

export interface Pack {
  readonly period: Period;
  readonly page: number;
  readonly json: string;
}

/** An entry on its way into a pack: its months, where it has any, and its JSON. */
export interface Row {
  readonly id: string;
  readonly months: readonly [number, number] | undefined;
  readonly json: string;
}

/** The ids of each pack. */
export type Index = readonly (readonly [Period, number, readonly string[]])[];

/** So many entries are read and written in one go without anybody noticing. */
const MAX_ENTRIES_PER_PACK = 1000;
const PACKS_PER_INDEX_RECORD = 10;
const PACKS_PER_STEP = 3;
/** Smaller packs are slow to write, larger ones hold more than is asked for. */
const USUAL_PACK_CHARACTERS = 250_000;
/** Months in a period; the last one for calendars with next to nothing in them. */
const SPANS = [1, 2, 3, 6, 12, 120] as const;

/** Months since the year 0, in UTC. */
export function monthOf(instant: number): number {
  const date = new Date(instant);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** The period of a month where periods have so many. */
export function periodOfMonth(month: number, span: number): number {
  return Math.floor(month / span);
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

export async function toRows(entries: readonly ReplicaEntry[]): Promise<readonly Row[]> {
  const rows: Row[] = [];
  const slices = new Slices();
  for (const entry of entries) {
    if (slices.over) {
      await slices.next();
    }
    rows.push({ id: entry.id, months: monthsOf(entry), json: JSON.stringify(entry) });
  }
  return rows;
}

export function toJson(rows: readonly Row[]): string {
  return `[${rows.map(({ json }) => json).join()}]`;
}

/** How many months a period should have for packs of the usual size. */
export function spanFor(rows: Iterable<Row>): number {
  const months = new Set<number>();
  let size = 0;
  for (const row of rows) {
    if (!row.months) {
      continue;
    }
    months.add(row.months[0]);
    size += row.json.length;
  }
  const enough = SPANS.find((span) => (size / months.size) * span >= USUAL_PACK_CHARACTERS);
  return enough ?? SPANS[SPANS.length - 1] ?? 1;
}

/** For the packs of many pages together: with fewer months they still have the usual size. */
export function finerSpan(span: number, pages: number): number {
  return SPANS.find((finer) => finer * pages >= span) ?? span;
}

/** Packs of periods of `span` months, one after the other, and at last the index of them. */
export function* packsOf(rows: Iterable<Row>, span: number, firstPage = 1): Generator<Pack, void> {
  const periods = new Map<Period, Row[]>();
  for (const row of rows) {
    const period = periodOf(row, span);
    const others = periods.get(period);
    if (others) {
      others.push(row);
    } else {
      periods.set(period, [row]);
    }
  }
  const index: [Period, number, readonly string[]][] = [];
  for (const [period, own] of periods) {
    for (let at = 0, page = firstPage; at < own.length; at += MAX_ENTRIES_PER_PACK, page += 1) {
      const some = own.slice(at, at + MAX_ENTRIES_PER_PACK);
      index.push([period, page, some.map(({ id }) => id)]);
      yield { period, page, json: toJson(some) };
    }
  }
  for (let at = 0, page = firstPage; at < index.length; at += PACKS_PER_INDEX_RECORD, page += 1) {
    yield {
      period: 'index',
      page,
      json: JSON.stringify(index.slice(at, at + PACKS_PER_INDEX_RECORD)),
    };
  }
}

/** A few at a time, so that no task is long. */
export function* inGroups(packs: Iterable<Pack>): Generator<readonly Pack[], void> {
  let group: Pack[] = [];
  for (const pack of packs) {
    group.push(pack);
    if (group.length < PACKS_PER_STEP) {
      continue;
    }
    yield group;
    group = [];
  }
  if (group.length > 0) {
    yield group;
  }
}

export function lastPage(packs: readonly Pack[], before: number): number {
  return packs.reduce((last, { page }) => Math.max(last, page), before);
}

/** What a pack or an index holds; `undefined` where the record is damaged. */
export function fromJson(record: unknown): readonly unknown[] | undefined {
  try {
    const parsed: unknown = JSON.parse(String(record));
    return Array.isArray(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a span shows in another; one without length does so where it stands. */
export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && Math.max(a.end, a.start + 1) > b.start;
}

function monthsOf(entry: ReplicaEntry): Row['months'] {
  if (entry.kind !== 'event') {
    return undefined;
  }
  return [monthOf(entry.start), monthOf(Math.max(entry.start, entry.end - 1))];
}

function periodOf({ months }: Row, span: number): Period {
  if (!months) {
    return 'series';
  }
  const [first, last] = months.map((month) => periodOfMonth(month, span));
  return first !== undefined && first === last ? first : 'long';
}
