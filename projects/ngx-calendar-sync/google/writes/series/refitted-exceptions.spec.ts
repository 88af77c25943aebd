import type { ɵGoogleEventPatch as GoogleEventPatch } from 'ngx-calendar-sync/google/runtime';
import type { GoogleEvent, GoogleEventDateTime } from 'ngx-calendar-sync/google/start';
import { patched } from '../event-patch';
import { newSeriesOf } from './new-series';
import { patchOfAll } from './patch-of-all';
import { type RefittedException, refittedExceptions } from './refitted-exceptions';
import { splitSeries } from './split-series';

const BERLIN = 'Europe/Berlin';
const at = (dateTime: string): GoogleEventDateTime => ({ dateTime, timeZone: BERLIN });
const wire = (dateTime: string) => ({ date: null, dateTime, timeZone: BERLIN });

/** Mondays at 9 in Berlin. The clocks go back on 25 October 2026. */
const MASTER: GoogleEvent = {
  id: 'series',
  summary: 'Standup',
  description: 'Daily news',
  start: at('2026-10-12T09:00:00+02:00'),
  end: at('2026-10-12T10:00:00+02:00'),
  recurrence: ['RRULE:FREQ=WEEKLY;BYDAY=MO'],
  reminders: { useDefault: true },
  extendedProperties: { private: { kept: '1', dropped: '2' } },
};

const FROM = '2026-10-19T09:00:00+02:00';
const NOVEMBER_9 = '2026-11-09T09:00:00+01:00';

const exception = (originalStart: string, changes: GoogleEvent = {}): GoogleEvent => {
  const { recurrence, ...rest } = MASTER;
  const end = new Date(Date.parse(originalStart) + 3_600_000).toISOString();
  return {
    ...rest,
    ...(recurrence ? { recurringEventId: 'series' } : {}),
    id: `series_${originalStart}`,
    sequence: 2,
    originalStartTime: at(originalStart),
    start: at(originalStart),
    end: at(end),
    ...changes,
  };
};

async function refitted(
  changes: GoogleEventPatch,
  ...exceptions: readonly GoogleEvent[]
): Promise<readonly RefittedException[]> {
  const split = await splitSeries(MASTER, exceptions, FROM);
  const newSeries = await newSeriesOf(MASTER, split, changes, 'newseries', FROM);
  return refittedExceptions(newSeries, split.exceptions.after, MASTER, FROM);
}

const MOVED_TO_10 = {
  start: wire('2026-10-19T10:00:00+02:00'),
  end: wire('2026-10-19T11:00:00+02:00'),
};

describe('refittedExceptions', () => {
  it('exception: of its fields those go along that differ from the old series, under the id in the new one', async () => {
    const changed = exception(NOVEMBER_9, {
      summary: 'Special',
      location: 'Room 1',
      extendedProperties: { private: { kept: '1', added: '3' } },
    });
    const { description, ...withoutDescription } = changed;
    expect(description).toBe('Daily news');
    expect(await refitted({ summary: 'New' }, withoutDescription)).toEqual([
      {
        id: 'newseries_20261109T080000Z',
        originalStart: '2026-11-09T09:00:00+01:00',
        patch: {
          summary: 'Special',
          location: 'Room 1',
          description: null,
          extendedProperties: { private: { added: '3', dropped: null } },
        },
      },
    ]);
  });

  it('exception: one that does not differ from the old series is none', async () => {
    expect(await refitted({ summary: 'New' }, exception(NOVEMBER_9))).toEqual([]);
  });

  it('exception: where the series moves by an hour, it is found an hour later, over a change of the clocks', async () => {
    const changed = exception(NOVEMBER_9, { summary: 'Special' });
    expect(await refitted(MOVED_TO_10, changed)).toEqual([
      {
        id: 'newseries_20261109T090000Z',
        originalStart: '2026-11-09T10:00:00+01:00',
        patch: { summary: 'Special' },
      },
    ]);
  });

  it('exception: a time that was changed stays as it was set', async () => {
    const moved = exception(NOVEMBER_9, {
      start: at('2026-11-10T14:00:00+01:00'),
      end: at('2026-11-10T15:00:00+01:00'),
    });
    expect(await refitted(MOVED_TO_10, moved)).toEqual([
      {
        id: 'newseries_20261109T090000Z',
        originalStart: '2026-11-09T10:00:00+01:00',
        patch: {
          start: wire('2026-11-10T14:00:00+01:00'),
          end: wire('2026-11-10T15:00:00+01:00'),
        },
      },
    ]);
  });

  it('exception: a deleted occurrence stays deleted', async () => {
    const deleted: GoogleEvent = {
      id: 'series_20261109T080000Z',
      recurringEventId: 'series',
      originalStartTime: at(NOVEMBER_9),
      status: 'cancelled',
    };
    expect(await refitted(MOVED_TO_10, deleted)).toEqual([
      {
        id: 'newseries_20261109T090000Z',
        originalStart: '2026-11-09T10:00:00+01:00',
        patch: { status: 'cancelled' },
      },
    ]);
  });

  it('exception: one that the new rule does not have is left out', async () => {
    const second = exception('2026-10-26T09:00:00+01:00', { summary: 'Special' });
    const last = exception(NOVEMBER_9, { summary: 'Last' });
    const changes = { recurrence: ['RRULE:FREQ=WEEKLY;INTERVAL=3'] };
    expect(await refitted(changes, second, last)).toEqual([
      {
        id: 'newseries_20261109T080000Z',
        originalStart: '2026-11-09T09:00:00+01:00',
        patch: { summary: 'Last' },
      },
    ]);
    expect(await refitted({ recurrence: null }, second, last)).toEqual([]);
  });

  it('exception: of an occurrence that is to recur no more, it is the single event that is left', async () => {
    const master = { ...MASTER, recurrence: ['RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=5'] };
    const { recurrence, ...rest } = master;
    const left = {
      ...rest,
      id: 'single',
      start: at(NOVEMBER_9),
      end: at('2026-11-09T10:00:00+01:00'),
    };
    const exceptions = [
      exception('2026-11-02T09:00:00+01:00', { summary: 'Before' }),
      exception(NOVEMBER_9, { summary: 'Last' }),
    ];
    expect(recurrence).toBeDefined();
    expect(await refittedExceptions(left, exceptions, master, NOVEMBER_9, BERLIN, null)).toEqual([
      { id: 'single', originalStart: NOVEMBER_9, patch: { summary: 'Last' } },
    ]);
  });

  it('exception: a series that becomes a single event as a whole has none', async () => {
    const { recurrence, ...single } = MASTER;
    const start = '2026-10-12T09:00:00+02:00';
    const deleted = exception(start, { status: 'cancelled' });
    expect(recurrence).toBeDefined();
    expect(await refittedExceptions(single, [deleted], MASTER, start, BERLIN, null)).toEqual([]);
  });

  it('exception: the one that was edited keeps what the edit does not say', async () => {
    const first = exception(FROM, {
      summary: 'Special',
      location: 'Room 1',
      start: at('2026-10-19T12:00:00+02:00'),
      end: at('2026-10-19T13:00:00+02:00'),
    });
    expect(await refitted({ summary: 'New' }, first)).toEqual([
      {
        id: 'newseries_20261019T070000Z',
        originalStart: '2026-10-19T09:00:00+02:00',
        patch: {
          location: 'Room 1',
          start: wire('2026-10-19T12:00:00+02:00'),
          end: wire('2026-10-19T13:00:00+02:00'),
        },
      },
    ]);
    expect(await refitted(MOVED_TO_10, first)).toEqual([
      {
        id: 'newseries_20261019T080000Z',
        originalStart: '2026-10-19T10:00:00+02:00',
        patch: { summary: 'Special', location: 'Room 1' },
      },
    ]);
  });

  it('exception: where the series becomes an all-day one, it is found on its day', async () => {
    const changed = exception(NOVEMBER_9, { summary: 'Special' });
    const changes = {
      start: { date: '2026-10-20', dateTime: null, timeZone: null },
      end: { date: '2026-10-21', dateTime: null, timeZone: null },
    };
    expect(await refitted(changes, changed)).toEqual([
      { id: 'newseries_20261110', originalStart: '2026-11-10', patch: { summary: 'Special' } },
    ]);
  });

  it('exception: where a series is moved as a whole, the edit stays in the occurrence that was edited', async () => {
    const edited = exception(NOVEMBER_9, { summary: 'Special', location: 'Room 1' });
    const first = exception('2026-10-12T09:00:00+02:00', { summary: 'First' });
    const deleted = exception(FROM, { status: 'cancelled' });
    const changes = {
      start: wire('2026-11-09T10:00:00+01:00'),
      end: wire('2026-11-09T11:00:00+01:00'),
      summary: 'New',
    };
    const moved = patched(MASTER, await patchOfAll(edited, MASTER, changes));
    const start = MASTER.start?.dateTime ?? '';
    const exceptions = [first, deleted, edited];
    expect(
      await refittedExceptions(moved, exceptions, MASTER, start, BERLIN, {
        originalStart: NOVEMBER_9,
      }),
    ).toEqual([
      {
        id: 'series_20261012T080000Z',
        originalStart: '2026-10-12T10:00:00+02:00',
        patch: { status: 'confirmed', summary: 'First' },
      },
      {
        id: 'series_20261019T080000Z',
        originalStart: '2026-10-19T10:00:00+02:00',
        patch: { status: 'cancelled' },
      },
      {
        id: 'series_20261109T090000Z',
        originalStart: '2026-11-09T10:00:00+01:00',
        patch: { status: 'confirmed', location: 'Room 1' },
      },
    ]);
  });

  it('exception: one at a time of its own, which was dragged to move the whole series, is where it was dropped', async () => {
    const own = exception(NOVEMBER_9, {
      start: at('2026-11-09T14:00:00+01:00'),
      end: at('2026-11-09T14:30:00+01:00'),
    });
    const changes = {
      start: wire('2026-11-09T15:00:00+01:00'),
      end: wire('2026-11-09T15:30:00+01:00'),
    };
    const moved = patched(MASTER, await patchOfAll(own, MASTER, changes));
    const edited = { originalStart: NOVEMBER_9, times: changes };
    const start = MASTER.start?.dateTime ?? '';
    expect(await refittedExceptions(moved, [own], MASTER, start, BERLIN, edited)).toEqual([
      {
        id: 'series_20261109T090000Z',
        originalStart: '2026-11-09T10:00:00+01:00',
        patch: { status: 'confirmed', ...changes },
      },
    ]);
  });
});
