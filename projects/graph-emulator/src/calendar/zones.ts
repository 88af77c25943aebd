import { isZone, WINDOWS_ZONE_NAMES, zoneOfWindowsName } from 'google-calendar-ics/internal';

const UTC_NAMES: ReadonlySet<string> = new Set(['UTC', 'GMT', 'TZONE://MICROSOFT/UTC']);

const WINDOWS_NAME_BY_ZONE: ReadonlyMap<string, string> = new Map(
  [...WINDOWS_ZONE_NAMES].reverse().map((name) => [zoneOfWindowsName(name) ?? name, name]),
);

/** The IANA zone of a name that Graph accepts: a Windows name or an IANA name. Undefined for any other. */
export function zoneOf(name: string): string | undefined {
  if (UTC_NAMES.has(name.toUpperCase())) {
    return 'UTC';
  }
  const isWindowsName = WINDOWS_ZONE_NAMES.some(
    (each) => each.toLowerCase() === name.toLowerCase(),
  );
  if (isWindowsName) {
    return zoneOfWindowsName(name);
  }
  return /^[A-Za-z_]+\/[\w+\-/]+$/.test(name) && isZone(name) ? name : undefined;
}

/** The Windows name of an IANA zone; the IANA name itself where Windows has none for it. */
export function windowsNameOf(zone: string): string {
  return WINDOWS_NAME_BY_ZONE.get(zone) ?? zone;
}
