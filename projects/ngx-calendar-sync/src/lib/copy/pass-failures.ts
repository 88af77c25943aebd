import type { CalendarSyncError, CalendarSyncErrorCode } from '../model/calendar-sync-error';

/** So many different calendars that fail one after the other are no fault of theirs. */
const MAX_FAILURES_IN_A_ROW = 5;

/** What is wrong with the account or with this tab, and so with every calendar. */
const ACCOUNT_ERROR_CODES: readonly CalendarSyncErrorCode[] = [
  'expired',
  'signed-out',
  'quota-exceeded',
  'cancelled',
];
/** What may be one calendar's own, or the whole service's. */
const TRANSIENT_ERROR_CODES: readonly CalendarSyncErrorCode[] = [
  'offline',
  'unavailable',
  'rate-limited',
];

export function isOfAccount({ code }: CalendarSyncError): boolean {
  return ACCOUNT_ERROR_CODES.includes(code);
}

/** Tells, within one pass, the failures of single calendars from those of the account or of the whole service. */
export class PassFailures {
  #answered = 0;
  #inARow = 0;
  #last: CalendarSyncError | undefined;

  /** A calendar was pulled. */
  succeeded(): void {
    this.#answered += 1;
    this.#inARow = 0;
  }

  /**
   * A calendar could not be pulled.
   * @param failedBefore Whether its last pull had failed, too: as long as others are answered, that it fails again says
   * nothing of the service.
   * @throws CalendarSyncError where no other calendar would fare better.
   */
  failed(error: CalendarSyncError, failedBefore: boolean): void {
    if (isOfAccount(error)) {
      throw error;
    }
    // Who refuses one calendar is there and answers.
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

  /** To be asked once all calendars were tried: why none of them was answered. */
  get ofAll(): CalendarSyncError | undefined {
    return this.#answered === 0 ? this.#last : undefined;
  }
}
