import ICAL from 'ical.js';

import { isZone } from '../../time/zone.ts';
import { zonesKnownToWindows } from './windows-zones.ts';
import { ZoneBook, zoneByName } from './zone-book.ts';

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
    it(`takes “${name}” for ${zone ?? 'no zone'}`, () => {
      expect(zoneByName(name)).toBe(zone);
    });
  }

  it('knows no Windows zone by a name that this host does not know', () => {
    expect(zonesKnownToWindows.filter((zone) => zone !== 'UTC' && !isZone(zone))).toEqual([]);
    expect(zonesKnownToWindows.length).toBeGreaterThan(130);
  });
});

describe('A zone known by its definition', () => {
  const definition = (tzid: string, ...rules: readonly (readonly string[])[]) =>
    ICAL.Component.fromString(
      [
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
      ].join('\r\n'),
    );
  const european = definition(
    'Somewhere',
    ['STANDARD', '+0200', '+0100', '16010101T030000', 'FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10'],
    ['DAYLIGHT', '+0100', '+0200', '16010101T020000', 'FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3'],
  );

  it('is the calendar’s own zone where that runs alike', () => {
    expect(new ZoneBook('Europe/Madrid', [european]).zoneOf('Somewhere', 2026)).toBe(
      'Europe/Madrid',
    );
  });

  it('is else the one that Windows people mean', () => {
    expect(new ZoneBook('Asia/Tokyo', [european]).zoneOf('Somewhere', 2026)).toBe('Europe/Berlin');
  });

  it('is told by its changes, not by its offsets alone', () => {
    const american = definition(
      '7',
      ['STANDARD', '-0700', '-0800', '16010101T020000', 'FREQ=YEARLY;BYDAY=1SU;BYMONTH=11'],
      ['DAYLIGHT', '-0800', '-0700', '16010101T020000', 'FREQ=YEARLY;BYDAY=2SU;BYMONTH=3'],
    );
    expect(new ZoneBook('UTC', [american]).zoneOf('7', 2026)).toBe('America/Los_Angeles');
    const withoutSummer = definition('8', ['STANDARD', '-0700', '-0700', '16010101T000000']);
    expect(new ZoneBook('UTC', [withoutSummer]).zoneOf('8', 2026)).toBe('America/Phoenix');
  });

  it('says what is wrong where there is no definition', () => {
    expect(() => new ZoneBook('UTC', []).zoneOf('Elsewhere', 2026)).toThrowError(
      'unknown time zone “Elsewhere”, and the file has no VTIMEZONE for it',
    );
  });
});
