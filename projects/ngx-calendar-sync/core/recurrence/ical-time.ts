import type { WallTime } from '../model/zone-clock';
import { DAY_MS, dayNumber } from './wall-time';

/** A DATE or DATE-TIME of RFC 5545 (3.3.4, 3.3.5). */
export interface IcalTime {
  /** As it is written, whatever its zone. */
  readonly wallTime: WallTime;
  /** In this order: `20261122`, `20261122T090000` or `20261122T090000Z`. */
  readonly form: 'day' | 'local' | 'utc';
}

/** A DURATION of RFC 5545 (3.3.6). */
export interface IcalDuration {
  /** Nominal days: on a day on which clocks change, one has 23 or 25 hours. */
  readonly days: number;
  /** Exact time. */
  readonly milliseconds: number;
}

const TIME =
  /^(\d{4})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:T([01]\d|2[0-3])([0-5]\d)([0-5]\d|60)(Z)?)?$/;
const DURATION =
  /^\+?P(?:(\d{1,6})W|(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})S)?)?)$/;

/** Reads a DATE or DATE-TIME; `undefined` for any other text, and for a day that does not exist, such as 30 February. */
export function readIcalTime(text: string): IcalTime | undefined {
  const match = TIME.exec(text);
  if (!match) {
    return undefined;
  }
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((digits: string | undefined) => Number(digits ?? 0));
  const number = dayNumber(year, month - 1, day);
  if (new Date(number * DAY_MS).getUTCDate() !== day) {
    return undefined;
  }
  return {
    wallTime: number * DAY_MS + ((hour * 60 + minute) * 60 + second) * 1000,
    form: match[4] === undefined ? 'day' : match[7] === undefined ? 'local' : 'utc',
  };
}

/** Reads a DURATION; `undefined` for any other text, and for a duration of no length. */
export function readIcalDuration(text: string): IcalDuration | undefined {
  const match = DURATION.exec(text);
  if (!match) {
    return undefined;
  }
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(1)
    .map((digits: string | undefined) => Number(digits ?? 0));
  const duration = {
    days: weeks * 7 + days,
    milliseconds: ((hours * 60 + minutes) * 60 + seconds) * 1000,
  };
  return duration.days + duration.milliseconds > 0 ? duration : undefined;
}
