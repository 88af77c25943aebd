/** How recurrences are read where calendar services differ from RFC 5545, or where it leaves the reading open. */
export interface Dialect {
  /**
   * Whether a yearly rule with BYMONTHDAY and without BYMONTH recurs in the month of its start alone. By RFC 5545 it
   * recurs in every month (3.3.10).
   * @see https://github.com/allenporter/gcal_sync/pull/179
   */
  readonly yearlyMonthDayIsOfStartMonth: boolean;
  /**
   * Whether a start that no rule has shows all the same, and COUNT does not count it. RFC 5545 does not define what
   * such a series means (3.8.5.3).
   * @see https://github.com/googleapis/google-api-nodejs-client/issues/2214
   */
  readonly startOutsideRuleShows: boolean;
  /**
   * Whether `RRULE:DATE;TZID=Europe/Warsaw:20240618T020000` means RDATE. By RFC 5545 it means nothing.
   * @see https://github.com/allenporter/gcal_sync/issues/327
   */
  readonly rulesMayHoldDates: boolean;
}

/** RFC 5545 by its letter. */
export const RFC_5545: Dialect = {
  yearlyMonthDayIsOfStartMonth: false,
  startOutsideRuleShows: false,
  rulesMayHoldDates: false,
};

/** What Google Calendar means by the recurrences that it stores, as far as public threads attest it. */
export const GOOGLE_DIALECT: Dialect = {
  yearlyMonthDayIsOfStartMonth: true,
  startOutsideRuleShows: true,
  rulesMayHoldDates: true,
};
