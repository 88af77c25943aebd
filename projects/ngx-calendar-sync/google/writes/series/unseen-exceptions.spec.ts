import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import { unseenExceptions } from './unseen-exceptions';

const at = (dateTime: string) => ({ dateTime, timeZone: 'UTC' });
const MASTER: GoogleEvent = {
  id: 'weekly',
  summary: 'Meeting',
  start: at('2026-05-04T09:00:00Z'),
  end: at('2026-05-04T10:00:00Z'),
  recurrence: ['RRULE:FREQ=WEEKLY;COUNT=4'],
};

function occurrence(day: string, changes: GoogleEvent = {}): GoogleEvent {
  return {
    id: `weekly_${day.replaceAll('-', '')}T090000Z`,
    summary: 'Meeting',
    recurringEventId: 'weekly',
    originalStartTime: at(`${day}T09:00:00Z`),
    start: at(`${day}T09:00:00Z`),
    end: at(`${day}T10:00:00Z`),
    ...changes,
  };
}

const RENAMED = occurrence('2026-05-18', { summary: 'Workshop' });
const DELETED: GoogleEvent = { ...occurrence('2026-05-25'), status: 'cancelled' };
const INSTANCES = [occurrence('2026-05-04'), occurrence('2026-05-11'), RENAMED, DELETED];

/** What is to be made again of the exceptions when the series is moved from 9 to 10. */
const unseen = (seen: readonly GoogleEvent[]) =>
  unseenExceptions({
    foundEarlier: new Set(),
    newSeries: { ...MASTER, start: at('2026-05-04T10:00:00Z'), end: at('2026-05-04T11:00:00Z') },
    master: MASTER,
    seenMaster: MASTER,
    from: '2026-05-04T09:00:00Z',
    seen,
    instances: INSTANCES,
    calendarTimeZone: 'UTC',
  });

describe('unseenExceptions', () => {
  const renamed = {
    id: 'weekly_20260518T100000Z',
    patch: { status: 'confirmed', summary: 'Workshop' },
  };
  const deleted = { id: 'weekly_20260525T100000Z', patch: { status: 'cancelled' } };

  it('a series is moved that others have changed and deleted occurrences of: both stay', async () => {
    expect((await unseen([])).map(({ id, patch }) => ({ id, patch }))).toEqual([renamed, deleted]);
  });

  it('exceptions that the write was made with are left to it', async () => {
    expect(await unseen([RENAMED, DELETED])).toEqual([]);
  });

  it('an exception that has been changed since counts as it is now', async () => {
    const earlier = { ...RENAMED, summary: 'Seminar' };
    expect((await unseen([earlier, DELETED])).map(({ patch }) => patch)).toEqual([renamed.patch]);
  });
});
