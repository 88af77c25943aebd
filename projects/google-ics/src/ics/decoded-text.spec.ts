import { calendarOf, imported } from '../testing/ics-import.ts';

/** ä is in Latin-1; the dash, the quotes and the euro sign are in Windows-1252 only. */
const TITLE = 'Mäte – “jeden” Tag, 5 €';
const TEXT = calendarOf(['UID:a', 'DTSTART:20260804T120000', `SUMMARY:${TITLE}`]);

describe('Encodings of iCalendar files', () => {
  const titlesOf = (file: Uint8Array) => {
    const { events, notes } = imported(file);
    return {
      titles: events.map((event) => event.summary),
      notes: notes.map(({ note }) => note),
    };
  };
  const bigEndian = (text: string) => Buffer.from(text, 'utf16le').swap16();
  const windows1252 = (text: string) =>
    Buffer.from(
      text
        .replaceAll('–', '\x96')
        .replaceAll('“', '\x93')
        .replaceAll('”', '\x94')
        .replaceAll('€', '\x80'),
      'latin1',
    );

  it('ics encoding: UTF-8 with or without a byte order mark is read without a note', () => {
    for (const text of [TEXT, `\uFEFF${TEXT}`, `${TEXT}\r\n\uFEFF`]) {
      expect(titlesOf(Buffer.from(text, 'utf8'))).toEqual({ titles: [TITLE], notes: [] });
    }
  });

  it('ics encoding: UTF-16 of both byte orders, with or without a byte order mark, is read and noted', () => {
    for (const bytes of [Buffer.from(`\uFEFF${TEXT}`, 'utf16le'), bigEndian(`\uFEFF${TEXT}`)]) {
      expect(titlesOf(bytes)).toEqual({
        titles: [TITLE],
        notes: ['it was read as UTF-16, as its byte order mark says'],
      });
    }
    for (const bytes of [Buffer.from(TEXT, 'utf16le'), bigEndian(TEXT)]) {
      expect(titlesOf(bytes)).toEqual({
        titles: [TITLE],
        notes: ['it was read as UTF-16, though it has no byte order mark'],
      });
    }
  });

  it('ics encoding: Latin-1 and Windows-1252 are read as Windows-1252, and their line is noted', () => {
    expect(titlesOf(windows1252(TEXT))).toEqual({
      titles: [TITLE],
      notes: ['it is not all UTF-8: line 7 was read as Windows-1252'],
    });
    const all = String.fromCharCode(...Array.from({ length: 32 }, (_, index) => 0x80 + index));
    const text = calendarOf(['UID:a', 'DTSTART:20260804T120000', `SUMMARY:${all}é`]);
    expect(titlesOf(Buffer.from(text, 'latin1')).titles).toEqual([
      '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸé',
    ]);
  });

  it('ics encoding: lines of UTF-8 and of Latin-1 in one file are each read in their own encoding', () => {
    const bytes = Buffer.concat([
      Buffer.from(`${TEXT}\r\n`, 'utf8'),
      windows1252(TEXT.replace('UID:a', 'UID:b')),
    ]);
    expect(titlesOf(bytes).titles).toEqual([TITLE, TITLE]);
    const cut = Buffer.from(TEXT.replace('5 €', '5 €!'), 'utf8');
    cut[cut.indexOf('!')] = 0xc3;
    expect(titlesOf(cut)).toEqual({
      titles: [`${TITLE}Ã`],
      notes: ['it is not all UTF-8: line 7 was read as Windows-1252'],
    });
  });

  it('ics encoding: the CHARSET of a property is used if its bytes are not UTF-8', () => {
    const [head = '', tail = ''] = calendarOf([
      'UID:a',
      'DTSTART:20260804T120000',
      'SUMMARY;CHARSET=KOI8-R:…',
    ]).split('…');
    const bytes = Buffer.concat([
      Buffer.from(head),
      Buffer.from([0xf0, 0xf2, 0xe9, 0xf7, 0xe5, 0xf4]),
      Buffer.from(tail),
    ]);
    expect(titlesOf(bytes)).toEqual({
      titles: ['ПРИВЕТ'],
      notes: ['it is not all UTF-8: line 7 was read as KOI8-R, as CHARSET says'],
    });
    const utf8 = Buffer.from(TEXT.replace('SUMMARY:', 'SUMMARY;CHARSET=ISO-8859-1:'), 'utf8');
    expect(titlesOf(utf8)).toEqual({ titles: [TITLE], notes: [] });
    const unknown = TEXT.replace('SUMMARY:', 'SUMMARY;CHARSET=X-MINE:');
    expect(titlesOf(windows1252(unknown)).titles).toEqual([TITLE]);
  });

  it('ics encoding: a line folded in the middle of a UTF-8 character is joined', () => {
    const bytes = Buffer.from(TEXT, 'utf8');
    for (const fold of ['\r\n ', '\n\t', '\n ']) {
      for (const character of ['ä', '€']) {
        const at = bytes.indexOf(Buffer.from(character)) + 1;
        const folded = Buffer.concat([
          bytes.subarray(0, at),
          Buffer.from(fold),
          bytes.subarray(at),
        ]);
        expect(titlesOf(folded)).toEqual({ titles: [TITLE], notes: [] });
      }
    }
  });

  it('ics encoding: quoted-printable text with soft line breaks is read', () => {
    const lines =
      'SUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:M=C3=A4te =E2=80=93 je=\r\nden Tag';
    const text = calendarOf(['UID:a', 'DTSTART:20260804T120000', lines]);
    expect(titlesOf(Buffer.from(text)).titles).toEqual(['Mäte – jeden Tag']);
    const latin = text
      .replace('UTF-8', 'ISO-8859-1')
      .replace('=C3=A4', '=E4')
      .replace('=E2=80=93', '=96');
    expect(titlesOf(Buffer.from(latin)).titles).toEqual(['Mäte – jeden Tag']);
  });

  it('ics encoding: an empty file has no note on its encoding', () => {
    expect(imported(new Uint8Array()).notes).toEqual([]);
  });
});
