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

/** An entry that is about to be packed. */
export interface SerializedEntry {
  readonly id: string;
  /** The first and the last month that the event is in; `undefined` for series and their exceptions. */
  readonly months: readonly [number, number] | undefined;
  readonly json: string;
}

/** Section, page and ids of each pack. */
export type PackIndex = readonly (readonly [PackSection, number, readonly string[]])[];

/** As many entries as are read or written without a noticeable pause. */
const MAX_ENTRIES_PER_PACK = 1000;
const PACKS_PER_INDEX_RECORD = 10;
const PACKS_PER_TRANSACTION = 3;
/** Smaller packs are slower to write; larger ones make a view read more than it shows. */
const USUAL_PACK_CHARACTERS = 250_000;
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

export async function serializeEntries(
  entries: readonly ReplicaEntry[],
): Promise<readonly SerializedEntry[]> {
  const serialized: SerializedEntry[] = [];
  const slices = new Slices();
  for (const entry of entries) {
    if (slices.over) {
      await slices.next();
    }
    serialized.push({ id: entry.id, months: monthsOf(entry), json: JSON.stringify(entry) });
  }
  return serialized;
}

export function packJson(entries: readonly SerializedEntry[]): string {
  return `[${entries.map(({ json }) => json).join()}]`;
}

/** How many months a period needs for packs of the usual size. */
export function monthsPerPeriodFor(entries: Iterable<SerializedEntry>): number {
  const months = new Set<number>();
  let characters = 0;
  for (const entry of entries) {
    if (!entry.months) {
      continue;
    }
    months.add(entry.months[0]);
    characters += entry.json.length;
  }
  const enough = PERIOD_LENGTHS_MONTHS.find(
    (length) => (characters / months.size) * length >= USUAL_PACK_CHARACTERS,
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
export function* packsOf(
  entries: Iterable<SerializedEntry>,
  monthsPerPeriod: number,
  firstPage = 1,
): Generator<Pack, void> {
  const sections = new Map<PackSection, SerializedEntry[]>();
  for (const entry of entries) {
    const section = sectionOf(entry, monthsPerPeriod);
    const others = sections.get(section);
    if (others) {
      others.push(entry);
    } else {
      sections.set(section, [entry]);
    }
  }
  const index: [PackSection, number, readonly string[]][] = [];
  for (const [section, own] of sections) {
    for (let at = 0, page = firstPage; at < own.length; at += MAX_ENTRIES_PER_PACK, page += 1) {
      const packed = own.slice(at, at + MAX_ENTRIES_PER_PACK);
      index.push([section, page, packed.map(({ id }) => id)]);
      yield { section, page, json: packJson(packed) };
    }
  }
  for (let at = 0, page = firstPage; at < index.length; at += PACKS_PER_INDEX_RECORD, page += 1) {
    yield {
      section: 'index',
      page,
      json: JSON.stringify(index.slice(at, at + PACKS_PER_INDEX_RECORD)),
    };
  }
}

/** As many packs as one transaction can write without a noticeable pause. */
export function* inGroups(packs: Iterable<Pack>): Generator<readonly Pack[], void> {
  let group: Pack[] = [];
  for (const pack of packs) {
    group.push(pack);
    if (group.length < PACKS_PER_TRANSACTION) {
      continue;
    }
    yield group;
    group = [];
  }
  if (group.length > 0) {
    yield group;
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

function monthsOf(entry: ReplicaEntry): SerializedEntry['months'] {
  if (entry.kind !== 'event') {
    return undefined;
  }
  return [monthOf(entry.start), monthOf(Math.max(entry.start, entry.end - 1))];
}

function sectionOf({ months }: SerializedEntry, monthsPerPeriod: number): PackSection {
  if (!months) {
    return 'series';
  }
  const [first, last] = months.map((month) => periodOfMonth(month, monthsPerPeriod));
  return first !== undefined && first === last ? first : 'long';
}
