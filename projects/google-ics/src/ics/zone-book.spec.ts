import { isZone } from '../time/zone.ts';
import { componentsOf, type IcsComponent } from './components.ts';
import { WINDOWS_ZONES } from './windows-zones.ts';
import { ZoneBook } from './zone-book.ts';
import { zoneByName } from './zone-name.ts';

describe('zoneByName', () => {
  const names: readonly (readonly [string, string | undefined])[] = [
    ['Europe/Berlin', 'Europe/Berlin'],
    ['"Europe/Berlin"', 'Europe/Berlin'],
    ['America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
    ['/mozilla.org/20050126_1/Europe/Berlin', 'Europe/Berlin'],
    ['/mozilla.org/20071231_1/America/Indiana/Knox', 'America/Indiana/Knox'],
    ['/freeassociation.sourceforge.net/Asia/Kolkata', 'Asia/Kolkata'],
    ['W. Europe Standard Time', 'Europe/Berlin'],
    ['Eastern Daylight Time', 'America/New_York'],
    ['AUS Eastern Standard Time', 'Australia/Sydney'],
    ['(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna', 'Europe/Berlin'],
    ['(GMT+10:00) Canberra, Melbourne, Sydney', 'Australia/Sydney'],
    ['(UTC-05:00) Eastern Time (US & Canada)', 'America/New_York'],
    ['(UTC) Coordinated Universal Time', 'UTC'],
    ['tzone://Microsoft/Utc', 'UTC'],
    ['Etc/UTC', 'UTC'],
    ['GMT', 'UTC'],
    ['tzone://Microsoft/Custom', undefined],
    ['Mars/Olympus_Mons', undefined],
    ['+01:00', undefined],
    ['', undefined],
  ];

  for (const [name, zone] of names) {
    it(`zoneByName: “${name}” is ${zone ?? 'no time zone'}`, () => {
      expect(zoneByName(name)).toBe(zone);
    });
  }

  it('WINDOWS_ZONES: this host knows every IANA zone of the table', () => {
    expect(WINDOWS_ZONES.filter((zone) => zone !== 'UTC' && !isZone(zone))).toEqual([]);
    expect(WINDOWS_ZONES.length).toBeGreaterThan(130);
  });
});

describe('Time zones known by their VTIMEZONE', () => {
  const definition = (tzid: string, ...rules: readonly (readonly string[])[]) =>
    vtimezone([
      'BEGIN:VTIMEZONE',
      `TZID:${tzid}`,
      ...rules.flatMap(([kind = '', from = '', to = '', start = '', rule = '']) => [
        `BEGIN:${kind}`,
        `DTSTART:${start}`,
        `TZOFFSETFROM:${from}`,
        `TZOFFSETTO:${to}`,
        ...(rule === '' ? [] : [`RRULE:${rule}`]),
        `END:${kind}`,
      ]),
      'END:VTIMEZONE',
    ]);
  const european = definition(
    'Somewhere',
    ['STANDARD', '+0200', '+0100', '16010101T030000', 'FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10'],
    ['DAYLIGHT', '+0100', '+0200', '16010101T020000', 'FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3'],
  );

  it('ZoneBook: a VTIMEZONE with the offsets of the calendar’s own zone is that zone', () => {
    expect(zoneOf('Europe/Madrid', [european], 'Somewhere')).toBe('Europe/Madrid');
  });

  it('ZoneBook: another VTIMEZONE is the matching zone that Windows has a name for', () => {
    expect(zoneOf('Asia/Tokyo', [european], 'Somewhere')).toBe('Europe/Berlin');
  });

  it('ZoneBook: a VTIMEZONE is matched by its clock changes and not by its offsets alone', () => {
    const american = definition(
      '7',
      ['STANDARD', '-0700', '-0800', '16010101T020000', 'FREQ=YEARLY;BYDAY=1SU;BYMONTH=11'],
      ['DAYLIGHT', '-0800', '-0700', '16010101T020000', 'FREQ=YEARLY;BYDAY=2SU;BYMONTH=3'],
    );
    expect(zoneOf('UTC', [american], '7')).toBe('America/Los_Angeles');
    const withoutSummer = definition('8', ['STANDARD', '-0700', '-0700', '16010101T000000']);
    expect(zoneOf('UTC', [withoutSummer], '8')).toBe('America/Phoenix');
  });

  it('ZoneBook: an unknown name without a VTIMEZONE is refused with a reason', () => {
    expect(() => zoneOf('UTC', [], 'Elsewhere')).toThrowError(
      'unknown time zone “Elsewhere”, and the file has no VTIMEZONE for it that can be read',
    );
  });
});

const YEAR = 2026;

function vtimezone(lines: readonly string[]): IcsComponent[] {
  const text = ['BEGIN:VCALENDAR', ...lines, 'END:VCALENDAR'].join('\r\n');
  return [...(componentsOf(text).calendars[0]?.components ?? [])];
}

function zoneOf(home: string, definitions: readonly IcsComponent[][], tzid: string): string {
  const book = new ZoneBook([home], definitions.flat(), YEAR);
  return book
    .during({ from: Date.UTC(YEAR, 0, 1), end: Date.UTC(YEAR + 1, 0, 1) })
    .place(Date.UTC(YEAR, 5, 1, 9), tzid).zone;
}
