import { type EventTime, isDay } from '../model/event-time';
import type { WallTime, ZoneClock } from '../model/zone-clock';
import type { IcalTime } from './ical-time';
import { midnightOf } from './wall-time';

/**
 * The starts of a series. A start is a number: of a timed series an instant in milliseconds since the epoch, of an all-day
 * series the midnight of its day in UTC.
 */
export class SeriesStarts {
  readonly allDay: boolean;
  /** NaN for a start that cannot be read. */
  readonly first: number;
  readonly firstWallTime: WallTime;

  /** @param clock That of the zone that the series recurs in. */
  constructor(
    start: EventTime,
    readonly clock: ZoneClock,
  ) {
    this.allDay = isDay(start);
    // Recurrence rules have whole seconds.
    this.first = Math.floor(Date.parse(start) / 1000) * 1000;
    this.firstWallTime = this.wallTimeOf(this.first);
  }

  at(wallTime: WallTime): number {
    // Where clocks go back, the wall time of the first start comes twice, and the series may start at the second time.
    if (wallTime === this.firstWallTime) {
      return this.first;
    }
    return this.allDay ? midnightOf(wallTime) : this.clock.instantOf(wallTime);
  }

  /** The start that a value of RDATE or EXDATE means. A day means the time of the day at which the series starts. */
  of({ wallTime, form }: IcalTime, clock: ZoneClock): number {
    if (this.allDay) {
      return midnightOf(wallTime);
    }
    switch (form) {
      case 'utc':
        return wallTime;
      case 'local':
        return clock.instantOf(wallTime);
      case 'day':
        return this.at(wallTime + this.firstWallTime - midnightOf(this.firstWallTime));
    }
  }

  wallTimeOf(start: number): WallTime {
    return this.allDay ? start : this.clock.wallTimeAt(start);
  }

  /**
   * Whether an occurrence is later than UNTIL. In Google's data UNTIL and the start may have different forms: if either is
   * a day, only the dates are compared.
   */
  isAfter(until: IcalTime, wallTime: WallTime, start: number): boolean {
    if (this.allDay || until.form === 'day') {
      return midnightOf(wallTime) > midnightOf(until.wallTime);
    }
    return (until.form === 'utc' ? start : wallTime) > until.wallTime;
  }
}
