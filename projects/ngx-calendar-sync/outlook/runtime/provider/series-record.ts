import type { ɵProviderRecord as ProviderRecord, TimeRange } from 'ngx-calendar-sync/core';
import type { OutlookEvent } from 'ngx-calendar-sync/outlook/start';

/** A series as a local copy stores it: what it shows in the window of the copy. */
export interface SeriesRecord {
  readonly master: OutlookEvent;
  /** The occurrences that nobody has changed, with their times alone: the rest is the master's. */
  readonly stubs: readonly OutlookEvent[];
  /** The changed occurrences, whole. */
  readonly exceptions: readonly OutlookEvent[];
}

/** What delta tells of an occurrence that nobody has changed. */
const STUB_FIELDS: readonly string[] = [
  'id',
  'seriesMasterId',
  'type',
  'start',
  'end',
  '@odata.etag',
];

export function isSeriesRecord(record: ProviderRecord): record is SeriesRecord {
  return 'master' in record && 'stubs' in record && 'exceptions' in record;
}

export function isMaster({ type }: OutlookEvent): boolean {
  return type === 'seriesMaster';
}

/** @param members What the series has in the window, whether with its times alone or whole. */
export function seriesRecordOf(
  master: OutlookEvent,
  members: readonly OutlookEvent[],
): SeriesRecord {
  return {
    master,
    stubs: members
      .filter(({ type }) => type !== 'exception')
      .map((member) => kept(member, (name) => STUB_FIELDS.includes(name))),
    exceptions: members.filter(({ type }) => type === 'exception'),
  };
}

/** The record without some fields, wherever in it they are. */
export function withoutFields(
  record: OutlookEvent | SeriesRecord,
  omit: readonly string[],
): ProviderRecord {
  const without = (event: OutlookEvent) => kept(event, (name) => !omit.includes(name));
  return isSeriesRecord(record)
    ? {
        master: without(record.master),
        stubs: record.stubs,
        exceptions: record.exceptions.map(without),
      }
    : without(record);
}

/** The occurrences of a series that may show in a range, as Graph would list them. */
export function membersIn(
  { master, stubs, exceptions }: SeriesRecord,
  range: TimeRange,
): readonly OutlookEvent[] {
  const { start, end } = range;
  // Most occurrences are outside of the range: to make an event of each takes much longer.
  const mayShow = (member: OutlookEvent) =>
    timeOf(member.start) < end.getTime() && timeOf(member.end) >= start.getTime();
  return [
    ...stubs.filter(mayShow).map((stub) => ({ ...master, ...stub, recurrence: null })),
    ...exceptions.filter(mayShow),
  ];
}

/** Wall times of UTC, and the midnights of all-day events as if they were: a day of UTC touches the same day of any zone. */
function timeOf(time: OutlookEvent['start']): number {
  return Date.parse(`${time?.dateTime?.slice(0, 19) ?? ''}Z`);
}

function kept(event: OutlookEvent, keeps: (name: string) => boolean): OutlookEvent {
  return Object.fromEntries(Object.entries(event).filter(([name]) => keeps(name)));
}

/** Whose occurrences the ids are that Graph tells without naming their series. */
export class OccurrenceIds {
  readonly #idsBySeries = new Map<string, readonly string[]>();

  constructor(records: readonly SeriesRecord[] = []) {
    for (const record of records) {
      this.remember(record);
    }
  }

  remember({ master, stubs, exceptions }: SeriesRecord): void {
    if (master.id) {
      const ids = [...stubs, ...exceptions].flatMap(({ id }) => id ?? []);
      this.#idsBySeries.set(master.id, ids);
    }
  }

  /** The series that have occurrences with these ids. */
  seriesOf(ids: ReadonlySet<string>): readonly string[] {
    return [...this.#idsBySeries]
      .filter(([, members]) => members.some((id) => ids.has(id)))
      .map(([seriesId]) => seriesId);
  }
}
