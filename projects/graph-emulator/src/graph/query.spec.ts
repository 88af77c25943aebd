import { type GraphClient, type ListJson, times, useEmulator } from '../testing/graph-client.ts';

describe('Query options', () => {
  const emulator = useEmulator();
  const VIEW = 'me/calendarView?startDateTime=2026-06-01&endDateTime=2026-07-01';

  async function withEvents(): Promise<GraphClient> {
    const ada = await emulator.as();
    for (const [subject, day] of [
      ['Tea', '2026-06-12'],
      ['Lunch', '2026-06-11'],
      ["Ben's cake", '2026-06-13'],
    ] as const) {
      await ada.insert({
        subject,
        categories: [subject === 'Tea' ? 'Red category' : 'Own'],
        ...times(day, '12:00', 60),
      });
    }
    return ada;
  }

  async function subjects(client: GraphClient, query: string): Promise<(string | null)[]> {
    return (await client.ok<ListJson>(query)).value.map(({ subject }) => subject);
  }

  it('calendarView: is in order of start, and events the newest first', async () => {
    const ada = await withEvents();
    expect(await subjects(ada, VIEW)).toEqual(['Lunch', 'Tea', "Ben's cake"]);
    expect(await subjects(ada, 'me/events')).toHaveSize(3);
  });

  it('$select: answers the named properties, the id and the etag', async () => {
    const ada = await withEvents();
    const { value } = await ada.ok<ListJson>(`${VIEW}&$select=subject,start&$top=1`);
    expect(Object.keys(value[0] ?? {}).sort()).toEqual(['@odata.etag', 'id', 'start', 'subject']);
  });

  it('$select: an unknown property is refused', async () => {
    const ada = await withEvents();
    expect(await ada.refusal(`${VIEW}&$select=title`)).toBe('400 BadRequest');
  });

  it('$top and nextLink: lead through all pages of ten without $top', async () => {
    const ada = await emulator.as();
    for (let index = 0; index < 12; index++) {
      await ada.insert({ subject: String(index), ...times('2026-06-11', '12:00', 60) });
    }
    const first = await ada.ok<ListJson>(VIEW);
    expect(first.value).toHaveSize(10);
    expect(first['@odata.nextLink']).toContain('startDateTime=2026-06-01');
    const second = await ada.ok<ListJson>(first['@odata.nextLink'] ?? '');
    expect([second.value.length, second['@odata.nextLink']]).toEqual([2, undefined]);
  });

  it('$top: 1000 is the most', async () => {
    const ada = await emulator.as();
    expect(await ada.refusal(`${VIEW}&$top=1000`)).toBe('200 not refused');
    expect(await ada.refusal(`${VIEW}&$top=1001`)).toBe('400 BadRequest');
    expect(await ada.refusal(`${VIEW}&$top=0`)).toBe('400 BadRequest');
  });

  const filters: readonly (readonly [string, readonly string[]])[] = [
    ["subject eq 'Tea'", ['Tea']],
    ["startswith(subject,'Ben''s')", ["Ben's cake"]],
    ["contains(subject,'unc')", ['Lunch']],
    ["start/dateTime ge '2026-06-12T00:00:00'", ['Tea', "Ben's cake"]],
    ["start/dateTime ge '2026-06-12T00:00' and end/dateTime le '2026-06-12T13:00'", ['Tea']],
    ["categories/any(c:c eq 'Red category')", ['Tea']],
    ['isAllDay eq false and isCancelled eq false', ['Lunch', 'Tea', "Ben's cake"]],
    ["type eq 'seriesMaster'", []],
  ];
  for (const [filter, expected] of filters) {
    it(`$filter: ${filter}`, async () => {
      const ada = await withEvents();
      expect(await subjects(ada, `${VIEW}&$filter=${encodeURIComponent(filter)}`)).toEqual([
        ...expected,
      ]);
    });
  }

  it('$filter: contains is a 500 as soon as one event has no subject, and always for the body', async () => {
    const ada = await withEvents();
    const inSubject = `${VIEW}&$filter=contains(subject,'e')`;
    expect(await ada.refusal(inSubject)).toBe('200 not refused');
    await ada.insert(times('2026-06-11', '12:00', 60));
    expect(await ada.refusal(inSubject)).toBe('500 ErrorInternalServerError');
    expect(await ada.refusal(`${VIEW}&$filter=contains(body/content,'e')`)).toBe(
      '500 ErrorInternalServerError',
    );
  });

  it('$filter and $search: what is not documented is refused', async () => {
    const ada = await withEvents();
    expect(await ada.refusal(`${VIEW}&$filter=subject matches 'a'`)).toBe('400 BadRequest');
    expect(await ada.refusal(`${VIEW}&$search="tea"`)).toBe('400 BadRequest');
  });

  it('$orderby: sorts both ways', async () => {
    const ada = await withEvents();
    expect(await subjects(ada, `${VIEW}&$orderby=subject`)).toEqual(["Ben's cake", 'Lunch', 'Tea']);
    expect(await subjects(ada, `${VIEW}&$orderby=start/dateTime desc`)).toEqual([
      "Ben's cake",
      'Tea',
      'Lunch',
    ]);
  });

  it('window: has its own offset, else UTC; a plus sign need not be encoded', async () => {
    const ada = await withEvents();
    const inWindow = (from: string, to: string) =>
      subjects(ada, `me/calendarView?startDateTime=${from}&endDateTime=${to}`);
    expect(await inWindow('2026-06-11T12:59:59Z', '2026-06-11T14:00:00Z')).toEqual(['Lunch']);
    expect(await inWindow('2026-06-11T13:00:00Z', '2026-06-11T14:00:00Z')).toEqual([]);
    expect(await inWindow('2026-06-11T14:59:59+02:00', '2026-06-11T16:00:00+02:00')).toEqual([
      'Lunch',
    ]);
    expect(await inWindow('2026-06-11T12:30:00.0000000', '2026-06-11T14:00')).toEqual(['Lunch']);
  });

  it('window: 1825 days are answered, more or none are refused', async () => {
    const ada = await emulator.as();
    const view = (to: string) =>
      ada.refusal(`me/calendarView?startDateTime=2026-01-01&endDateTime=${to}`);
    expect(await view('2030-12-31')).toBe('200 not refused');
    expect(await view('2031-01-01')).toBe('400 ErrorInvalidRequest');
    expect(await view('2025-01-01')).toBe('400 ErrorInvalidRequest');
    expect(await view('tomorrow')).toBe('400 BadRequest');
    expect(await ada.refusal('me/calendarView')).toBe('400 ErrorInvalidRequest');
  });
});
