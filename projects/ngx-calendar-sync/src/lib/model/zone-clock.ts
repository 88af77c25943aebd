const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/**
 * Intl writes years in four digits between these alone. Before them a zone keeps its first offset; after them it keeps
 * that of the last winter that can be written.
 */
const FIRST_ASKED = Date.UTC(1001, 0, 1);
const LAST_ASKED = Date.UTC(9999, 11, 30);

/** `+05:30`, `UTC+2`, `GMT+0530`, `Z`. Ahead of UTC is positive, unlike in IANA's `Etc/GMT-2`. */
const FIXED_OFFSET = /^\(?(?:UTC|GMT)? ?([+\-−])(\d{1,2})(?::?([0-5]\d))?\)?$|^Z$/i;

/**
 * The wall clock of a time zone. A wall time is written as the milliseconds that the same digits have in UTC, so that
 * days can be added to it.
 */
export class ZoneClock {
  /** Milliseconds ahead of UTC at an instant. */
  readonly #ask: (instant: number) => number;
  /** At the midnights of UTC: Intl is slow to ask, and an offset rarely changes. */
  readonly #offsets = new Map<number, number>();

  /** Of a zone as {@link find} reads it; the browser's own where none is named, or none that can be read. */
  static of(timeZone?: string): ZoneClock {
    return ZoneClock.find(timeZone) ?? (ownClock ??= new ZoneClock(offsetsByIntl()));
  }

  /**
   * Of an IANA name that the browser knows, or of a fixed offset such as `GMT+05:30`, `UTC+2` or `-05:00`, as other
   * calendars name them. `undefined` where there is no name, or none that can be read.
   */
  static find(timeZone: string | undefined): ZoneClock | undefined {
    if (timeZone === undefined) {
      return undefined;
    }
    let clock = clocks.get(timeZone);
    if (!clock) {
      const offset = fixedOffset(timeZone);
      const ask = offset === undefined ? knownOffsets(timeZone) : () => offset;
      clock = ask && new ZoneClock(ask);
      if (clock) {
        clocks.set(timeZone, clock);
      }
    }
    return clock;
  }

  private constructor(ask: (instant: number) => number) {
    this.#ask = ask;
  }

  wallAt(instant: number): number {
    return instant + this.offsetAt(instant);
  }

  /** Milliseconds that the clock is ahead of UTC. */
  offsetAt(instant: number): number {
    const day = Math.floor(instant / DAY_MS);
    const offset = this.#offsetAtMidnight(day);
    return offset === this.#offsetAtMidnight(day + 1) ? offset : this.#ask(instant);
  }

  /** The gap of a change to summer time reads as the time after it, the doubled hour as its first pass (RFC 5545, 3.3.5). */
  instantOf(wall: number): number {
    const before = wall - this.offsetAt(wall - DAY_MS);
    const after = wall - this.offsetAt(wall + DAY_MS);
    return before === after || this.wallAt(before) === wall || this.wallAt(after) !== wall
      ? before
      : after;
  }

  #offsetAtMidnight(day: number): number {
    let offset = this.#offsets.get(day);
    if (offset === undefined) {
      offset = this.#ask(day * DAY_MS);
      this.#offsets.set(day, offset);
    }
    return offset;
  }
}

const clocks = new Map<string, ZoneClock>();
let ownClock: ZoneClock | undefined;

/** Milliseconds ahead of UTC, of a zone that is a fixed offset by its name. */
export function fixedOffset(timeZone: string): number | undefined {
  const match = FIXED_OFFSET.exec(timeZone);
  if (!match) {
    return undefined;
  }
  const [, sign, hours = '0', minutes = '0'] = match;
  if (Number(hours) > 23) {
    return undefined;
  }
  const offset = (Number(hours) * 60 + Number(minutes)) * MINUTE_MS;
  return sign === undefined || sign === '+' ? offset : -offset;
}

function knownOffsets(timeZone: string): ((instant: number) => number) | undefined {
  try {
    return offsetsByIntl(timeZone);
  } catch {
    return undefined;
  }
}

/** @throws RangeError where the browser does not know the zone. */
function offsetsByIntl(timeZone?: string): (instant: number) => number {
  // Swedish writes ISO 8601.
  const format = new Intl.DateTimeFormat('sv-SE', {
    ...(timeZone === undefined ? {} : { timeZone }),
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  return (instant) => {
    if (Number.isNaN(instant)) {
      return NaN;
    }
    const asked = Math.min(Math.max(instant, FIRST_ASKED), LAST_ASKED);
    const wall = format.format(asked).replace(', ', 'T').replace(' ', 'T');
    return Date.parse(`${wall}Z`) - Math.floor(asked / 1000) * 1000;
  };
}
