import { calendarOf, eventNamed, imported } from '../testing/ics-import.ts';
import { ZoneDefinition } from './zone-definition.ts';
import { componentsOf } from './components.ts';

const START = 'DTSTART:20260804T120000';

/**
 * How much longer each part of a file takes if the file has ten times as many: 1 if the work grows with the file, 10 if
 * every part visits all the others.
 */
function growth(read: (parts: number) => void, parts: number): number {
  const perPart = (count: number) => {
    const before = performance.now();
    read(count);
    return (performance.now() - before) / count;
  };
  const best = (count: number) => Math.min(...[count, count, count].map(perPart));
  perPart(parts);
  return best(10 * parts) / best(parts);
}

describe('Hostile iCalendar files', () => {
  it('ics content lines: the time to unfold an attachment grows linearly with its lines', () => {
    const fold = `\r\n ${'QUJD'.repeat(18)}`;
    const read = (lines: number) => {
      const attachment = `ATTACH;ENCODING=BASE64;VALUE=BINARY:${fold.repeat(lines)}`;
      expect(imported(calendarOf(['UID:a', START, attachment])).events.length).toBe(1);
    };
    expect(growth(read, 3_000)).toBeLessThan(5);
  });

  it('ics content lines: the time to join quoted-printable text grows linearly with its lines', () => {
    const read = (lines: number) => {
      const text = `DESCRIPTION;ENCODING=QUOTED-PRINTABLE:${`${'a'.repeat(70)}=\r\n`.repeat(lines)}b`;
      const seed = imported(calendarOf(['UID:a', START, 'SUMMARY:A', text]));
      expect(eventNamed(seed, 'A').description?.length).toBe(70 * lines + 1);
    };
    expect(growth(read, 3_000)).toBeLessThan(5);
  });

  it('ics content lines: a folded name, encoding and BEGIN are known after they are joined', () => {
    const text = calendarOf([
      'UID:a',
      START,
      'SUMMARY;ENCODING=QUO\r\n TED-PRINTABLE:T=\r\n=65a',
      'BEG\r\n IN:VALARM',
      ' TRIGGER:-PT5M',
      'END:VALARM',
    ]);
    const seed = imported(text);
    expect(eventNamed(seed, 'Tea').reminders?.overrides?.length).toBe(1);
  });

  it('ics content lines: lines of many megabytes are read, with and without a colon', () => {
    const long = 'x'.repeat(20_000_000);
    const seed = imported(
      calendarOf([
        'UID:a',
        START,
        'SUMMARY:A',
        long,
        `ATTACH;FILENAME=${long}:https://a.example/b`,
        `ATTACH;FILENAME="${long}":https://a.example/b`,
        `EXDATE;TZID=${long}`,
      ]),
    );
    expect(eventNamed(seed, 'A').attachments?.map(({ title }) => title?.length)).toEqual([
      long.length,
      long.length,
    ]);
  });

  it('ics encoding: a line of many megabytes that is not all UTF-8 is read', () => {
    const [head = '', tail = ''] = calendarOf(['UID:a', START, 'SUMMARY:…']).split('…');
    const line = Buffer.concat([Buffer.from('é'.repeat(8_000_000)), Buffer.from([0xe9])]);
    const file = Buffer.concat([Buffer.from(head), line, Buffer.from(tail)]);
    expect(imported(file).events[0]?.summary?.length).toBe(8_000_001);
  });

  it('ics encoding: the time grows linearly with the lines that are not UTF-8', () => {
    const read = (lines: number) => {
      const file = Buffer.from('COMMENT:é\n'.repeat(lines), 'latin1');
      expect(imported(file).notes[0]?.note).toContain(`${lines} lines`);
    };
    expect(growth(read, 3_000)).toBeLessThan(5);
  });

  it('readIcs: an event with hundreds of thousands of EXDATEs is read', () => {
    const dates = Array.from({ length: 200_000 }, (_, index) => {
      const day = new Date(Date.UTC(2026, 7, 5) + (index % 3_000) * 86_400_000);
      return `${day.toISOString().slice(0, 10).replaceAll('-', '')}T120000`;
    });
    const seed = imported(
      calendarOf([
        'UID:a',
        START,
        'SUMMARY:A',
        'RRULE:FREQ=DAILY;COUNT=2000',
        `EXDATE:${dates.join(',')}`,
      ]),
    );
    expect(eventNamed(seed, 'A').recurrence?.length).toBe(2);
  });

  it('ics components: hundreds of thousands of lines of a calendar, and after an unclosed alarm, are read', () => {
    const many = Array.from({ length: 300_000 }, (_, index) => `X-LINE:${index}`);
    const [calendar] = componentsOf(
      ['BEGIN:VCALENDAR', ...many, 'BEGIN:VEVENT', 'BEGIN:VALARM', START, ...many].join('\n'),
    ).calendars;
    expect(calendar?.properties.length).toBe(300_000);
    expect(calendar?.components[0]?.properties.length).toBe(300_001);
  });

  describe('VTIMEZONE', () => {
    const definitionOf = (observances: readonly (readonly string[])[]) => {
      const text = observances.flatMap((lines) => [
        'BEGIN:STANDARD',
        'TZOFFSETFROM:+0200',
        'TZOFFSETTO:+0100',
        ...lines,
        'END:STANDARD',
      ]);
      return ['BEGIN:VTIMEZONE', 'TZID:Own', ...text, 'END:VTIMEZONE'];
    };
    const changesOf = (observances: readonly (readonly string[])[]) => {
      const [zone] =
        componentsOf(['BEGIN:VCALENDAR', ...definitionOf(observances)].join('\n')).calendars[0]
          ?.components ?? [];
      return zone ? new ZoneDefinition(zone).changesBefore(2026) : [];
    };
    const daily = ['DTSTART:19700101T030000', 'RRULE:FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU'];
    const dates = Array.from(
      { length: 5_000 },
      (_, index) => `RDATE:${new Date(index * 86_400_000).toISOString().slice(0, 10)}T030000`,
    );

    it('VTIMEZONE: has at most a thousand changes, whatever its rules and dates say', () => {
      for (const observance of [daily, ['DTSTART:19700101T030000', ...dates]]) {
        const changes = changesOf(Array.from({ length: 300 }, () => observance));
        expect(changes.length).toBeGreaterThan(100);
        expect(changes.length).toBeLessThanOrEqual(1_000);
      }
    });

    it('VTIMEZONE: of more observances than a zone can have, those that begin last count', () => {
      const yearly = Array.from({ length: 1_000 }, (_, index) => [
        `DTSTART:${String(1026 + index)}1025T030000`,
      ]);
      const changes = changesOf(yearly);
      expect(changes.length).toBe(200);
      expect(new Date(changes.at(-1)?.instant ?? 0).getUTCFullYear()).toBe(2025);
    });

    it('VTIMEZONE: the time to look up offsets does not grow with the square of its changes', () => {
      const read = (observances: number) => {
        const zone = definitionOf(Array.from({ length: observances }, () => daily));
        const text = calendarOf(['UID:a', 'DTSTART;TZID=Own:20260804T120000', 'SUMMARY:A']);
        const seed = imported(text.replace('BEGIN:VEVENT', [...zone, 'BEGIN:VEVENT'].join('\r\n')));
        expect(seed.events.length).toBe(1);
      };
      expect(growth(read, 30)).toBeLessThan(5);
    });
  });

  it('ics details: SEQUENCE and the guests of a guest are whole numbers that Google takes', () => {
    const numbersOf = (written: string) => {
      const seed = imported(
        calendarOf([
          'UID:a',
          START,
          'SUMMARY:A',
          `SEQUENCE:${written}`,
          `ATTENDEE;X-NUM-GUESTS=${written}:mailto:bo@example.com`,
        ]),
      );
      const { sequence, attendees } = eventNamed(seed, 'A');
      return [sequence, attendees?.[0]?.additionalGuests ?? 0];
    };
    for (const [written, number] of [
      ['3', 3],
      ['1.6', 2],
      ['-4', 0],
      ['1e99', 2_147_483_647],
      ['Infinity', 2_147_483_647],
      ['many', 0],
    ] as const) {
      expect(numbersOf(written)).withContext(written).toEqual([number, number]);
    }
  });

  it('ics import: reasons and notes quote no more than the beginning of a long text', () => {
    const long = 'X'.repeat(100_000);
    const days = Array.from({ length: 9_000 }, () => 'MO').join(',');
    const seed = imported(
      calendarOf(
        ...[
          `RRULE:${long}`,
          `RRULE:FREQ=${long}`,
          `RRULE:FREQ=DAILY;RSCALE=${long}`,
          `RRULE:FREQ=DAILY;SKIP=${long}`,
          `RRULE:FREQ=DAILY;${long}=1`,
          `RRULE:FREQ=WEEKLY;BYDAY=${days};UNTIL=20200101T000000Z`,
          `RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;BYDAY=${days}`,
          `DURATION:${long}`,
          `RECURRENCE-ID;RANGE=${long}:20260804T120000`,
          `END:${long}`,
        ].map((line, index) => [`UID:${index}`, START, `SUMMARY:${index}`, line]),
      ),
    );
    const texts = [
      ...seed.refused.map(({ reason }) => reason),
      ...seed.notes.map(({ note }) => note),
    ];
    expect(texts.length).toBeGreaterThanOrEqual(9);
    expect(Math.max(...texts.map(({ length }) => length))).toBeLessThan(300);
  });
});
