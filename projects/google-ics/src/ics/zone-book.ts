import { fromWall, isZone, offsetAt } from '../time/zone.ts';
import type { IcsComponent } from './components.ts';
import { Refusal } from './import-report.ts';
import { valueOf } from './properties.ts';
import { ZoneDefinition } from './zone-definition.ts';
import { wholeYears, type UsedTimeRange } from './used-time.ts';
import { zoneMatching } from './zone-match.ts';
import {
  canonicalName,
  fixedZone,
  isExactIanaName,
  offsetOfName,
  plainName,
  zoneByName,
} from './zone-name.ts';

/** The time zones of one VCALENDAR during the time of one event. */
export interface EventZones {
  /** The calendar's own time zone, in which floating times are read. */
  readonly calendarZone: string;
  /**
   * The instant of a wall time, and the IANA zone to store it with.
   * @throws Refusal for a zone that neither its name nor a VTIMEZONE identifies.
   */
  place(
    wall: number,
    tzid: string | undefined,
  ): { readonly instant: number; readonly zone: string };
}

/** The time zone of one TZID. */
interface Zone {
  readonly iana: string;
  /** The VTIMEZONE, whose offsets are used instead of those of `iana`. */
  readonly definition?: ZoneDefinition;
}

/** Finds the IANA zones of the TZIDs of one VCALENDAR. */
export class ZoneBook {
  readonly calendarZone: string;
  /** Notes on zones that were not identified by an IANA name, one for each zone. */
  readonly notes: string[] = [];
  readonly #definitions = new Map<string, IcsComponent>();
  readonly #clocks = new Map<string, ZoneDefinition | undefined>();
  readonly #known = new Map<string, Zone | undefined>();
  readonly #noted = new Set<string>();

  /**
   * @param homes Possible names of the calendar's own zone, of which the first known one is used.
   * @param definitions VTIMEZONEs. Of two with the same TZID the first one is used.
   * @param year The year for which the calendar's own zone is matched if it is known by its definition alone.
   */
  constructor(homes: readonly string[], definitions: readonly IcsComponent[], year: number) {
    for (const component of definitions) {
      const name = plainName(valueOf(component, 'TZID') ?? '');
      for (const key of [name, caseInsensitiveKey(name)]) {
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

  during(used: UsedTimeRange): EventZones {
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

  /** Whether a zone is identified by its name or its definition. */
  knows(tzid: string): boolean {
    const name = plainName(tzid);
    return (
      this.#byName(name) !== undefined || this.#writtenTimeOf(name) !== undefined || isZone(name)
    );
  }

  #zone(name: string, used: UsedTimeRange): Zone | undefined {
    const key = `${name}\n${used.from}\n${used.end}`;
    if (!this.#known.has(key)) {
      this.#known.set(key, this.#find(name, used));
    }
    return this.#known.get(key);
  }

  #find(name: string, used: UsedTimeRange): Zone | undefined {
    if (isExactIanaName(name)) {
      return { iana: zoneByName(name) ?? name };
    }
    const named = this.#byName(name);
    const definition = this.#writtenTimeOf(name);
    if (!definition) {
      return named === undefined ? this.#byOffsetOrOldName(name, used) : { iana: named };
    }
    return this.#byDefinition(name, definition, named, used);
  }

  #byName(name: string): string | undefined {
    const component = this.#definitionOf(name);
    const location = component && valueOf(component, 'X-LIC-LOCATION');
    return zoneByName(name) ?? (location === undefined ? undefined : zoneByName(location));
  }

  /** A zone without a VTIMEZONE by a name that states an offset, or by one such as EST or Japan from IANA's old names. */
  #byOffsetOrOldName(name: string, used: UsedTimeRange): Zone | undefined {
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
        : (zoneMatching(fixedClock(offset), wholeYears(used), []) ?? wholeHours);
    this.#note(name, `is unknown, and has no VTIMEZONE: it was read as its name says, as ${iana}`);
    return { iana };
  }

  /** A definition takes precedence over any name that is not exactly one of IANA's. */
  #byDefinition(
    name: string,
    definition: ZoneDefinition,
    named: string | undefined,
    used: UsedTimeRange,
  ): Zone {
    const preferred = [...(named === undefined ? [] : [named]), this.calendarZone];
    // Windows writes today's rules without a start, so no zone may match a long series in all its years. Try shorter
    // ranges after that.
    const years = wholeYears(used);
    const firstYear = wholeYears({ from: used.from, end: used.from + 1 });
    const lastYear = wholeYears({ from: used.end - 1, end: used.end });
    for (const range of [years, lastYear, firstYear, used]) {
      const iana = zoneMatching(definition, range, preferred);
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

  /** Parameter values are case-insensitive (RFC 5545, section 2), but an exact match is preferred. */
  #definitionOf(name: string): IcsComponent | undefined {
    return this.#definitions.get(name) ?? this.#definitions.get(caseInsensitiveKey(name));
  }

  #writtenTimeOf(name: string): ZoneDefinition | undefined {
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

/** The line end keeps the key apart from those of exact names, because no TZID contains one. */
function caseInsensitiveKey(name: string): string {
  return `\n${name.toLowerCase()}`;
}
