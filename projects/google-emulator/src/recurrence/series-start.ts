/** Where a series begins. Wall times are milliseconds of the same digits in UTC (see `time/zone.ts`). */
export interface SeriesStart {
  readonly allDay: boolean;
  /** The first start on the series' own clock; a midnight for an all-day series. */
  readonly wall: number;
  /** IANA name; an all-day series has none of its own and `UTC` stands in. */
  readonly zone: string;
}

/** A recurrence line that nobody could expand. */
export class RecurrenceError extends Error {
  override readonly name = 'RecurrenceError';
}
