import { calendarOf, eventNamed, imported } from '../testing/ics-import.ts';

describe('Ids of imported events', () => {
  const tea = ['DTSTART:20260504T090000', 'DTEND:20260504T100000', 'SUMMARY:Tea'];
  const idsOf = (...events: readonly (readonly string[])[]) =>
    new Map(imported(calendarOf(...events)).events.map(({ summary, id }) => [summary, id]));
  const written = (day: string, sequence: number) => [
    `DTSTAMP:202601${day}T000000Z`,
    `LAST-MODIFIED:202601${day}T000000Z`,
    `CREATED:202601${day}T000000Z`,
    `SEQUENCE:${sequence}`,
  ];

  it('ics ids: an event without a UID keeps its id in a later export', () => {
    const id = idsOf([...tea, ...written('01', 0), 'DESCRIPTION:Black']).get('Tea');
    expect(id).toBeDefined();
    expect(idsOf([...written('09', 3), ...tea]).get('Tea')).toBe(id);
    for (const other of [
      ['DTSTART:20260504T093000', ...tea.slice(1)],
      [...tea.slice(0, 1), 'DTEND:20260504T110000', ...tea.slice(2)],
      [...tea.slice(0, 2), 'SUMMARY:Cake'],
      [...tea, 'RRULE:FREQ=DAILY;COUNT=2'],
    ]) {
      expect([...idsOf(other).values()])
        .withContext(other.join())
        .not.toContain(id ?? '');
    }
  });

  it('ics ids: events without a UID that differ in their texts alone are all loaded', () => {
    const seed = imported(
      calendarOf([...tea, 'LOCATION:Here'], [...tea, 'LOCATION:There'], [...tea, 'LOCATION:Here']),
    );
    expect(seed.events.map(({ location }) => location).sort()).toEqual(['Here', 'There']);
    expect(new Set(seed.events.map(({ id }) => id)).size).toBe(2);
    expect(seed.refused.map(({ reason }) => reason)).toEqual([
      'the file has exactly the same event before',
    ]);
  });

  it('ics ids: an occurrence without its series keeps its id when it is moved and renamed', () => {
    const lone = (...lines: readonly string[]) =>
      imported(calendarOf(['UID:s', 'RECURRENCE-ID:20260504T090000', ...lines])).events[0]?.id;
    const id = lone('DTSTART:20260504T090000', 'SUMMARY:Tea', ...written('01', 0));
    expect(id).toBeDefined();
    expect(lone('DTSTART:20260505T100000', 'SUMMARY:Cake', ...written('09', 3))).toBe(id);
    const others = imported(
      calendarOf(
        ['UID:s', 'RECURRENCE-ID:20260511T090000', 'SUMMARY:Another date'],
        ['UID:t', 'RECURRENCE-ID:20260504T090000', 'SUMMARY:Another series'],
        ['UID:s', 'DTSTART:20260504T090000', 'SUMMARY:Its start'],
      ),
    ).events.map((event) => event.id);
    expect(others.length).toBe(3);
    expect(others).not.toContain(id ?? '');
  });

  it('ics ids: of two changes of an occurrence without its series one is refused', () => {
    const change = (title: string) => [
      'UID:s',
      'RECURRENCE-ID:20260504T090000',
      `SUMMARY:${title}`,
    ];
    const seed = imported(calendarOf(change('Tea'), change('Cake')));
    expect(seed.events.map(({ summary }) => summary)).toEqual(['Tea']);
    expect(seed.refused.map(({ reason }) => reason)).toEqual([
      'the file has another change of the same occurrence before',
    ]);
  });

  it('ics ids: events that share a UID have the same ids in every order', () => {
    const events = [
      ['UID:1', 'DTSTART:20260504T090000', 'SUMMARY:Monday'],
      ['UID:1', 'DTSTART:20260505T090000', 'SUMMARY:Tuesday'],
      ['UID:1', 'DTSTART:20260504T090000', 'SUMMARY:Monday, the other one'],
      ['UID:1', 'DTSTART:20260506T090000', 'SUMMARY:Wednesday'],
    ];
    const ids = idsOf(...events);
    expect(new Set(ids.values()).size).toBe(4);
    expect(idsOf(['UID:1', 'DTSTART:20260504T090000', 'SUMMARY:Alone']).get('Alone')).toBe(
      ids.get('Monday'),
    );
    for (const order of [
      [3, 2, 1, 0],
      [1, 3, 0, 2],
      [2, 0, 3, 1],
    ]) {
      const shuffled = idsOf(...order.map((index) => events[index] ?? []));
      expect([...shuffled].sort()).toEqual([...ids].sort());
    }
  });

  it('ics ids: an event that shares its UID keeps its id when its texts change', () => {
    const monday = ['UID:1', 'DTSTART:20260504T090000', 'SUMMARY:Monday'];
    const tuesday = (...lines: readonly string[]) =>
      idsOf(monday, ['UID:1', 'DTSTART:20260505T090000', 'SUMMARY:Tuesday', ...lines]).get(
        'Tuesday',
      );
    expect(tuesday('LOCATION:There', ...written('09', 0))).toBe(tuesday('LOCATION:Here'));
  });

  it('ics UID: its escapes are removed, also where an exception names it', () => {
    const seed = imported(
      calendarOf(
        ['UID:a\\,b@x', 'DTSTART:20260504T090000', 'RRULE:FREQ=DAILY;COUNT=3', 'SUMMARY:Tea'],
        ['UID:a,b@x', 'RECURRENCE-ID:20260505T090000', 'SUMMARY:Late tea'],
      ),
    );
    expect(eventNamed(seed, 'Tea').iCalUID).toBe('a,b@x');
    expect(eventNamed(seed, 'Late tea').recurringEventId).toBe(eventNamed(seed, 'Tea').id);
  });

  for (const [sequence, exdate] of [
    [0, 'EXDATE:20260505T090000'],
    [2, 'EXDATE:20260505T090000'],
    [0, 'EXDATE;VALUE=DATE:20260505'],
  ] as const) {
    it(`ics exceptions: a cancelled one of an excluded date is dropped (${exdate}, SEQUENCE ${sequence})`, () => {
      const seed = imported(
        calendarOf(
          [
            'UID:s',
            `SEQUENCE:${sequence}`,
            'DTSTART:20260504T090000',
            'RRULE:FREQ=DAILY;COUNT=3',
            exdate,
            'SUMMARY:Tea',
          ],
          ['UID:s', 'RECURRENCE-ID:20260505T090000', 'STATUS:CANCELLED', 'SUMMARY:No tea'],
        ),
      );
      expect(seed.events.map(({ summary }) => summary)).toEqual(['Tea']);
      expect(seed.events[0]?.recurrence).toContain('EXDATE;TZID=Europe/Berlin:20260505T090000');
      expect([...seed.refused, ...seed.notes]).toEqual([]);
    });
  }
});
