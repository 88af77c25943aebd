import { firstValueFrom, lastValueFrom } from 'rxjs';
import type {
  CalendarEvent,
  ɵPlannedWrite as PlannedWrite,
  ɵSeriesPart as SeriesPart,
} from 'ngx-calendar-sync/core';
import { aCalendar } from './fixtures';
import { InMemoryCalendarProvider } from './in-memory-calendar-provider';

const MAY = { start: new Date('2026-05-01T00:00:00Z'), end: new Date('2026-06-01T00:00:00Z') };
const code = (expected: string) => jasmine.objectContaining({ code: expected });

function event(id: string, properties: Partial<CalendarEvent> = {}): CalendarEvent {
  return {
    id,
    calendarId: 'work',
    title: id,
    start: '2026-05-04T09:00:00Z',
    end: '2026-05-04T10:00:00Z',
    allDay: false,
    status: 'confirmed',
    editable: true,
    ...properties,
  };
}

const WEEKLY = event('weekly', { recurrence: ['RRULE:FREQ=WEEKLY;COUNT=4'] });

describe('InMemoryCalendarProvider: writes', () => {
  let provider: InMemoryCalendarProvider;

  beforeEach(() => {
    provider = aProvider('masters');
  });

  function aProvider(series: 'masters' | 'occurrences', moves = true): InMemoryCalendarProvider {
    return new InMemoryCalendarProvider({
      calendars: [aCalendar('work'), aCalendar('home')],
      events: [event('review'), WEEKLY],
      series,
      moves,
    });
  }

  /** The write after it was stored and read again. */
  const sent = (write: PlannedWrite, version = write.version) =>
    lastValueFrom(provider.sendWrite(JSON.parse(JSON.stringify(write)) as PlannedWrite, version));

  async function shown(): Promise<readonly string[]> {
    const events = await lastValueFrom(provider.listEvents('work', { range: MAY }));
    return events
      .map(({ title, start }) => `${title} ${new Date(start).toISOString().slice(5, 13)}`)
      .sort();
  }

  async function partOf(scope: 'following' | 'all', day: string): Promise<SeriesPart> {
    const events = await lastValueFrom(provider.listEvents('work', { range: MAY }));
    const occurrence = events.find(
      ({ seriesId, start }) =>
        seriesId === 'weekly' && new Date(start).toISOString().startsWith(day),
    );
    if (!occurrence) {
      throw new Error(`There is no occurrence on ${day}.`);
    }
    const series = await firstValueFrom(provider.readSeries('work', 'weekly'));
    return { ...series, scope, occurrence };
  }

  async function updateOf(scope: 'following' | 'all', changes: Partial<CalendarEvent>) {
    const series = await partOf(scope, '2026-05-18');
    const { occurrence } = series;
    return provider.planSeriesWrite({
      kind: 'update',
      calendarId: 'work',
      changes: { ...changes, id: occurrence.id },
      seen: occurrence,
      series,
    });
  }

  it('insert: sent twice, there is one event', async () => {
    const draft = { title: 'lunch', start: new Date('2026-05-05T12:00:00Z') };
    const plan = provider.planWrite({ kind: 'insert', calendarId: 'work', draft });
    const first = await sent(plan);
    expect(await sent(plan)).toEqual(first);
    expect((await shown()).filter((each) => each.startsWith('lunch'))).toEqual(['lunch 05-05T12']);
  });

  it('delete: an event that is gone is no failure', async () => {
    const plan = provider.planWrite({
      kind: 'delete',
      calendarId: 'work',
      event: { id: 'review' },
      seen: undefined,
    });
    await sent(plan);
    await expectAsync(sent(plan)).toBeResolvedTo(undefined);
  });

  it('move: a service that cannot move refuses it before it is sent', () => {
    provider = aProvider('masters', false);
    const write = {
      kind: 'move',
      calendarId: 'work',
      toCalendarId: 'home',
      event: event('review'),
    };
    expect(() => provider.planWrite({ ...write, kind: 'move' })).toThrow(code('invalid-request'));
    expect(provider.requests).toEqual([]);
  });

  it('all: every occurrence moves by as much as the one that was moved', async () => {
    await sent(
      await updateOf('all', { start: '2026-05-19T11:00:00Z', end: '2026-05-19T12:00:00Z' }),
    );
    expect(await shown()).toEqual([
      'review 05-04T09',
      'weekly 05-05T11',
      'weekly 05-12T11',
      'weekly 05-19T11',
      'weekly 05-26T11',
    ]);
  });

  it('following: the series ends before, and another one goes on; sent twice, it is divided once', async () => {
    const plan = await updateOf('following', { title: 'new' });
    await sent(plan);
    await sent(plan);
    expect(await shown()).toEqual([
      'new 05-18T09',
      'new 05-25T09',
      'review 05-04T09',
      'weekly 05-04T09',
      'weekly 05-11T09',
    ]);
  });

  it('following: is taken back as a whole', async () => {
    const before = await shown();
    const plan = await updateOf('following', { title: 'new' });
    const answer = await sent(plan);
    await sent(provider.undoWrite(plan, answer));
    expect(await shown()).toEqual(before);
  });

  it('following: deleted, the earlier occurrences stay', async () => {
    const series = await partOf('following', '2026-05-11');
    const { occurrence } = series;
    const plan = await provider.planSeriesWrite({
      kind: 'delete',
      calendarId: 'work',
      event: { id: occurrence.id },
      seen: occurrence,
      series,
    });
    await sent(plan);
    expect(await shown()).toEqual(['review 05-04T09', 'weekly 05-04T09']);
  });

  it('following: a service of occurrences refuses it', async () => {
    provider = aProvider('occurrences');
    await expectAsync(updateOf('following', { title: 'new' })).toBeRejectedWith(
      code('invalid-request'),
    );
  });

  it('failNext: with a name only the next request of that name fails', async () => {
    provider.failNext('forbidden', 'update');
    expect((await shown()).length).toBe(5);
    const changes = { id: 'review', title: 'mine' };
    const plan = provider.planWrite({
      kind: 'update',
      calendarId: 'work',
      changes,
      seen: provider.stored('work', 'review'),
    });
    await expectAsync(sent(plan)).toBeRejectedWith(code('forbidden'));
    await expectAsync(sent(plan)).toBeResolved();
  });
});
