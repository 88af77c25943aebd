import type ICAL from 'ical.js';

import { isZone } from '../../time/zone.ts';
import { Refusal } from './refusal.ts';
import { zoneOfWindowsName } from './windows-zones.ts';
import { zoneByDefinition } from './zone-definition.ts';
import { zoneOfLabel } from './zone-label.ts';

/** The zones of one VCALENDAR: what its TZIDs are called by IANA. */
export class ZoneBook {
  readonly #definitions = new Map<string, ICAL.Component>();
  readonly #known = new Map<string, string | undefined>();

  /** @param calendarZone Where the calendar is at home: floating times are read in it. */
  constructor(
    readonly calendarZone: string,
    definitions: readonly ICAL.Component[],
  ) {
    for (const definition of definitions) {
      const tzid = definition.getFirstPropertyValue('tzid');
      if (typeof tzid === 'string') {
        this.#definitions.set(plain(tzid), definition);
      }
    }
  }

  /**
   * @param year When the zone is asked for; a zone that is known only by its definition is looked up in that year.
   * @throws Refusal for a zone that neither its name nor its definition tells.
   */
  zoneOf(tzid: string, year: number): string {
    const name = plain(tzid);
    if (!this.#known.has(name)) {
      this.#known.set(name, this.#find(name, year));
    }
    const zone = this.#known.get(name);
    if (zone !== undefined) {
      return zone;
    }
    throw new Refusal(
      this.#definitions.has(name)
        ? `unknown time zone “${name}”, and its VTIMEZONE runs like no zone of the IANA database`
        : `unknown time zone “${name}”, and the file has no VTIMEZONE for it`,
    );
  }

  #find(name: string, year: number): string | undefined {
    const definition = this.#definitions.get(name);
    const location = definition?.getFirstPropertyValue('x-lic-location');
    return (
      zoneByName(name) ??
      (typeof location === 'string' ? zoneByName(location) : undefined) ??
      (definition && zoneByDefinition(definition, year, [this.calendarZone]))
    );
  }
}

/** The IANA zone that a name means, whoever wrote it. */
export function zoneByName(name: string): string | undefined {
  const trimmed = plain(name);
  if (/^(z|utc|gmt|etc\/utc|tzone:\/\/microsoft\/utc)$/i.test(trimmed)) {
    return 'UTC';
  }
  const windows = zoneOfWindowsName(trimmed) ?? zoneOfLabel(trimmed);
  if (windows !== undefined) {
    return windows;
  }
  // `/mozilla.org/20050126_1/Europe/Berlin`, `/freeassociation.sourceforge.net/America/Indiana/Knox`
  const parts = trimmed.split('/').filter((part) => part !== '');
  const candidates = [parts, parts.slice(-3), parts.slice(-2)].map((each) => each.join('/'));
  return candidates.find((candidate) => isIanaName(candidate));
}

/** Names such as `EST` or `+01` are in no use as zones of a calendar, though Intl takes some of them. */
function isIanaName(name: string): boolean {
  return name.includes('/') && isZone(name);
}

/** Exchange quotes names that need no quotes, even inside a VTIMEZONE. */
function plain(tzid: string): string {
  return tzid.trim().replace(/^"(.*)"$/, '$1');
}
