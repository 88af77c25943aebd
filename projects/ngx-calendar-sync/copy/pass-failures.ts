import { type CalendarSyncError, type CalendarSyncErrorCode } from 'ngx-calendar-sync/base';

/** When this many calendars fail one after the other, the cause is the service and not these calendars. */
const MAX_FAILURES_IN_A_ROW = 5;

/** Errors of the account or of this tab, which every other calendar would meet too. */
const ACCOUNT_ERROR_CODES: readonly CalendarSyncErrorCode[] = [
  'expired',
  'signed-out',
  'quota-exceeded',
  'cancelled',
  'script-failed',
];
/** Errors that may concern one calendar alone or the whole service. */
const TRANSIENT_ERROR_CODES: readonly CalendarSyncErrorCode[] = [
  'offline',
  'unavailable',
  'rate-limited',
];

export function isOfAccount({ code }: CalendarSyncError): boolean {
  return ACCOUNT_ERROR_CODES.includes(code);
}

/** Distinguishes, within one pass, failures of single calendars from those of the account or of the service. */
export class PassFailures {
  #answered = 0;
  #inARow = 0;
  #last: CalendarSyncError | undefined;

  succeeded(): void {
    this.#answered += 1;
    this.#inARow = 0;
  }

  /**
   * @param failedBefore Whether the last pull of this calendar had failed too: while other calendars are answered, its
   * failing again says nothing about the service.
   * @throws CalendarSyncError where the pulls of all other calendars would fail too, so that the pass should end.
   */
  failed(error: CalendarSyncError, failedBefore: boolean): void {
    if (isOfAccount(error)) {
      throw error;
    }
    // A service that refuses one calendar is reachable and answers.
    if (!TRANSIENT_ERROR_CODES.includes(error.code)) {
      this.succeeded();
      return;
    }
    this.#last = error;
    if (failedBefore && this.#answered > 0) {
      return;
    }
    this.#inARow += 1;
    if (this.#inARow >= MAX_FAILURES_IN_A_ROW) {
      throw error;
    }
  }

  /** After all calendars were tried: the last error where none of them was answered. */
  get ofAll(): CalendarSyncError | undefined {
    return this.#answered === 0 ? this.#last : undefined;
  }
}
