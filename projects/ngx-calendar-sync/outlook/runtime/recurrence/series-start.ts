import { ɵZoneClock as ZoneClock } from 'ngx-calendar-sync/core';

/** When a series starts, which its rule is read with. */
export interface SeriesStart {
  /** What the clock shows, such as `2026-06-01T09:00:00`; of an all-day series the day alone. */
  readonly wallTime: string;
  /** IANA name of the zone of the series. Days of a zone that the browser does not know are not converted. */
  readonly timeZone: string | undefined;
}

export function isAllDay({ wallTime }: SeriesStart): boolean {
  return wallTime.length === 10;
}

/** The clock of the zone of the series; `undefined` where the browser does not know it. */
export function clockOf({ timeZone }: SeriesStart): ZoneClock | undefined {
  return ZoneClock.find(timeZone);
}
