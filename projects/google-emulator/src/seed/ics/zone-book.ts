import { fromWall, isZone, offsetAt } from '../../time/zone.ts';
import type { IcsComponent } from './components.ts';
import { Refusal } from './import-report.ts';
import { valueOf } from './properties.ts';
import { ZoneDefinition } from './zone-definition.ts';
import { wholeYears, type UsedTime } from './used-time.ts';
import { zoneRunningAs } from './zone-match.ts';
import {
  canonicalName,
  fixedZone,
  isExactIanaName,
  offsetOfName,
  plainName,
  zoneByName,
} from './zone-name.ts';

/** The zones of one VCALENDAR, as one event sees them. */
export interface EventZones {
  /** Where the calendar is at home: floating times are read in it. */
  readonly calendarZone: string;
  /**
   * The instant of a wall time (the digits as milliseconds in UTC), and the IANA zone to keep it in.
   * @throws Refusal for a zone that neither its name nor its definition tells.
   */
  place(
    wall: number,
    tzid: string | undefined,
  ): { readonly instant: number; readonly zone: string };
}

/** What is known of one TZID. */
interface Zone {
  readonly iana: string;
  /** Where it does not run as `iana` does, the clock that counts. */
  readonly definition?: ZoneDefinition;
}

/** The zones of one VCALENDAR: what its TZIDs are called by IANA. */
export class ZoneBook {
  readonly calendarZone: string;
  /** What had to be guessed, once for each zone. */
  readonly notes: string[] = [];
  readonly #definitions = new Map<string, IcsComponent>();
  readonly #clocks = new Map<string, ZoneDefinition | undefined>();
  readonly #known = new Map<string, Zone | undefined>();
  readonly #noted = new Set<string>();

  /**
   * @param homes Names of the calendar's own zone, of which the first that is known counts.
   * @param definitions VTIMEZONEs; of two with the same TZID the first one counts.
   * @param year When the calendar's own zone is looked up, where only its definition tells it.
   */
  constructor(homes: readonly string[], definitions: readonly IcsComponent[], year: number) {
    for (const component of definitions) {
      const name = plainName(valueOf(component, 'TZID') ?? '');
      for (const key of [name, caseless(name)]) {
        if (!this.#definitions.has(key)) {
          this.#definitions.set(key, component);
        }
      }
    }
    this.calendarZone = 'UTC';
    const used = { from: Date.UTC(year, 0, 1), end: Date.UTC(year + 1, 0, 1) };
    for (const home of homes) {
      const zone = this.#zone(plainName(home), used);
      if (zone) {
        this.calendarZone = zone.iana;
        break;
      }
    }
  }

  during(used: UsedTime): EventZones {
    return {
      calendarZone: this.calendarZone,
      place: (wall, tzid) => {
        if (tzid === undefined || tzid.trim() === '') {
          return { instant: fromWall(wall, this.calendarZone), zone: this.calendarZone };
        }
        const name = plainName(tzid);
        const zone = this.#zone(name, used);
        if (!zone) {
          throw new Refusal(
            `unknown time zone “${name}”, and the file has no VTIMEZONE for it that can be read`,
          );
        }
        const instant = zone.definition?.instantOf(wall) ?? fromWall(wall, zone.iana);
        return { instant, zone: zone.iana };
      },
    };
  }

  /** Whether a zone can be told by its name or its definition. */
  knows(tzid: string): boolean {
    const name = plainName(tzid);
    return this.#byName(name) !== undefined || this.#clockOf(name) !== undefined || isZone(name);
  }

  #zone(name: string, used: UsedTime): Zone | undefined {
    const key = `${name}\n${used.from}\n${used.end}`;
    if (!this.#known.has(key)) {
      this.#known.set(key, this.#find(name, used));
    }
    return this.#known.get(key);
  }

  #find(name: string, used: UsedTime): Zone | undefined {
    if (isExactIanaName(name)) {
      return { iana: zoneByName(name) ?? name };
    }
    const named = this.#byName(name);
    const definition = this.#clockOf(name);
    if (!definition) {
      return named === undefined ? this.#byBareName(name, used) : { iana: named };
    }
    return this.#byDefinition(name, definition, named, used);
  }

  #byName(name: string): string | undefined {
    const component = this.#definitionOf(name);
    const location = component && valueOf(component, 'X-LIC-LOCATION');
    return zoneByName(name) ?? (location === undefined ? undefined : zoneByName(location));
  }

  /** The name of an offset, or one such as EST or Japan that IANA keeps for old programs only. */
  #byBareName(name: string, used: UsedTime): Zone | undefined {
    const offset = offsetOfName(name);
    if (offset === undefined) {
      const iana = /^[A-Z]\w{2,}$/i.test(name) && isZone(name) ? canonicalName(name) : undefined;
      if (iana !== undefined) {
        this.#note(name, `has no VTIMEZONE: it was read as ${iana}`);
      }
      return iana === undefined ? undefined : { iana };
    }
    const wholeHours = fixedZone(offset);
    const iana =
      offsetAt(used.from, wholeHours) === offset
        ? wholeHours
        : (zoneRunningAs(fixedClock(offset), wholeYears(used), []) ?? wholeHours);
    this.#note(name, `is unknown, and has no VTIMEZONE: it was read as its name says, as ${iana}`);
    return { iana };
  }

  /** The definition wins where the name is not exactly one of IANA's. */
  #byDefinition(
    name: string,
    definition: ZoneDefinition,
    named: string | undefined,
    used: UsedTime,
  ): Zone {
    const preferred = [...(named === undefined ? [] : [named]), this.calendarZone];
    // Windows writes today's rules as if they had always held, so that no zone may fit a long series in all its years.
    const years = wholeYears(used);
    const firstYear = wholeYears({ from: used.from, end: used.from + 1 });
    const lastYear = wholeYears({ from: used.end - 1, end: used.end });
    for (const span of [years, lastYear, firstYear, used]) {
      const iana = zoneRunningAs(definition, span, preferred);
      if (iana !== undefined) {
        if (named === undefined) {
          this.#note(name, `is unknown: it was read by its VTIMEZONE, which runs like ${iana}`);
        } else if (iana !== named) {
          this.#note(
            name,
            `has a VTIMEZONE that does not run like ${named}: it was read as ${iana}`,
          );
        }
        return { iana, definition };
      }
    }
    const iana = fixedZone(definition.offsetAt(used.from));
    this.#note(
      name,
      `has a VTIMEZONE that runs like no zone of the IANA database: its times are right, but series keep to ${iana}`,
    );
    return { iana, definition };
  }

  /** Values of parameters have no case (RFC 5545, section 2), but a definition of the same letters comes first. */
  #definitionOf(name: string): IcsComponent | undefined {
    return this.#definitions.get(name) ?? this.#definitions.get(caseless(name));
  }

  #clockOf(name: string): ZoneDefinition | undefined {
    if (!this.#clocks.has(name)) {
      const component = this.#definitionOf(name);
      const clock = component && new ZoneDefinition(component);
      this.#clocks.set(name, clock?.isUsable === true ? clock : undefined);
    }
    return this.#clocks.get(name);
  }

  #note(name: string, text: string): void {
    const note = `the time zone “${name}” ${text}`;
    if (!this.#noted.has(note)) {
      this.#noted.add(note);
      this.notes.push(note);
    }
  }
}

function fixedClock(offset: number): Pick<ZoneDefinition, 'offsetAt' | 'changesBefore'> {
  return { offsetAt: () => offset, changesBefore: () => [] };
}

/** No TZID has a line end, so that this is the name of none. */
function caseless(name: string): string {
  return `\n${name.toLowerCase()}`;
}
