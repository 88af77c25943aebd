const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/**
 * Within so much time a zone changes its offset once at most: in the IANA database the two changes that are closest to
 * each other are four days apart (Freetown in 1939).
 */
const BLOCK_MS = 3 * DAY_MS;

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

/** The milliseconds that a zone is ahead of UTC at an instant. */
type ReadOffset = (instant: number) => number;

/** The offset of a zone in a block of time, in milliseconds ahead of UTC. */
interface Block {
  readonly offset: number;
  /** The instant from which {@link nextOffset} is the offset. */
  readonly changesAt: number;
  readonly nextOffset: number;
}

/** Converts between instants, in milliseconds since the epoch, and the wall time of a time zone. */
export class ZoneClock {
  readonly #readOffset: ReadOffset;
  /** By their number, since offsets are slow to read and rarely change. */
  readonly #blocks = new Map<number, Block>();

  /** The clock of the zone where {@link find} knows it, or else of the browser's own zone. */
  static of(timeZone?: string): ZoneClock {
    return ZoneClock.find(timeZone) ?? (browserClock ??= new ZoneClock(ownOffsets()));
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

  private constructor(readOffset: ReadOffset) {
    this.#readOffset = readOffset;
  }

  wallTimeAt(instant: number): WallTime {
    return instant + this.offsetAt(instant);
  }

  /** Milliseconds that the clock is ahead of UTC. */
  offsetAt(instant: number): number {
    const number = Math.floor(instant / BLOCK_MS);
    let block = this.#blocks.get(number);
    if (!block) {
      block = this.#readBlock(number * BLOCK_MS);
      this.#blocks.set(number, block);
    }
    return instant < block.changesAt ? block.offset : block.nextOffset;
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

  /** Whether the clock shows a wall time twice, since it is set back. */
  comesTwice(wallTime: WallTime): boolean {
    const before = wallTime - this.offsetAt(wallTime - DAY_MS);
    const after = wallTime - this.offsetAt(wallTime + DAY_MS);
    return (
      before !== after &&
      this.wallTimeAt(before) === wallTime &&
      this.wallTimeAt(after) === wallTime
    );
  }

  #readBlock(begin: number): Block {
    const offset = this.#readOffset(begin);
    let changesAt = begin + BLOCK_MS;
    const nextOffset = this.#readOffset(changesAt);
    if (offset !== nextOffset) {
      // Halves the time in which the change must be, until only its second is left.
      for (let before = begin; changesAt - before > 1000;) {
        const middle = before + Math.floor((changesAt - before) / 2000) * 1000;
        if (this.#readOffset(middle) === offset) {
          before = middle;
        } else {
          changesAt = middle;
        }
      }
    }
    return { offset, changesAt, nextOffset };
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

/** The part of `Temporal` that is used here. TypeScript does not know it yet. */
interface Temporal {
  readonly Now: { timeZoneId(): string };
  readonly ZonedDateTime: new (
    epochNanoseconds: bigint,
    timeZone: string,
  ) => { readonly offsetNanoseconds: number };
}

function offsetsIfKnown(timeZone: string): ReadOffset | undefined {
  try {
    return offsetsOf(timeZone);
  } catch {
    return undefined;
  }
}

/** A browser may not know its own zone by name: then `Intl` has UTC, and `Temporal` nothing. */
function ownOffsets(): ReadOffset {
  try {
    return offsetsOf();
  } catch {
    return offsetsOf(undefined, false);
  }
}

/**
 * Reads offsets by the browser's own `Temporal`, or else by `Intl`, whose first format costs a page ten milliseconds.
 * @param timeZone By default the browser's.
 * @throws RangeError where the browser does not know the zone.
 */
export function offsetsOf(
  timeZone?: string,
  temporal: Temporal | false = (globalThis as { readonly Temporal?: Temporal }).Temporal ?? false,
): ReadOffset {
  const readOffset = temporal ? offsetsByTemporal(temporal, timeZone) : offsetsByIntl(timeZone);
  return (instant) =>
    Number.isNaN(instant)
      ? NaN
      : readOffset(Math.min(Math.max(instant, FIRST_FORMATTED_INSTANT), LAST_FORMATTED_INSTANT));
}

/** @throws RangeError where the browser does not know the zone. */
function offsetsByTemporal(temporal: Temporal, timeZone = temporal.Now.timeZoneId()): ReadOffset {
  const readOffset = (instant: number) =>
    new temporal.ZonedDateTime(BigInt(Math.floor(instant)) * 1_000_000n, timeZone)
      .offsetNanoseconds / 1_000_000;
  // Throws for a zone that is not known.
  readOffset(0);
  return readOffset;
}

/** @throws RangeError where the browser does not know the zone. */
function offsetsByIntl(timeZone?: string): ReadOffset {
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
    const wallTime = format.format(instant).replace(', ', 'T').replace(' ', 'T');
    return Date.parse(`${wallTime}Z`) - Math.floor(instant / 1000) * 1000;
  };
}
