import type {
  CalendarEvent,
  ɵOccurrence as Occurrence,
  ɵProviderRecord as ProviderRecord,
  ɵReplicaEntry as ReplicaEntry,
  ɵSeriesOverlay as SeriesOverlay,
} from 'ngx-calendar-sync/core';
import { HeldSeries, type HeldSeriesContext } from './held-series';
import { memoryReplicaStore } from './replica/memory-replica-store';
import { anEvent } from './specs/fixed-event';

const weekly = anEvent('weekly', {
  start: '2026-05-04T09:00:00Z',
  end: '2026-05-04T10:00:00Z',
  recurrence: ['RRULE:FREQ=WEEKLY'],
});
const moved = anEvent('weekly 2', {
  start: '2031-01-01T09:00:00Z',
  end: '2031-01-01T10:00:00Z',
  seriesId: 'weekly',
  originalStart: '2026-05-11T09:00:00Z',
});
const may = { start: new Date('2026-05-01T00:00:00Z'), end: new Date('2026-06-01T00:00:00Z') };

/** An event without its recurrence. */
function single(event: CalendarEvent): CalendarEvent {
  const { recurrence, ...rest } = event;
  return recurrence ? rest : event;
}

const recordOf = (event: CalendarEvent): ProviderRecord => ({ event });

function seriesEntry(master: CalendarEvent): ReplicaEntry {
  return { kind: 'series', id: master.id, record: recordOf(master) };
}

function exceptionEntry(event: CalendarEvent, record = recordOf(event)): ReplicaEntry {
  const { id, seriesId = '', originalStart = '' } = event;
  const [start, end] = [Date.parse(event.start), Date.parse(event.end)];
  return { kind: 'exception', id, seriesId, originalStart, start, end, record };
}

const cancelledEntry: ReplicaEntry = {
  kind: 'cancelled',
  id: 'weekly 3',
  seriesId: 'weekly',
  originalStart: '2026-05-18T09:00:00Z',
};

describe('HeldSeries', () => {
  const occurrenceOf = (master: CalendarEvent, occurrence: Occurrence): CalendarEvent => {
    return {
      ...single(master),
      ...occurrence,
      id: `${master.id} ${occurrence.start}`,
      seriesId: master.id,
    };
  };

  /** A replica of the calendar `work` that holds some entries. */
  async function holding(
    entries: readonly ReplicaEntry[],
    more: Partial<HeldSeriesContext<CalendarEvent>> = {},
  ): Promise<HeldSeries<CalendarEvent>> {
    const store = memoryReplicaStore();
    const page = { scope: 'all', first: true, entries, next: { cursor: 'cursor' } };
    await store.stage('work', page, 1);
    await store.commit('work', 1);
    return new HeldSeries<CalendarEvent>({
      store,
      toEvent: (_calendarId, record) => (record as { event: CalendarEvent }).event,
      occurrenceOf,
      timeZoneOf: () => 'UTC',
      ...more,
    });
  }

  it('series: has the master and all of its exceptions, whenever they happen, and none of other series', async () => {
    const daily = anEvent('daily', { recurrence: ['RRULE:FREQ=DAILY'] });
    const ofDaily = { ...moved, id: 'daily 2', seriesId: 'daily' };
    const series = await holding([
      seriesEntry(weekly),
      exceptionEntry(moved),
      cancelledEntry,
      seriesEntry(daily),
      exceptionEntry(ofDaily),
    ]);
    expect(await series.series('work', 'weekly')).toEqual({
      master: weekly,
      exceptions: [moved],
      cancelled: ['2026-05-18T09:00:00Z'],
    });
  });

  it('series: is none where the replica does not hold it', async () => {
    const series = await holding([exceptionEntry(moved)]);
    expect(await series.series('work', 'weekly')).toBeUndefined();
    expect(await series.series('home', 'weekly')).toBeUndefined();
  });

  it('series: is none where one of its exceptions cannot be read, since a write could undo it', async () => {
    const toEvent = (_calendarId: string, record: ProviderRecord): CalendarEvent => {
      if (!('event' in record)) {
        throw new TypeError('damaged');
      }
      return record.event as CalendarEvent;
    };
    const entries = [seriesEntry(weekly), exceptionEntry(moved, {})];
    const series = await holding(entries, { toEvent });
    expect(await series.series('work', 'weekly')).toBeUndefined();
  });

  it('series: is none where the record of a series holds its occurrences', async () => {
    const series = await holding([seriesEntry(weekly)], { occurrencesIn: () => [weekly] });
    expect(await series.series('work', 'weekly')).toBeUndefined();
  });

  describe('occurrencesOf', () => {
    const written = (more: Partial<SeriesOverlay>): SeriesOverlay => ({
      kind: 'series',
      target: { calendarId: 'work', eventId: 'weekly' },
      master: weekly,
      exceptions: [],
      cancelled: [],
      ...more,
    });
    const startsOf = async (overlay: SeriesOverlay) => {
      const series = await holding([]);
      return (await series.occurrencesOf(overlay, may)).map(({ start }) => start).sort();
    };

    it('has the occurrences of the written master, with its exceptions and without the deleted ones', async () => {
      const moved3rd = {
        ...moved,
        start: '2026-05-20T12:00:00Z',
        end: '2026-05-20T13:00:00Z',
        originalStart: '2026-05-18T09:00:00Z',
      };
      const overlay = written({ exceptions: [moved3rd], cancelled: ['2026-05-11T09:00:00Z'] });
      expect((await startsOf(overlay)).map((start) => start.slice(0, 13))).toEqual([
        '2026-05-04T09',
        '2026-05-20T12',
        '2026-05-25T09',
      ]);
    });

    it('is empty where the series is deleted', async () => {
      expect(await startsOf(written({ master: undefined }))).toEqual([]);
    });

    it('is the event itself where a series becomes a single event', async () => {
      expect(await startsOf(written({ master: single(weekly) }))).toEqual([weekly.start]);
      const inJune = {
        ...single(weekly),
        start: '2026-06-04T09:00:00Z',
        end: '2026-06-04T10:00:00Z',
      };
      expect(await startsOf(written({ master: inJune }))).toEqual([]);
    });
  });
});
