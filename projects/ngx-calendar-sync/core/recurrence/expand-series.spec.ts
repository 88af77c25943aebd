import type { CalendarEvent } from '../model/calendar-event';
import type { EventSeries } from './event-series';
import { expandSeries } from './expand-series';

describe('expandSeries', () => {
  const RANGE = { start: new Date('2026-05-04T00:00:00Z'), end: new Date('2026-05-11T00:00:00Z') };

  const MASTER: CalendarEvent = {
    id: 'standup',
    calendarId: 'work',
    title: 'Stand-up',
    start: '2026-04-01T09:00:00Z',
    end: '2026-04-01T09:15:00Z',
    allDay: false,
    timeZone: 'UTC',
    status: 'confirmed',
    editable: true,
    recurrence: ['RRULE:FREQ=DAILY;UNTIL=20260508T090000Z'],
  };

  const exception = (originalStart: string, changes: Partial<CalendarEvent>): CalendarEvent => ({
    ...MASTER,
    id: `standup/${originalStart}`,
    seriesId: 'standup',
    originalStart,
    start: originalStart,
    end: originalStart,
    ...changes,
  });

  const shown = async (series: readonly EventSeries<CalendarEvent>[], timeZone = 'UTC') => {
    const { events, problems } = await expandSeries(series, {
      range: RANGE,
      timeZone,
      occurrenceOf: ({ title }, { originalStart, start, end }) => ({
        ...exception(originalStart, { title, start, end }),
      }),
    });
    return {
      problems,
      events: events.map(({ title, start }) => `${start.slice(0, 16)} ${title}`).sort(),
    };
  };

  it('returns the occurrences of a series in the range', async () => {
    expect(await shown([{ master: MASTER, changed: [], cancelled: [] }])).toEqual({
      events: [
        '2026-05-04T09:00 Stand-up',
        '2026-05-05T09:00 Stand-up',
        '2026-05-06T09:00 Stand-up',
        '2026-05-07T09:00 Stand-up',
        '2026-05-08T09:00 Stand-up',
      ],
      problems: [],
    });
  });

  it('exceptions: show at their own times, also where the series has no such occurrence', async () => {
    const changed = [
      exception('2026-05-04T11:00:00+02:00', { title: 'Changed' }),
      exception('2026-05-05T09:00:00Z', {
        title: 'Moved out',
        start: '2026-05-12T09:00:00Z',
        end: '2026-05-12T10:00:00Z',
      }),
      exception('2026-06-01T09:00:00Z', {
        title: 'Moved in',
        start: '2026-05-10T23:00:00Z',
        end: '2026-05-11T01:00:00Z',
      }),
      exception('2026-05-06T17:00:00Z', { title: 'Unknown to the series' }),
      exception('2026-05-07T09:00:00Z', {
        title: 'All day',
        start: '2026-05-07',
        end: '2026-05-08',
        allDay: true,
      }),
    ];
    expect((await shown([{ master: MASTER, changed, cancelled: [] }])).events).toEqual([
      '2026-05-04T11:00 Changed',
      '2026-05-06T09:00 Stand-up',
      '2026-05-06T17:00 Unknown to the series',
      '2026-05-07 All day',
      '2026-05-08T09:00 Stand-up',
      '2026-05-10T23:00 Moved in',
    ]);
  });

  it('cancelled occurrences: do not show, in whatever zone their original start is written', async () => {
    const changed = [exception('2026-05-04T09:00:00Z', { status: 'cancelled' })];
    const cancelled = [
      '2026-05-05T09:00:00Z',
      '2026-05-06T04:00:00-05:00',
      '2026-05-07T09:00:00.000Z',
    ];
    const { events } = await shown([{ master: MASTER, changed, cancelled }]);
    expect(events).toEqual(['2026-05-08T09:00 Stand-up']);
  });

  it('unreadable rule and unreadable times: are reported as problems, and the other series show', async () => {
    const broken = {
      ...MASTER,
      recurrence: ['RRULE:FREQ=OFTEN'],
      start: RANGE.start.toISOString(),
      end: RANGE.end.toISOString(),
    };
    const withoutTimes = { ...MASTER, start: 'soon', end: 'later' };
    const { events, problems } = await shown(
      [broken, withoutTimes, MASTER].map((each) => ({ master: each, changed: [], cancelled: [] })),
    );
    expect(events.length).toBe(1 + 5);
    expect(problems).toEqual([
      {
        master: broken,
        problem: 'The rule of its recurrence cannot be read (FREQ): only its own date shows.',
        unreadable: ['RRULE:FREQ=OFTEN'],
      },
      {
        master: withoutTimes,
        problem: 'It has no times that can be read: it does not show.',
        unreadable: ['soon to later'],
      },
    ]);
  });

  it('unknown zone of the calendar: the occurrences show in the zone of the browser', async () => {
    const changed = [exception('2026-05-07T09:00:00Z', { start: '2026-05-07', end: '2026-05-08' })];
    const { events } = await shown([{ master: MASTER, changed, cancelled: [] }], 'Mars/Olympus');
    expect(events.length).toBe(5);
  });

  it('long work: lets timers of the page run in between', async () => {
    const once = {
      ...MASTER,
      recurrence: ['RRULE:FREQ=DAILY;COUNT=1'],
      start: RANGE.start.toISOString(),
      end: RANGE.end.toISOString(),
    };
    const series = Array.from({ length: 10 }, () => ({ master: once, changed: [], cancelled: [] }));
    await shown(series);
    let timerRuns = 0;
    const timer = setInterval(() => (timerRuns += 1));
    const occurrenceOf = (event: CalendarEvent): CalendarEvent => {
      const done = performance.now() + 25;
      while (performance.now() < done) {}
      return event;
    };
    await expandSeries(series, { range: RANGE, timeZone: 'UTC', occurrenceOf });
    clearInterval(timer);
    expect(timerRuns).toBeGreaterThanOrEqual(5);
  });
});
