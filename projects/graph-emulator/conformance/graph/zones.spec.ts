import {
  eventPath,
  type EventRow,
  inserted,
  refusalOf,
  startsOf,
  times,
  useGraphClients,
  viewed,
} from './testing/graph-clients.ts';

describe('Graph client: time zones', () => {
  const graph = useGraphClients();

  const daily = (start: string, end: string, zone: string): object => ({
    subject: 'Daily',
    ...times(start, end, zone),
    recurrence: {
      pattern: { type: 'daily', interval: 1 },
      range: { type: 'numbered', startDate: start.slice(0, 10), numberOfOccurrences: 3 },
    },
  });

  it('calendarView: a series over the start of summer time keeps its wall time, so its UTC time moves', async () => {
    const ada = graph.as();
    await inserted(
      ada,
      daily('2026-03-28T09:00:00', '2026-03-28T10:00:00', 'W. Europe Standard Time'),
    );
    const [from, to] = ['2026-03-28T00:00:00Z', '2026-03-31T00:00:00Z'] as const;
    expect(startsOf(await viewed(ada, from, to))).toEqual([
      '2026-03-28T08:00',
      '2026-03-29T07:00',
      '2026-03-30T07:00',
    ]);
    expect(startsOf(await viewed(ada, from, to, 'Europe/Berlin'))).toEqual([
      '2026-03-28T09:00',
      '2026-03-29T09:00',
      '2026-03-30T09:00',
    ]);
  });

  it('calendarView: a series over the end of summer time in New York keeps its wall time', async () => {
    const ada = graph.as();
    await inserted(
      ada,
      daily('2026-10-31T02:30:00', '2026-10-31T03:00:00', 'Eastern Standard Time'),
    );
    const rows = await viewed(ada, '2026-10-31T00:00:00Z', '2026-11-03T00:00:00Z');
    expect(startsOf(rows)).toEqual(['2026-10-31T06:30', '2026-11-01T07:30', '2026-11-02T07:30']);
  });

  // In Sydney summer begins in October: at 2 a.m. of 2026-10-04, which is 16:00 UTC of the day before.
  const overChange = [
    ['W. Europe Standard Time', '2026-03-29T00:00', '2026-03-29T02:00', '01:00', '04:00'],
    ['W. Europe Standard Time', '2026-10-25T00:00', '2026-10-25T02:00', '02:00', '03:00'],
    ['AUS Eastern Standard Time', '2026-10-03T15:30', '2026-10-03T16:30', '01:30', '03:30'],
  ] as const;
  for (const [zone, start, end, seenStart, seenEnd] of overChange) {
    it(`calendarView: in ${zone}, an event over the clock change of ${start.slice(0, 10)} is told from ${seenStart} to ${seenEnd}`, async () => {
      const ada = graph.as();
      await inserted(ada, { subject: 'Night', ...times(start, end) });
      const [row] = await viewed(ada, `${start}:00Z`, `${end}:00Z`, zone);
      expect([row?.start.dateTime.slice(11, 16), row?.end.dateTime.slice(11, 16)]).toEqual([
        seenStart,
        seenEnd,
      ]);
    });
  }

  it('calendarView: the window has its own offset, whatever zone is preferred', async () => {
    const ada = graph.as();
    await inserted(ada, { subject: 'In', ...times('2026-06-10T22:30', '2026-06-10T23:00') });
    await inserted(ada, { subject: 'Out', ...times('2026-06-11T22:30', '2026-06-11T23:00') });
    const rows = await viewed(
      ada,
      '2026-06-11T00:00:00+02:00',
      '2026-06-12T00:00:00+02:00',
      'Tokyo Standard Time',
    );
    expect(rows.map(({ subject }) => subject)).toEqual(['In']);
  });

  it('calendarView: a window without an offset is in UTC, not in the preferred zone', async () => {
    const ada = graph.as();
    await inserted(ada, { subject: 'In', ...times('2026-06-11T22:30', '2026-06-11T23:00') });
    const rows = await viewed(
      ada,
      '2026-06-11T22:00:00',
      '2026-06-11T23:30:00',
      'India Standard Time',
    );
    expect(startsOf(rows)).toEqual(['2026-06-12T04:00']);
  });

  it('events: post answers in the preferred zone, and originalStartTimeZone is that of the body', async () => {
    const event = (await graph
      .as()
      .api('/me/events')
      .header('Prefer', 'outlook.timezone="Pacific Standard Time"')
      .post({
        subject: 'Lunch',
        ...times('2026-06-11T12:00:00', '2026-06-11T13:00:00', 'W. Europe Standard Time'),
      })) as EventRow & { originalStartTimeZone: string };
    expect(event.start).toEqual({
      dateTime: '2026-06-11T03:00:00.0000000',
      timeZone: 'Pacific Standard Time',
    });
    expect(event.originalStartTimeZone).toBe('W. Europe Standard Time');
  });

  it('events: an unknown zone in Prefer or in a body is refused with 400', async () => {
    const ada = graph.as();
    const asked = ada.api('/me/events').header('Prefer', 'outlook.timezone="Mars Standard Time"');
    expect(await refusalOf(asked.get())).toMatch(/^400 /);
    const body = { subject: 'X', ...times('2026-06-11T12:00', '2026-06-11T13:00', 'Mars/Crater') };
    expect(await refusalOf(inserted(ada, body))).toMatch(/^400 /);
  });

  it('all-day: is told from midnight to midnight in each preferred zone', async () => {
    const ada = graph.as();
    const body = times('2026-06-11T00:00:00', '2026-06-13T00:00:00', 'Tokyo Standard Time');
    const event = await inserted(ada, { subject: 'Fair', isAllDay: true, ...body });
    for (const zone of ['UTC', 'Pacific Standard Time', 'Asia/Tokyo']) {
      const seen = (await ada
        .api(eventPath(event))
        .header('Prefer', `outlook.timezone="${zone}"`)
        .get()) as EventRow;
      expect([seen.start.dateTime, seen.end.dateTime])
        .withContext(zone)
        .toEqual(['2026-06-11T00:00:00.0000000', '2026-06-13T00:00:00.0000000']);
    }
  });

  it('all-day: a series in a zone has its days over the clock change', async () => {
    const ada = graph.as();
    await inserted(ada, {
      ...daily('2026-10-24T00:00:00', '2026-10-25T00:00:00', 'W. Europe Standard Time'),
      isAllDay: true,
    });
    const rows = await viewed(ada, '2026-10-20T00:00:00Z', '2026-10-31T00:00:00Z', 'Asia/Kolkata');
    expect(rows.map(({ start, end }) => `${start.dateTime} ${end.dateTime.slice(0, 10)}`)).toEqual([
      '2026-10-24T00:00:00.0000000 2026-10-25',
      '2026-10-25T00:00:00.0000000 2026-10-26',
      '2026-10-26T00:00:00.0000000 2026-10-27',
    ]);
  });

  it('all-day: times that are not at midnight, or in two zones, are refused with 400', async () => {
    const ada = graph.as();
    const noon = { ...times('2026-06-11T12:00', '2026-06-12T12:00'), isAllDay: true };
    expect(await refusalOf(inserted(ada, noon))).toMatch(/^400 /);
    const twoZones = {
      start: { dateTime: '2026-06-11T00:00', timeZone: 'UTC' },
      end: { dateTime: '2026-06-12T00:00', timeZone: 'Tokyo Standard Time' },
      isAllDay: true,
    };
    expect(await refusalOf(inserted(ada, twoZones))).toMatch(/^400 /);
  });
});
