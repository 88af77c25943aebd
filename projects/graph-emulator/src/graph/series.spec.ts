import {
  eventPath,
  type EventJson,
  type GraphClient,
  type ListJson,
  times,
  useEmulator,
} from '../testing/graph-client.ts';

describe('Series', () => {
  const emulator = useEmulator();
  const [FROM, TO] = ['2026-06-01T00:00:00Z', '2026-07-01T00:00:00Z'];
  const weekly = {
    subject: 'Choir',
    ...times('2026-06-04', '19:00', 90, 'W. Europe Standard Time'),
    recurrence: {
      pattern: { type: 'weekly', interval: 1, daysOfWeek: ['thursday'] },
      range: { type: 'noEnd', startDate: '2026-06-04' },
    },
  };

  async function occurrences(client: GraphClient): Promise<readonly EventJson[]> {
    return client.view(FROM, TO);
  }

  it('series: calendarView has its occurrences, and events has its master', async () => {
    const ada = await emulator.as();
    const master = await ada.insert(weekly);
    expect(master.type).toBe('seriesMaster');
    const rows = await occurrences(ada);
    expect(rows.map(({ type, start }) => `${type} ${start.dateTime.slice(0, 16)}`)).toEqual([
      'occurrence 2026-06-04T17:00',
      'occurrence 2026-06-11T17:00',
      'occurrence 2026-06-18T17:00',
      'occurrence 2026-06-25T17:00',
    ]);
    expect(rows.every(({ seriesMasterId }) => seriesMasterId === master.id)).toBeTrue();
    const { value } = await ada.ok<ListJson>('me/events');
    expect(value.map(({ type }) => type)).toEqual(['seriesMaster']);
  });

  it('series: keeps its wall time across a clock change', async () => {
    const ada = await emulator.as();
    await ada.insert(weekly);
    const rows = await ada.view('2026-10-20T00:00:00Z', '2026-11-01T00:00:00Z');
    expect(rows.map(({ start }) => start.dateTime.slice(0, 16))).toEqual([
      '2026-10-22T17:00',
      '2026-10-29T18:00',
    ]);
  });

  it('series: the rule is answered with all its fields', async () => {
    const ada = await emulator.as();
    expect((await ada.insert(weekly))['recurrence']).toEqual({
      pattern: {
        type: 'weekly',
        interval: 1,
        month: 0,
        dayOfMonth: 0,
        daysOfWeek: ['thursday'],
        firstDayOfWeek: 'sunday',
        index: 'first',
      },
      range: {
        type: 'noEnd',
        startDate: '2026-06-04',
        endDate: '0001-01-01',
        recurrenceTimeZone: 'W. Europe Standard Time',
        numberOfOccurrences: 0,
      },
    });
  });

  it('series: begins on the first day of its rule', async () => {
    const ada = await emulator.as();
    const { pattern } = weekly.recurrence;
    const { start } = await ada.insert({
      ...weekly,
      ...times('2026-06-02', '19:00', 90),
      recurrence: { pattern, range: { type: 'noEnd', startDate: '2026-06-02' } },
    });
    expect(start.dateTime).toBe('2026-06-04T19:00:00.0000000');
  });

  it('series: a startDate of another day, another zone, or a rule without days is refused', async () => {
    const ada = await emulator.as();
    const { pattern, range } = weekly.recurrence;
    const post = (recurrence: object) =>
      ada.refusal('me/events', { method: 'POST', body: { ...weekly, recurrence } });
    const refusal = '400 ErrorPropertyValidationFailure';
    expect(await post({ pattern, range: { ...range, startDate: '2026-06-05' } })).toBe(refusal);
    expect(
      await post({ pattern, range: { ...range, recurrenceTimeZone: 'Tokyo Standard Time' } }),
    ).toBe(refusal);
    expect(await post({ pattern: { type: 'weekly', interval: 1 }, range })).toBe(refusal);
  });

  it('series: a new zone of the master without its rule is refused', async () => {
    const ada = await emulator.as();
    const { id } = await ada.insert(weekly);
    const body = times('2026-06-04', '19:00', 90, 'Tokyo Standard Time');
    expect(await ada.refusal(eventPath(id), { method: 'PATCH', body })).toBe(
      '400 ErrorPropertyValidationFailure',
    );
  });

  it('occurrence: a change makes it an exception, with the start that the rule has', async () => {
    const ada = await emulator.as();
    await ada.insert(weekly);
    const second = (await occurrences(ada))[1];
    const changed = await ada.patch(second?.id ?? '', {
      subject: 'Choir, in church',
      ...times('2026-06-12', '20:00', 60, 'W. Europe Standard Time'),
    });
    expect([changed.type, changed['originalStart']]).toEqual(['exception', '2026-06-11T17:00:00Z']);
    expect(changed.id).toBe(second?.id ?? '');
    expect(
      (await occurrences(ada)).map(({ subject, start }) => [subject, start.dateTime.slice(0, 16)]),
    ).toEqual([
      ['Choir', '2026-06-04T17:00'],
      ['Choir, in church', '2026-06-12T18:00'],
      ['Choir', '2026-06-18T17:00'],
      ['Choir', '2026-06-25T17:00'],
    ]);
  });

  it('occurrence: may not pass its neighbours', async () => {
    const ada = await emulator.as();
    await ada.insert(weekly);
    const second = (await occurrences(ada))[1];
    const body = times('2026-06-19', '19:00', 90);
    expect(await ada.refusal(eventPath(second?.id ?? ''), { method: 'PATCH', body })).toBe(
      '400 ErrorOccurrenceCrossingBoundary',
    );
  });

  it('occurrence: is deleted by its id, and told among cancelledOccurrences of the master', async () => {
    const ada = await emulator.as();
    const { id } = await ada.insert(weekly);
    const [first] = await occurrences(ada);
    await ada.delete(first?.id ?? '');
    expect(await occurrences(ada)).toHaveSize(3);
    expect(await ada.refusal(eventPath(first?.id ?? ''))).toBe('404 ErrorItemNotFound');
    const master = await ada.get(id, '?$select=subject,cancelledOccurrences');
    expect(master['cancelledOccurrences']).toEqual([`OID.${id}.2026-06-04`]);
    expect((await ada.get(id))['cancelledOccurrences']).toBeUndefined();
  });

  it('master: $expand=exceptionOccurrences has the exceptions', async () => {
    const ada = await emulator.as();
    const { id } = await ada.insert(weekly);
    const [first] = await occurrences(ada);
    await ada.patch(first?.id ?? '', { subject: 'Changed' });
    const master = await ada.get(id, '?$expand=exceptionOccurrences');
    expect((master['exceptionOccurrences'] as EventJson[]).map(({ subject }) => subject)).toEqual([
      'Changed',
    ]);
  });

  it('master: a new subject reaches exceptions that did not change theirs', async () => {
    const ada = await emulator.as();
    const { id } = await ada.insert(weekly);
    const [first, second] = await occurrences(ada);
    await ada.patch(first?.id ?? '', { subject: 'Own' });
    await ada.patch(second?.id ?? '', { importance: 'high' });
    await ada.patch(id, { subject: 'Renamed' });
    expect((await occurrences(ada)).map(({ subject }) => subject)).toEqual([
      'Own',
      'Renamed',
      'Renamed',
      'Renamed',
    ]);
  });

  it('master: another time gives up the exceptions', async () => {
    const ada = await emulator.as();
    const { id } = await ada.insert(weekly);
    const [first] = await occurrences(ada);
    await ada.patch(first?.id ?? '', { subject: 'Own' });
    await ada.patch(id, times('2026-06-04', '18:00', 90, 'W. Europe Standard Time'));
    expect(
      (await occurrences(ada)).map(
        ({ subject, start }) => `${subject ?? ''} ${start.dateTime.slice(11, 16)}`,
      ),
    ).toEqual(Array.from({ length: 4 }, () => 'Choir 16:00'));
  });

  it('instances: lists one series within a window; of a single event it is refused', async () => {
    const ada = await emulator.as();
    const { id } = await ada.insert(weekly);
    const single = await ada.insert({ subject: 'Single', ...times('2026-06-10', '10:00', 30) });
    const query = `?startDateTime=${FROM}&endDateTime=${TO}`;
    const { value } = await ada.ok<ListJson>(`${eventPath(id)}/instances${query}`);
    expect(value.map(({ subject }) => subject)).toEqual(['Choir', 'Choir', 'Choir', 'Choir']);
    expect(await ada.refusal(`${eventPath(single.id)}/instances${query}`)).toBe('400 BadRequest');
  });

  it('series: with recurrence null it is a single event', async () => {
    const ada = await emulator.as();
    const { id } = await ada.insert(weekly);
    expect((await ada.patch(id, { recurrence: null })).type).toBe('singleInstance');
    expect(await occurrences(ada)).toHaveSize(1);
  });

  it('etags: an exception has its own, and with the fault all of a series have that of its latest change', async () => {
    const ada = await emulator.as();
    const { id, '@odata.etag': before } = await ada.insert(weekly);
    const [first] = await occurrences(ada);
    await ada.patch(first?.id ?? '', { subject: 'Own' });
    expect((await ada.get(id))['@odata.etag']).toBe(before);
    emulator.control.addFault({ name: 'etag-per-series' });
    const rows = await occurrences(ada);
    expect(new Set(rows.map((row) => row['@odata.etag'])).size).toBe(1);
    expect(rows[0]?.['@odata.etag']).toBe((await ada.get(id))['@odata.etag']);
    expect(rows[0]?.['@odata.etag']).not.toBe(before);
  });
});
