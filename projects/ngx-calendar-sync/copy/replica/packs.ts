import { ɵSlices as Slices } from 'ngx-calendar-sync/base';
import type { RecordKey, RecordTransaction } from './record-storage';
import type { ɵReplicaEntry as ReplicaEntry } from 'ngx-calendar-sync/core';

/**
 * A replica is stored in packs: one record with the JSON of many entries, because browsers write a large record many
 * times faster than small ones of the same size together. The sections of packs, in the order of their keys:
 * - a number: events that start and end in the same period of months
 * - `index`: the ids of each pack
 * - `log`: the changes of each pull since the packs were written
 * - `long`: events that are in several periods
 * - `series`: series and their exceptions
 */
export type PackSection = number | 'index' | 'log' | 'long' | 'series';

export interface Pack {
  readonly section: PackSection;
  /** From 1. */
  readonly page: number;
  readonly json: string;
}

/** Section, page and ids of each pack. */
export type PackIndex = readonly (readonly [PackSection, number, readonly string[]])[];

/** As many entries as are read or written without a noticeable pause. */
const MAX_ENTRIES_PER_PACK = 1000;
/** So few entries are serialized in a small part of a slice. */
const MAX_ENTRIES_PER_SLICE = 50;
const PACKS_PER_INDEX_RECORD = 20;
const PACKS_PER_TRANSACTION = 3;
/**
 * Browsers store a smaller record at several times the cost of each of its bytes; a larger one makes a view read more than
 * it shows.
 */
const USUAL_PACK_CHARACTERS = 125_000;
/** How many months a period can have; the longest is for calendars with very few events. */
const PERIOD_LENGTHS_MONTHS = [1, 2, 3, 6, 12, 120] as const;

/** Months since the year 0, in UTC. */
export function monthOf(instant: number): number {
  const date = new Date(instant);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** The number of the period that a month is in. */
export function periodOfMonth(month: number, monthsPerPeriod: number): number {
  return Math.floor(month / monthsPerPeriod);
}

export function packKey(
  calendarId: string,
  generation: number,
  section: PackSection,
  page: number,
): RecordKey {
  return [calendarId, generation, section, page];
}

/** The upper end of all keys that begin with `key`: IndexedDB orders a list after every number and text. */
export function endOf(...key: RecordKey): RecordKey {
  return [...key, []];
}

/** How many months a period needs for packs of the usual size. */
export function monthsPerPeriodFor(entries: readonly ReplicaEntry[]): number {
  const events = entries.filter(({ kind }) => kind === 'event');
  const sample = events.slice(0, MAX_ENTRIES_PER_SLICE);
  const charactersPerEvent = JSON.stringify(sample).length / Math.max(sample.length, 1);
  const months = new Set(events.map((entry) => monthsOf(entry)?.[0]));
  const charactersPerMonth = (charactersPerEvent * events.length) / months.size;
  const enough = PERIOD_LENGTHS_MONTHS.find(
    (length) => charactersPerMonth * length >= USUAL_PACK_CHARACTERS,
  );
  return enough ?? PERIOD_LENGTHS_MONTHS[PERIOD_LENGTHS_MONTHS.length - 1] ?? 1;
}

/** Merging `pages` pages makes packs larger, so that shorter periods still have packs of the usual size. */
export function monthsPerMergedPeriod(monthsPerPeriod: number, pages: number): number {
  return (
    PERIOD_LENGTHS_MONTHS.find((length) => length * pages >= monthsPerPeriod) ?? monthsPerPeriod
  );
}

/** The packs of these entries, section after section, and last the packs of their index. */
export async function packsOf(
  entries: Iterable<ReplicaEntry>,
  monthsPerPeriod: number,
  firstPage = 1,
): Promise<readonly Pack[]> {
  const sections = new Map<PackSection, ReplicaEntry[]>();
  for (const entry of entries) {
    const section = sectionOf(entry, monthsPerPeriod);
    const others = sections.get(section);
    if (others) {
      others.push(entry);
    } else {
      sections.set(section, [entry]);
    }
  }
  const packs: Pack[] = [];
  const index: [PackSection, number, readonly string[]][] = [];
  const slices = new Slices();
  for (const [section, own] of sections) {
    for (let at = 0, page = firstPage; at < own.length; at += MAX_ENTRIES_PER_PACK, page += 1) {
      const packed = own.slice(at, at + MAX_ENTRIES_PER_PACK);
      index.push([section, page, packed.map(({ id }) => id)]);
      packs.push({ section, page, json: await toJson(packed, slices) });
    }
  }
  for (let at = 0, page = firstPage; at < index.length; at += PACKS_PER_INDEX_RECORD, page += 1) {
    const json = JSON.stringify(index.slice(at, at + PACKS_PER_INDEX_RECORD));
    packs.push({ section: 'index', page, json });
  }
  return packs;
}

/** The JSON of a list, made in slices. Entries are serialized many at a time, which is faster than one by one. */
export async function toJson(
  entries: readonly ReplicaEntry[],
  slices = new Slices(),
): Promise<string> {
  const parts: string[] = [];
  for (let at = 0; at < entries.length; at += MAX_ENTRIES_PER_SLICE) {
    if (slices.over) {
      await slices.next();
    }
    parts.push(JSON.stringify(entries.slice(at, at + MAX_ENTRIES_PER_SLICE)).slice(1, -1));
  }
  return `[${parts.join()}]`;
}

/** As many packs as one transaction can write without a noticeable pause. */
export function* inGroups(packs: readonly Pack[]): Generator<readonly Pack[], void> {
  for (let at = 0; at < packs.length; at += PACKS_PER_TRANSACTION) {
    yield packs.slice(at, at + PACKS_PER_TRANSACTION);
  }
}

/** Requests all writes before it awaits one: awaiting each would take longer than the writes do. */
export async function putPacks(
  transaction: RecordTransaction,
  calendarId: string,
  generation: number,
  packs: readonly Pack[],
): Promise<void> {
  await Promise.all(
    packs.map(({ section, page, json }) =>
      transaction.put(packKey(calendarId, generation, section, page), json),
    ),
  );
}

/** The highest page number of `packs`, or `before` where that is higher. */
export function lastPage(packs: readonly Pack[], before: number): number {
  return packs.reduce((last, { page }) => Math.max(last, page), before);
}

/** What a pack or an index record holds; `undefined` where the record is damaged. */
export function fromJson(record: unknown): readonly unknown[] | undefined {
  try {
    const parsed: unknown = JSON.parse(String(record));
    return Array.isArray(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** The first and the last month that an event is in; `undefined` for series and their exceptions. */
function monthsOf(entry: ReplicaEntry): readonly [number, number] | undefined {
  if (entry.kind !== 'event') {
    return undefined;
  }
  const first = monthOf(entry.start);
  return [first, entry.end <= entry.start ? first : monthOf(entry.end - 1)];
}

function sectionOf(entry: ReplicaEntry, monthsPerPeriod: number): PackSection {
  const months = monthsOf(entry);
  if (!months) {
    return 'series';
  }
  const [first, last] = months;
  const period = periodOfMonth(first, monthsPerPeriod);
  return last === first || periodOfMonth(last, monthsPerPeriod) === period ? period : 'long';
}
