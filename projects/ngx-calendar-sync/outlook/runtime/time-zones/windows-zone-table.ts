import { WINDOWS_ZONES } from './windows-zones.generated';

/** The time zones of Windows and their zones of the IANA database, by either name. */
export interface WindowsZoneTable {
  /** By the name of Windows in lower case; the zone that stands for all others comes first. */
  readonly zonesByWindowsName: ReadonlyMap<string, readonly string[]>;
  readonly windowsNames: ReadonlyMap<string, string>;
}

/** Reads the generated text, in which a line that begins with a space continues the one before. */
export function readWindowsZoneTable(): WindowsZoneTable {
  const lines = WINDOWS_ZONES.trim().replaceAll('\n ', ' ').split('\n');
  const entries = lines.map((line) => {
    const [name = '', zones = ''] = line.replace('~', ' Standard Time').split('=');
    return { name, zones: zones.split(' ') };
  });
  return {
    zonesByWindowsName: new Map(entries.map(({ name, zones }) => [name.toLowerCase(), zones])),
    windowsNames: new Map(
      entries.flatMap(({ name, zones }) => zones.map((zone) => [zone, name] as const)),
    ),
  };
}
