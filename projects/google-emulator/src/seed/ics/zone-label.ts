import { offsetAt } from '../../time/zone.ts';
import { zoneOfWindowsName, ZONES_KNOWN_TO_WINDOWS } from './windows-zones.ts';

/**
 * The zone of a label that Windows shows people and Outlook on the web writes as TZID, such as
 * `(UTC+01:00) Amsterdam, Berlin, Bern` or `(GMT-05:00) Eastern Time (US & Canada)`: the named city's whose
 * standard time is the one stated.
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
  return [...ZONES_KNOWN_TO_WINDOWS, ...Intl.supportedValuesOf('timeZone')].find(
    (zone) =>
      cities.has(zone.slice(zone.lastIndexOf('/') + 1)) && standardOffsetOf(zone) === offset,
  );
}

/** Whatever the season is there, the smaller of the offsets in January and July. */
function standardOffsetOf(zone: string): number {
  const year = new Date().getUTCFullYear();
  return Math.min(offsetAt(Date.UTC(year, 0, 1), zone), offsetAt(Date.UTC(year, 6, 1), zone));
}
