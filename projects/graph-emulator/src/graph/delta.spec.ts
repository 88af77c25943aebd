import {
  eventPath,
  type EventJson,
  type ListJson,
  times,
  useEmulator,
} from '../testing/graph-client.ts';

describe('calendarView/delta', () => {
  const emulator = useEmulator();
  const DELTA = 'me/calendarView/delta?startDateTime=2026-06-01&endDateTime=2026-07-01';
  const lunch = { subject: 'Lunch', ...times('2026-06-11', '12:00', 60) };
  const weekly = {
    subject: 'Choir',
    ...times('2026-06-04', '19:00', 90),
    recurrence: {
      pattern: { type: 'weekly', interval: 1, daysOfWeek: ['thursday'] },
      range: { type: 'noEnd', startDate: '2026-06-04' },
    },
  };
  const types = (rows: readonly EventJson[]) =>
    rows.map((row) => (row['@removed'] ? 'removed' : row.type));

  it('delta: first has the window whole, then only what has changed', async () => {
    const ada = await emulator.as();
    const { id } = await ada.insert(lunch);
    const first = await ada.delta(DELTA);
    expect(first.rows.map((row) => row.id)).toEqual([id]);
    const idle = await ada.delta(first.link);
    expect(idle.rows).toEqual([]);
    await ada.patch(id, { subject: 'Late lunch' });
    const changed = await ada.delta(idle.link);
    expect(changed.rows.map(({ subject }) => subject)).toEqual(['Late lunch']);
  });

  it('delta: occurrences have nothing but their time, and the master comes whole beside them', async () => {
    const ada = await emulator.as();
    const { id } = await ada.insert(weekly);
    const { rows } = await ada.delta(DELTA);
    expect(types(rows)).toEqual([
      'seriesMaster',
      'occurrence',
      'occurrence',
      'occurrence',
      'occurrence',
    ]);
    expect(rows[0]?.subject).toBe('Choir');
    expect(Object.keys(rows[1] ?? {}).sort()).toEqual([
      '@odata.etag',
      '@odata.type',
      'end',
      'id',
      'seriesMasterId',
      'start',
      'type',
    ]);
    expect(rows[1]?.seriesMasterId).toBe(id);
  });

  it('delta: a deleted occurrence is not told; the series comes again without it', async () => {
    const ada = await emulator.as();
    await ada.insert(weekly);
    const { rows, link } = await ada.delta(DELTA);
    await ada.delete(rows[1]?.id ?? '');
    const next = await ada.delta(link);
    expect(types(next.rows)).toEqual(['seriesMaster', 'occurrence', 'occurrence', 'occurrence']);
    expect(next.rows.some((row) => row.id === rows[1]?.id)).toBeFalse();
  });

  it('delta: an exception is whole', async () => {
    const ada = await emulator.as();
    await ada.insert(weekly);
    const { rows, link } = await ada.delta(DELTA);
    await ada.patch(rows[2]?.id ?? '', { subject: 'In church' });
    const next = await ada.delta(link);
    const exception = next.rows.find(({ type }) => type === 'exception');
    expect(exception?.subject).toBe('In church');
    expect(exception?.['body']).toBeDefined();
  });

  it('delta: what is deleted, or leaves the window, is @removed', async () => {
    const ada = await emulator.as();
    const [one, other] = [await ada.insert(lunch), await ada.insert(lunch)];
    const { link } = await ada.delta(DELTA);
    await ada.delete(one.id);
    await ada.patch(other.id, times('2026-09-01', '12:00', 60));
    const { rows } = await ada.delta(link);
    expect(rows.map((row) => [row.id, row['@removed']])).toEqual([
      [one.id, { reason: 'deleted' }],
      [other.id, { reason: 'deleted' }],
    ]);
  });

  it('delta: what is created outside of the window is told as @removed, though nobody knew it', async () => {
    const ada = await emulator.as();
    const { link } = await ada.delta(DELTA);
    await ada.insert({ ...lunch, ...times('2027-01-01', '12:00', 60) });
    expect(types((await ada.delta(link)).rows)).toEqual(['removed']);
  });

  it('delta: pages are as large as Prefer says, and a series is not split', async () => {
    const ada = await emulator.as();
    for (let index = 0; index < 5; index++) {
      await ada.insert(lunch);
    }
    await ada.insert(weekly);
    const headers = { Prefer: 'odata.maxpagesize=2' };
    const first = await ada.call<ListJson>(DELTA, { headers });
    expect(first.body.value).toHaveSize(2);
    expect(first.headers.get('Preference-Applied')).toContain('odata.maxpagesize=2');
    const sizes = [2];
    for (let link = first.body['@odata.nextLink']; link;) {
      const { value, ...links } = await ada.ok<ListJson>(link);
      sizes.push(value.length);
      link = links['@odata.nextLink'];
    }
    expect(sizes).toEqual([2, 2, 1, 5]);
  });

  it('delta: links hold the whole address, $skiptoken or $deltatoken, and not the window', async () => {
    const ada = await emulator.as();
    const { link } = await ada.delta(DELTA);
    expect(link).toMatch(
      new RegExp(`^${emulator.url}/v1.0/me/calendarView/delta\\?\\$deltatoken=`),
    );
    expect(link).not.toContain('startDateTime');
  });

  it('delta: a change while a list is read comes with its deltaLink', async () => {
    const ada = await emulator.as();
    await ada.insert(lunch);
    await ada.insert({ ...lunch, subject: 'Second' });
    const first = await ada.ok<ListJson>(DELTA, { headers: { Prefer: 'odata.maxpagesize=1' } });
    await ada.insert({ ...lunch, subject: 'Meanwhile' });
    const rest = await ada.delta(first['@odata.nextLink'] ?? '');
    expect(rest.rows.map(({ subject }) => subject)).toEqual(['Second']);
    expect((await ada.delta(rest.link)).rows.map(({ subject }) => subject)).toEqual(['Meanwhile']);
  });

  it('delta: a token that was changed is badly formed, and lost cursors answer 410', async () => {
    const ada = await emulator.as();
    const { link } = await ada.delta(DELTA);
    expect(await ada.refusal(`${link}x`)).toBe('400 BadRequest');
    emulator.control.loseCursors();
    expect(await ada.refusal(link)).toBe('410 SyncStateNotFound');
  });

  it('delta: $select, $filter and $expand are refused, and a list without a window is', async () => {
    const ada = await emulator.as();
    for (const option of ['$select=subject', "$filter=subject eq 'a'", '$expand=extensions']) {
      expect(await ada.refusal(`${DELTA}&${option}`)).toBe('400 BadRequest');
    }
    expect(await ada.refusal('me/calendarView/delta')).toBe('400 ErrorInvalidRequest');
    expect(await ada.refusal('me/events/delta')).toBe('400 BadRequest');
  });

  it('delta: works for each calendar of the list', async () => {
    const ada = await emulator.as();
    const { value } = await ada.ok<ListJson>('me/calendars');
    const shared = encodeURIComponent(value[1]?.id ?? '');
    const { rows } = await ada.delta(DELTA.replace('me/', `me/calendars/${shared}/`));
    expect(rows.map(({ subject }) => subject)).toEqual(['Of Ben']);
  });

  it('delta: rows show times as Prefer wants them', async () => {
    const ada = await emulator.as();
    await ada.insert(lunch);
    const { value } = await ada.ok<ListJson>(DELTA, {
      headers: { Prefer: 'outlook.timezone="Tokyo Standard Time"' },
    });
    expect(value[0]?.start).toEqual({
      dateTime: '2026-06-11T21:00:00.0000000',
      timeZone: 'Tokyo Standard Time',
    });
  });

  it('delta: a master that a client asks for and that is gone is not found', async () => {
    const ada = await emulator.as();
    const { id } = await ada.insert(weekly);
    await ada.delete(id);
    expect(await ada.refusal(eventPath(id))).toBe('404 ErrorItemNotFound');
  });
});
