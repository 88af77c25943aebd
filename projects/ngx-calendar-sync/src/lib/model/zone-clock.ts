const dayMs = 86_400_000;

/**
 * The wall clock of a time zone. A wall time is written as the milliseconds that the same digits have in UTC, so that
 * days can be added to it.
 */
export class ZoneClock {
  readonly #format: Intl.DateTimeFormat;
  /** At the midnights of UTC: Intl is slow to ask, and an offset rarely changes. */
  readonly #offsets = new Map<number, number>();

  /**
   * Of an IANA name, by default the browser's own zone.
   * @throws RangeError where the browser does not know the zone.
   */
  static of(timeZone?: string): ZoneClock {
    let clock = clocks.get(timeZone);
    if (!clock) {
      clock = new ZoneClock(timeZone);
      clocks.set(timeZone, clock);
    }
    return clock;
  }

  /** `undefined` where there is no name, or none that the browser knows. */
  static find(timeZone: string | undefined): ZoneClock | undefined {
    try {
      return timeZone === undefined ? undefined : ZoneClock.of(timeZone);
    } catch {
      return undefined;
    }
  }

  private constructor(timeZone: string | undefined) {
    // Swedish writes ISO 8601.
    this.#format = new Intl.DateTimeFormat('sv-SE', {
      ...(timeZone === undefined ? {} : { timeZone }),
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    });
  }

  wallAt(instant: number): number {
    return instant + this.offsetAt(instant);
  }

  /** Milliseconds that the clock is ahead of UTC. */
  offsetAt(instant: number): number {
    const day = Math.floor(instant / dayMs);
    const offset = this.#offsetAtMidnight(day);
    return offset === this.#offsetAtMidnight(day + 1) ? offset : this.#ask(instant);
  }

  /** The gap of a change to summer time reads as the time after it, the doubled hour as its first pass (RFC 5545, 3.3.5). */
  instantOf(wall: number): number {
    const before = wall - this.offsetAt(wall - dayMs);
    const after = wall - this.offsetAt(wall + dayMs);
    return before === after || this.wallAt(before) === wall || this.wallAt(after) !== wall
      ? before
      : after;
  }

  #offsetAtMidnight(day: number): number {
    let offset = this.#offsets.get(day);
    if (offset === undefined) {
      offset = this.#ask(day * dayMs);
      this.#offsets.set(day, offset);
    }
    return offset;
  }

  #ask(instant: number): number {
    const wall = this.#format.format(instant).replace(', ', 'T').replace(' ', 'T');
    return Date.parse(`${wall}Z`) - Math.floor(instant / 1000) * 1000;
  }
}

const clocks = new Map<string | undefined, ZoneClock>();
