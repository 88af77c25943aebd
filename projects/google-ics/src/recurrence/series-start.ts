/** Where a series begins. Wall times are milliseconds of the same digits in UTC (see `time/zone.ts`). */
export interface SeriesStart {
  readonly allDay: boolean;
  /** The first start as a wall time; midnight for an all-day series. */
  readonly wall: number;
  /** IANA name; `UTC` for an all-day series, which has no time zone. */
  readonly zone: string;
}

/** A line of `recurrence` that cannot be expanded. */
export class RecurrenceError extends Error {
  override readonly name = 'RecurrenceError';
}
