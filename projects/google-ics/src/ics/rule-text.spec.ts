import { calendarOf, eventNamed, imported } from '../testing/ics-import.ts';

describe('Imported rules that differ from RFC 5545', () => {
  const seedOf = (...lines: readonly string[]) =>
    imported(calendarOf(['UID:s', 'SUMMARY:S', 'DTSTART:20260803T090000', ...lines]));
  const read = (...lines: readonly string[]) => {
    const seed = seedOf(...lines);
    return {
      recurrence: seed.events[0]?.recurrence,
      messages: [
        ...seed.notes.map(({ note }) => note),
        ...seed.refused.map(({ reason }) => reason),
      ],
    };
  };

  it('ics rule: an empty RRULE or EXRULE is left out and noted', () => {
    for (const line of ['RRULE:', 'RRULE: ', 'RRULE:FREQ=DAILY;COUNT=1\r\nEXRULE:']) {
      const seed = seedOf(line);
      expect(eventNamed(seed, 'S').start?.dateTime).toBe('2026-08-03T09:00:00+02:00');
      expect(seed.notes.map(({ note }) => note)).toEqual([
        'its rule (RRULE or EXRULE) is empty and was left out',
      ]);
    }
  });

  it('ics rule: spaces, lower case, empty parts and trailing commas are accepted', () => {
    for (const rule of [
      'FREQ=WEEKLY;BYDAY=MO, TU',
      ' FREQ = WEEKLY ; BYDAY = MO,TU',
      'freq=weekly;byday=mo,tu',
      ';FREQ=WEEKLY;;BYDAY=MO,TU,;',
    ]) {
      expect(read(`RRULE:${rule}`)).toEqual({
        recurrence: ['RRULE:FREQ=WEEKLY;BYDAY=MO,TU'],
        messages: [],
      });
    }
  });

  it('ics rule: a local UNTIL is converted to UTC and noted', () => {
    expect(read('RRULE:FREQ=DAILY;UNTIL=20260810T090000')).toEqual({
      recurrence: ['RRULE:FREQ=DAILY;UNTIL=20260810T070000Z'],
      messages: [
        'UNTIL of its rule is not in UTC, as Google wants it: it was read in Europe/Berlin',
      ],
    });
  });

  it('ics rule: of COUNT and UNTIL the one that ends the series first is kept and noted', () => {
    const both = (count: number) => read(`RRULE:FREQ=DAILY;COUNT=${count};UNTIL=20260807T070000Z`);
    expect(both(3).recurrence).toEqual(['RRULE:FREQ=DAILY;COUNT=3']);
    expect(both(5).recurrence).toEqual(['RRULE:FREQ=DAILY;COUNT=5']);
    expect(both(6).recurrence).toEqual(['RRULE:FREQ=DAILY;UNTIL=20260807T070000Z']);
    expect(both(6).messages).toEqual([
      'its rule has COUNT and UNTIL, of which Google takes one: UNTIL, which ends it first, was kept and COUNT left out',
    ]);
  });

  it('ics rule: FREQ=HOURLY becomes a daily rule with BYHOUR, or only the first date is loaded, and is noted', () => {
    expect(read('RRULE:FREQ=HOURLY;INTERVAL=6;COUNT=5').recurrence).toEqual([
      'RRULE:FREQ=DAILY;COUNT=5;BYHOUR=3,9,15,21',
    ]);
    expect(read('RRULE:FREQ=HOURLY;INTERVAL=48').recurrence).toEqual([
      'RRULE:FREQ=DAILY;INTERVAL=2',
    ]);
    expect(read('RRULE:FREQ=HOURLY;INTERVAL=5')).toEqual({
      recurrence: undefined,
      messages: [
        'its rule repeats every 5 hours, which Google cannot: only its first date was loaded',
      ],
    });
  });

  it('ics rule: invalid numbers are left out and noted, or refused with a reason', () => {
    expect(read('RRULE:FREQ=DAILY;INTERVAL=0;COUNT=-1')).toEqual({
      recurrence: ['RRULE:FREQ=DAILY'],
      messages: [
        'INTERVAL=0 of its rule was left out: it must be 1 or more',
        'COUNT=-1 of its rule was left out: it must be 1 or more',
      ],
    });
    for (const rule of [
      `FREQ=DAILY;INTERVAL=${'9'.repeat(310)}`,
      'FREQ=DAILY;COUNT=many',
      'FREQ=WEEKLY;BYDAY=XX',
      'FREQ=MONTHLY;BYMONTHDAY=0',
      'FREQ=DAILY;UNTIL=20261399',
      'W1 MO #0',
      'RSCALE=CHINESE;FREQ=YEARLY',
    ]) {
      const { messages } = read(`RRULE:${rule}`);
      expect(messages.length).withContext(rule).toBe(1);
      expect(messages[0]).toMatch(/^its rule .{10,200}$/);
    }
  });

  it('ics rule: a rule without occurrences after its start is left out and noted', () => {
    for (const rule of [
      'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
      'FREQ=DAILY;UNTIL=20260701T000000Z',
    ]) {
      expect(read(`RRULE:${rule}`)).toEqual({
        recurrence: undefined,
        messages: [`its rule never happens after its start and was left out (${rule})`],
      });
    }
  });

  it('ics rule: a rule with one occurrence is kept', () => {
    for (const rule of ['FREQ=DAILY;COUNT=1', 'FREQ=DAILY;UNTIL=20260803T070000Z']) {
      expect(read(`RRULE:${rule}`)).toEqual({ recurrence: [`RRULE:${rule}`], messages: [] });
    }
  });

  it('ics rule: RRULE:RRULE:FREQ=DAILY is read', () => {
    const start = ['UID:a', 'DTSTART:20260804T120000', 'SUMMARY:A'];
    for (const line of ['RRULE:RRULE:FREQ=DAILY;COUNT=2', 'RRULE: rrule: freq=daily;count=2']) {
      const seed = imported(calendarOf([...start, line]));
      expect(eventNamed(seed, 'A').recurrence).toEqual(['RRULE:FREQ=DAILY;COUNT=2']);
    }
  });

  it('ics rule: a very high COUNT of starts of every second is replaced by UNTIL', () => {
    const numbers = (count: number) => [...Array(count).keys()].join(',');
    const seconds = `BYHOUR=${numbers(24)};BYMINUTE=${numbers(60)};BYSECOND=${numbers(60)}`;
    const rule = `RRULE:FREQ=DAILY;COUNT=999999999;UNTIL=20270101T000000Z;${seconds}`;
    expect(eventNamed(seedOf(rule), 'S').recurrence).toEqual([
      `RRULE:FREQ=DAILY;UNTIL=20270101T000000Z;${seconds}`,
    ]);
  });
});
