import { isZone, fromWall, toWall } from '../time/zone.ts';
import type { SeriesStart } from './series-start.ts';

const VALUE = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z)?)?$/;

/** A value of UNTIL, RDATE or EXDATE, on the clock of its series. */
export interface SeriesTime {
  readonly wall: number;
  /** Only a day was written, though the series has times. */
  readonly wholeDay: boolean;
}

/**
 * Reads `20261122`, `20261122T090000` or `20261122T090000Z`. What Google's data holds does not always fit the series:
 * an all-day one may have UTC times in it, whose date is then what is meant.
 */
export function readSeriesTime(
  text: string,
  series: SeriesStart,
  zone?: string,
): SeriesTime | undefined {
  const match = VALUE.exec(text.trim());
  if (!match) {
    return undefined;
  }
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number);
  const midnight = Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1);
  if (series.allDay || match[4] === undefined) {
    return { wall: midnight, wholeDay: !series.allDay };
  }
  const written = midnight + ((hour ?? 0) * 3600 + (minute ?? 0) * 60 + (second ?? 0)) * 1000;
  if (match[7]) {
    return { wall: toWall(written, series.zone), wholeDay: false };
  }
  const foreign = zone !== undefined && zone !== series.zone && isZone(zone);
  return {
    wall: foreign ? toWall(fromWall(written, zone), series.zone) : written,
    wholeDay: false,
  };
}
