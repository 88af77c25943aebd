import { calendarOf, eventNamed, imported } from '../testing/ics-import.ts';

describe('A rule that is not quite that of RFC 5545', () => {
  const seedOf = (...lines: readonly string[]) =>
    imported(calendarOf(['UID:s', 'SUMMARY:S', 'DTSTART:20260803T090000', ...lines]));
  const read = (...lines: readonly string[]) => {
    const seed = seedOf(...lines);
    return {
      recurrence: seed.calendar.events[0]?.recurrence,
      told: [...seed.notes.map(({ note }) => note), ...seed.refused.map(({ reason }) => reason)],
    };
  };

  it('an empty RRULE is left out and named, and the event loaded', () => {
    for (const line of ['RRULE:', 'RRULE: ', 'RRULE:FREQ=DAILY;COUNT=1\r\nEXRULE:']) {
      const seed = seedOf(line);
      expect(eventNamed(seed, 'S').start?.dateTime).toBe('2026-08-03T09:00:00+02:00');
      expect(seed.notes.map(({ note }) => note)).toEqual([
        'its rule (RRULE or EXRULE) is empty and was left out',
      ]);
    }
  });

  it('blanks, lower case, empty parts and lists that end in a comma are read', () => {
    for (const rule of [
      'FREQ=WEEKLY;BYDAY=MO, TU',
      ' FREQ = WEEKLY ; BYDAY = MO,TU',
      'freq=weekly;byday=mo,tu',
      ';FREQ=WEEKLY;;BYDAY=MO,TU,;',
    ]) {
      expect(read(`RRULE:${rule}`)).toEqual({
        recurrence: ['RRULE:FREQ=WEEKLY;BYDAY=MO,TU'],
        told: [],
      });
    }
  });

  it('a local UNTIL is written in UTC and said', () => {
    expect(read('RRULE:FREQ=DAILY;UNTIL=20260810T090000')).toEqual({
      recurrence: ['RRULE:FREQ=DAILY;UNTIL=20260810T070000Z'],
      told: ['UNTIL of its rule is not in UTC, as Google wants it: it was read in Europe/Berlin'],
    });
  });

  it('of COUNT and UNTIL the one is kept that ends the series first, and said', () => {
    const both = (count: number) => read(`RRULE:FREQ=DAILY;COUNT=${count};UNTIL=20260807T070000Z`);
    expect(both(3).recurrence).toEqual(['RRULE:FREQ=DAILY;COUNT=3']);
    expect(both(5).recurrence).toEqual(['RRULE:FREQ=DAILY;COUNT=5']);
    expect(both(6).recurrence).toEqual(['RRULE:FREQ=DAILY;UNTIL=20260807T070000Z']);
    expect(both(6).told).toEqual([
      'its rule has COUNT and UNTIL, of which Google takes one: UNTIL, which ends it first, was kept and COUNT left out',
    ]);
  });

  it('a rule by the hour becomes times of every day, or its first date alone, and is said', () => {
    expect(read('RRULE:FREQ=HOURLY;INTERVAL=6;COUNT=5').recurrence).toEqual([
      'RRULE:FREQ=DAILY;COUNT=5;BYHOUR=3,9,15,21',
    ]);
    expect(read('RRULE:FREQ=HOURLY;INTERVAL=48').recurrence).toEqual([
      'RRULE:FREQ=DAILY;INTERVAL=2',
    ]);
    expect(read('RRULE:FREQ=HOURLY;INTERVAL=5')).toEqual({
      recurrence: undefined,
      told: ['its rule repeats every 5 hours, which Google cannot: only its first date was loaded'],
    });
  });

  it('numbers that make no sense are left out or refused in words', () => {
    expect(read('RRULE:FREQ=DAILY;INTERVAL=0;COUNT=-1')).toEqual({
      recurrence: ['RRULE:FREQ=DAILY'],
      told: [
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
      const { told } = read(`RRULE:${rule}`);
      expect(told.length).withContext(rule).toBe(1);
      expect(told[0]).toMatch(/^its rule .{10,200}$/);
    }
  });

  it('a rule that never happens, or ends before it begins, leaves its start alone and is said', () => {
    for (const rule of [
      'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
      'FREQ=DAILY;UNTIL=20260701T000000Z',
    ]) {
      expect(read(`RRULE:${rule}`)).toEqual({
        recurrence: undefined,
        told: [`its rule never happens after its start and was left out (${rule})`],
      });
    }
  });

  it('a rule that happens once stays a rule', () => {
    for (const rule of ['FREQ=DAILY;COUNT=1', 'FREQ=DAILY;UNTIL=20260803T070000Z']) {
      expect(read(`RRULE:${rule}`)).toEqual({ recurrence: [`RRULE:${rule}`], told: [] });
    }
  });

  it('a whole line where its value belongs (RRULE:RRULE:FREQ=DAILY) is read', () => {
    const start = ['UID:a', 'DTSTART:20260804T120000', 'SUMMARY:A'];
    for (const line of ['RRULE:RRULE:FREQ=DAILY;COUNT=2', 'RRULE: rrule: freq=daily;count=2']) {
      const seed = imported(calendarOf([...start, line]));
      expect(eventNamed(seed, 'A').recurrence).toEqual(['RRULE:FREQ=DAILY;COUNT=2']);
    }
  });

  it('of a count that nobody could count to and UNTIL the one is kept that ends the series first', () => {
    const numbers = (count: number) => [...Array(count).keys()].join(',');
    const seconds = `BYHOUR=${numbers(24)};BYMINUTE=${numbers(60)};BYSECOND=${numbers(60)}`;
    const rule = `RRULE:FREQ=DAILY;COUNT=999999999;UNTIL=20270101T000000Z;${seconds}`;
    expect(eventNamed(seedOf(rule), 'S').recurrence).toEqual([
      `RRULE:FREQ=DAILY;UNTIL=20270101T000000Z;${seconds}`,
    ]);
  });
});
