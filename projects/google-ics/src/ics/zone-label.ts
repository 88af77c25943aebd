import { offsetAt } from '../time/zone.ts';
import { zoneOfWindowsName, WINDOWS_ZONES } from './windows-zones.ts';

/**
 * The zone of a label that Windows shows to users and that Outlook on the web writes as TZID, such as
 * `(UTC+01:00) Amsterdam, Berlin, Bern` or `(GMT-05:00) Eastern Time (US & Canada)`. It is the zone of one of the cities
 * whose standard offset is the one in the label.
 */
export function zoneOfLabel(label: string): string | undefined {
  const timeOnly = /^(.+) Time(?: \(US (?:&|&amp;|and) Canada\))?$/i.exec(label)?.[1];
  if (timeOnly !== undefined && !label.startsWith('(')) {
    return zoneOfWindowsName(`${timeOnly} Standard Time`);
  }
  const [, sign, hours, minutes, names = ''] =
    /^\((?:GMT|UTC)\s*(?:([+-])(\d\d?)[:.](\d\d))?\)\s*(.*)$/.exec(label) ?? [];
  if (names === '') {
    return undefined;
  }
  if (names === 'Coordinated Universal Time') {
    return 'UTC';
  }
  const american = /^(.+) Time \(US (?:&|&amp;|and) Canada\)$/i.exec(names)?.[1];
  if (american !== undefined) {
    return zoneOfWindowsName(`${american} Standard Time`);
  }
  const size = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
  const offset = sign === '-' ? -size : size;
  const cities = new Set(names.split(', ').map((name) => name.replaceAll(' ', '_')));
  return [...WINDOWS_ZONES, ...Intl.supportedValuesOf('timeZone')].find(
    (zone) =>
      cities.has(zone.slice(zone.lastIndexOf('/') + 1)) && standardOffsetOf(zone) === offset,
  );
}

/** The smaller of the offsets in January and July, which is that of winter in both hemispheres. */
function standardOffsetOf(zone: string): number {
  const year = new Date().getUTCFullYear();
  return Math.min(offsetAt(Date.UTC(year, 0, 1), zone), offsetAt(Date.UTC(year, 6, 1), zone));
}
