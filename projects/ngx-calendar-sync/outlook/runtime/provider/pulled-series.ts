import type { ɵProviderRecord as ProviderRecord } from 'ngx-calendar-sync/core';
import type { OutlookEvent } from 'ngx-calendar-sync/outlook/start';
import { isSeriesRecord, type SeriesRecord } from './series-record';

/** What delta tells of an occurrence that nobody has changed. */
const STUB_FIELDS: readonly string[] = [
  'id',
  'seriesMasterId',
  'type',
  'start',
  'end',
  '@odata.etag',
];

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
