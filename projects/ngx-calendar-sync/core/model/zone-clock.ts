const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/**
 * Only between these two instants does Intl write years with four digits in every zone. Earlier instants get the offset
 * of the first one, later instants that of the last one.
 */
const FIRST_FORMATTED_INSTANT = Date.UTC(1001, 0, 1);
const LAST_FORMATTED_INSTANT = Date.UTC(9999, 11, 30);

/** `+05:30`, `UTC+2`, `GMT+0530`, `Z`. Positive is ahead of UTC, the other way round than in IANA's `Etc/GMT-2`. */
const FIXED_OFFSET = /^\(?(?:UTC|GMT)? ?([+\-−])(\d{1,2})(?::?([0-5]\d))?\)?$|^Z$/i;

/**
 * A date and time as the clocks of some zone show it. It is the number of milliseconds since the epoch at which a clock
 * of UTC shows the same: 09:30 is `Date.UTC(…, 9, 30)` in every zone. Days can be added to it, whether clocks change or
 * not.
 */
export type WallTime = number;

/** Converts between instants, in milliseconds since the epoch, and the wall time of a time zone. */
export class ZoneClock {
  /** Milliseconds ahead of UTC at an instant. */
  readonly #readOffset: (instant: number) => number;
  /** Offsets at the midnights of UTC, by day number: Intl is slow, and offsets rarely change. */
  readonly #offsets = new Map<number, number>();

  /** The clock of the zone where {@link find} knows it, or else of the browser's own zone. */
  static of(timeZone?: string): ZoneClock {
    return ZoneClock.find(timeZone) ?? (browserClock ??= new ZoneClock(offsetsByIntl()));
  }

  /**
   * The clock of an IANA name that the browser knows, or of a fixed offset such as `GMT+05:30`, `UTC+2` or `-05:00`, as
   * other calendar programs write them. `undefined` for every other name, and for no name.
   */
  static find(timeZone: string | undefined): ZoneClock | undefined {
    if (timeZone === undefined) {
      return undefined;
    }
    let clock = CLOCKS.get(timeZone);
    if (!clock) {
      const offset = fixedOffset(timeZone);
      const readOffset = offset === undefined ? offsetsIfKnown(timeZone) : () => offset;
      clock = readOffset && new ZoneClock(readOffset);
      if (clock) {
        CLOCKS.set(timeZone, clock);
      }
    }
    return clock;
  }

  private constructor(readOffset: (instant: number) => number) {
    this.#readOffset = readOffset;
  }

  wallTimeAt(instant: number): WallTime {
    return instant + this.offsetAt(instant);
  }

  /** Milliseconds that the clock is ahead of UTC. */
  offsetAt(instant: number): number {
    const day = Math.floor(instant / DAY_MS);
    const offset = this.#offsetAtMidnight(day);
    return offset === this.#offsetAtMidnight(day + 1) ? offset : this.#readOffset(instant);
  }

  /**
   * The instant of a wall time. A wall time that the change to summer time skips is read with the offset before the
   * change, so that 02:30 becomes 03:30. Of one that comes twice in autumn, this is the first (RFC 5545, 3.3.5).
   */
  instantOf(wallTime: WallTime): number {
    const before = wallTime - this.offsetAt(wallTime - DAY_MS);
    const after = wallTime - this.offsetAt(wallTime + DAY_MS);
    if (before === after || this.wallTimeAt(before) === wallTime) {
      return before;
    }
    return this.wallTimeAt(after) === wallTime ? after : before;
  }

  #offsetAtMidnight(day: number): number {
    let offset = this.#offsets.get(day);
    if (offset === undefined) {
      offset = this.#readOffset(day * DAY_MS);
      this.#offsets.set(day, offset);
    }
    return offset;
  }
}

const CLOCKS = new Map<string, ZoneClock>();
let browserClock: ZoneClock | undefined;

/** How many milliseconds a zone such as `GMT+05:30` is ahead of UTC; `undefined` for names of another kind. */
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

function offsetsIfKnown(timeZone: string): ((instant: number) => number) | undefined {
  try {
    return offsetsByIntl(timeZone);
  } catch {
    return undefined;
  }
}

/** @throws RangeError where the browser does not know the zone. */
function offsetsByIntl(timeZone?: string): (instant: number) => number {
  // The Swedish format is nearly ISO 8601, which makes it easy to parse.
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
    const formatted = Math.min(Math.max(instant, FIRST_FORMATTED_INSTANT), LAST_FORMATTED_INSTANT);
    const wallTime = format.format(formatted).replace(', ', 'T').replace(' ', 'T');
    return Date.parse(`${wallTime}Z`) - Math.floor(formatted / 1000) * 1000;
  };
}
