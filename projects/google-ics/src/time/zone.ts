/**
 * Conversions between instants and wall times. A wall time is the number of milliseconds that the same digits would
 * have in UTC, so that calendar arithmetic on it needs no time zone.
 */

const DAY_MS = 86_400_000;

/** Fixed offsets that Java and others write as time zones and that Google accepts: `GMT+05:30`, `UTC+2`. */
const FIXED_OFFSET = /^(?:GMT|UTC)([+-])(\d{1,2})(?::?([0-5]\d))?$/;

interface Offsets {
  at(instant: number): number;
}

/**
 * Offsets of one zone. Intl is slow and an offset rarely changes, so the offset is cached for each UTC day. A day within
 * which the offset changes is marked and asked for again each time.
 */
class ZoneOffsets implements Offsets {
  private readonly days = new Map<number, number | 'changes'>();
  private readonly format: Intl.DateTimeFormat;

  constructor(zone: string) {
    this.format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  }

  at(instant: number): number {
    const day = Math.floor(instant / DAY_MS);
    let known = this.days.get(day);
    if (known === undefined) {
      const first = this.offsetFromIntl(day * DAY_MS);
      known = first === this.offsetFromIntl((day + 1) * DAY_MS) ? first : 'changes';
      this.days.set(day, known);
    }
    return known === 'changes' ? this.offsetFromIntl(instant) : known;
  }

  private offsetFromIntl(instant: number): number {
    const name = this.format.formatToParts(instant).find((part) => part.type === 'timeZoneName');
    const match = /GMT([+-])(\d{2}):(\d{2})(?::(\d{2}))?/.exec(name?.value ?? '');
    if (!match) {
      return 0;
    }
    const [, sign, hours, minutes, seconds = '0'] = match;
    const size = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
    return sign === '-' ? -size : size;
  }
}

const zones = new Map<string, Offsets>();

function offsetsOf(zone: string): Offsets {
  let offsets = zones.get(zone);
  if (!offsets) {
    const fixed = fixedOffset(zone);
    offsets = fixed === undefined ? new ZoneOffsets(zone) : { at: () => fixed };
    zones.set(zone, offsets);
  }
  return offsets;
}

/** Offsets up to 15 hours: today's reach 14, and those before standard time went beyond. */
function fixedOffset(zone: string): number | undefined {
  const [, sign, hours, minutes = '0'] = FIXED_OFFSET.exec(zone) ?? [];
  if (hours === undefined || Number(hours) > 15) {
    return undefined;
  }
  const size = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return sign === '-' ? -size : size;
}

/** Whether it is an IANA zone that this host knows, or a fixed offset that Google accepts as one. */
export function isZone(zone: string): boolean {
  if (zones.has(zone)) {
    return true;
  }
  // Newer versions of Intl accept offsets such as "+01:00" as time zones; Google does not.
  if (!/^[A-Za-z]/.test(zone)) {
    return false;
  }
  try {
    offsetsOf(zone);
    return true;
  } catch {
    return false;
  }
}

export function offsetAt(instant: number, zone: string): number {
  return zone === 'UTC' ? 0 : offsetsOf(zone).at(instant);
}

export function toWall(instant: number, zone: string): number {
  return instant + offsetAt(instant, zone);
}

/**
 * The instant of a wall time. A wall time that a clock change skips is read with the offset before the change, and one
 * that happens twice is the first of both (RFC 5545, section 3.3.5).
 */
export function fromWall(wall: number, zone: string): number {
  return instantOfWall(wall, (instant) => offsetAt(instant, zone));
}

/** As `fromWall`, for any function that answers the offset at an instant. */
export function instantOfWall(wall: number, offsetOf: (instant: number) => number): number {
  const before = offsetOf(wall - DAY_MS);
  const after = offsetOf(wall + DAY_MS);
  const first = wall - before;
  if (before === after || offsetOf(first) === before) {
    return first;
  }
  const second = wall - after;
  return offsetOf(second) === after ? second : first;
}
