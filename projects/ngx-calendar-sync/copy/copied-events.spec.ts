import { filter, firstValueFrom, NEVER, of } from 'rxjs';
import { anEvent } from './specs/fixed-event';
import type { CalendarEvent } from '../core/model/calendar-event';
import { timeRange } from '../core/model/time-range';
import type { ReplicaEntry } from '../core/replica/replica-entry';
import { CopiedEvents } from './copied-events';
import { scopeKey } from './pull-scope';

describe('CopiedEvents', () => {
  const may = timeRange('2026-05-01T00:00:00Z', '2026-06-01T00:00:00Z');
  const everything = scopeKey({ coverage: 'everything' });
  const onMonday = {
    calendarId: 'work',
    start: '2026-05-04T09:00:00Z',
    end: '2026-05-04T10:00:00Z',
  };
  const anEventOf = (id: string, ...recurrence: string[]) =>
    anEvent(id, { ...onMonday, ...(recurrence.length > 0 ? { recurrence } : {}) });
  const broken = anEventOf('broken', 'RRULE:FREQ=OFTEN');
  const entry = (event: CalendarEvent): ReplicaEntry => {
    const { id } = event;
    const [start, end] = [Date.parse(event.start), Date.parse(event.end)];
    return event.recurrence
      ? { kind: 'series', id, record: event }
      : { kind: 'event', id, start, end, record: event };
  };

  /** The events of a replica of these entries; the provider throws for a record with the id `unreadable`. */
  function copyOf(entries: () => readonly ReplicaEntry[]): CopiedEvents<CalendarEvent> {
    return new CopiedEvents<CalendarEvent>({
      store: {
        state: () => Promise.resolve({ current: { scope: everything, events: 1 } }),
        read: () => Promise.resolve(entries()),
      },
      changes$: NEVER,
      toEvent: (_, record) => {
        const event = record as CalendarEvent;
        if (event.id === 'unreadable') {
          throw new RangeError('Invalid time value');
        }
        return event;
      },
      occurrenceOf: (master, { originalStart, start, end }) => {
        return { ...master, id: `${master.id} ${originalStart}`, start, end };
      },
      timeZoneOf: () => 'UTC',
      online: { watch: () => of({ events: [], loading: true }) },
    });
  }

  const shown = async (copy: CopiedEvents<CalendarEvent>) => {
    const answer$ = copy.watch('work', may).pipe(filter(({ loading }) => !loading));
    return (await firstValueFrom(answer$)).events.map(({ title }) => title);
  };

  it('problems$: a rule that cannot be read is reported, and the date of its master shows', async () => {
    const copy = copyOf(() => [entry(broken), entry(anEventOf('standup'))]);
    expect(await firstValueFrom(copy.problems$)).toEqual([]);
    expect(await shown(copy)).toEqual(['standup', 'broken']);
    expect(await firstValueFrom(copy.problems$)).toEqual([
      {
        calendarId: 'work',
        id: 'broken',
        problem: 'The rule of its recurrence cannot be read (FREQ): only its own date shows.',
      },
    ]);
  });

  it('problems$: a record that cannot be read is reported, and the others show', async () => {
    const copy = copyOf(() => [entry(anEventOf('unreadable')), entry(anEventOf('standup'))]);
    expect(await shown(copy)).toEqual(['standup']);
    expect(await firstValueFrom(copy.problems$)).toEqual([
      { calendarId: 'work', id: 'unreadable', problem: 'It cannot be read: it does not show.' },
    ]);
  });

  it('problems$: a rule that has become readable is no longer reported', async () => {
    let event = broken;
    const copy = copyOf(() => [entry(event)]);
    await shown(copy);
    event = anEventOf('broken', 'RRULE:FREQ=DAILY;COUNT=2');
    expect((await shown(copy)).length).toBe(2);
    expect(await firstValueFrom(copy.problems$)).toEqual([]);
  });
});
