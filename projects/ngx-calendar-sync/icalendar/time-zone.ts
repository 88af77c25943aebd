import { ɵZoneClock as ZoneClock } from 'ngx-calendar-sync/core';
import { contentLine } from './content-line';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const YEAR_MS = 366 * DAY_MS;
/**
 * How long from now, or from a start that is still to come, the changes of a zone's clock are written down: a series may have
 * no end. Readers that know the zone by its name need none of them.
 */
const WRITTEN_YEARS = 20;

/** The VTIMEZONE of a zone (RFC 5545, 3.6.5), from a time on, in milliseconds since the epoch. */
export function timeZoneLines(timeZone: string, from: number): string {
  const clock = ZoneClock.of(timeZone);
  const until = Math.max(from, Date.now()) + WRITTEN_YEARS * YEAR_MS;
  let offset = clock.offsetAt(from);
  let lines = observance(isSummerTime(clock, from) ? 'DAYLIGHT' : 'STANDARD', from, offset, offset);
  for (let day = from + DAY_MS; day < until; day += DAY_MS) {
    const next = clock.offsetAt(day);
    if (next !== offset) {
      const name = next > offset ? 'DAYLIGHT' : 'STANDARD';
      lines += observance(name, changeBetween(clock, day - DAY_MS, day), offset, next);
      offset = next;
    }
  }
  return (
    contentLine('BEGIN', 'VTIMEZONE') +
    contentLine('TZID', timeZone) +
    lines +
    contentLine('END', 'VTIMEZONE')
  );
}

/** A date or time in UTC's digits, as `20260610T090000`. */
export function basicTime(wallTime: number): string {
  return new Date(wallTime).toISOString().slice(0, 19).replace(/[-:]/g, '');
}

/** A part of the year with one offset. Its start is told by the clock before the change. */
function observance(
  name: 'DAYLIGHT' | 'STANDARD',
  start: number,
  before: number,
  after: number,
): string {
  return (
    contentLine('BEGIN', name) +
    contentLine('DTSTART', basicTime(start + before)) +
    contentLine('TZOFFSETFROM', offsetText(before)) +
    contentLine('TZOFFSETTO', offsetText(after)) +
    contentLine('END', name)
  );
}

/** Whether the next change within a year puts the clocks back. */
function isSummerTime(clock: ZoneClock, instant: number): boolean {
  const offset = clock.offsetAt(instant);
  for (let day = instant + DAY_MS; day < instant + YEAR_MS; day += DAY_MS) {
    const next = clock.offsetAt(day);
    if (next !== offset) {
      return next < offset;
    }
  }
  return false;
}

/** The first minute that has the offset of `end`. */
function changeBetween(clock: ZoneClock, start: number, end: number): number {
  let [before, after] = [start, end];
  while (after - before > MINUTE_MS) {
    const middle = before + Math.floor((after - before) / 2 / MINUTE_MS) * MINUTE_MS;
    if (clock.offsetAt(middle) === clock.offsetAt(end)) {
      after = middle;
    } else {
      before = middle;
    }
  }
  return after;
}

function offsetText(offset: number): string {
  const minutes = Math.abs(Math.round(offset / MINUTE_MS));
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(hour)}${two(minute)}`;
}
