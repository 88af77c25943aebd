import { HttpErrorResponse } from '@angular/common/http';
import { type MonoTypeOperatorFunction, type SchedulerLike, tap, TimeoutError } from 'rxjs';

/**
 * Google's maximum of `maxResults` for events.
 * @see https://developers.google.com/workspace/calendar/api/v3/reference/events/list
 */
const MAX_PAGE_SIZE = 2500;
/** A page of so few events gets through even on a very slow connection. */
const MIN_PAGE_SIZE = 100;
/** A third of the time that an answer may take: an answer of twice the size would have been in time too. */
const FAST_ANSWER_MS = 10_000;

/**
 * The `maxResults` of requests for pages: halved when an answer was lost, as on a slow connection, and doubled again when
 * answers are fast. Google does not document whether `maxResults` may change from page to page. If it refused a page
 * token for this, the list would be read again from its start, with smaller pages.
 */
export class PageSize {
  #limit = MAX_PAGE_SIZE;

  limit(wanted: number): number {
    return Math.min(wanted, this.#limit);
  }

  /** Adapts the page size to how the request for a page ends. */
  adapt<Answer>(wanted: number, clock: SchedulerLike): MonoTypeOperatorFunction<Answer> {
    const size = this.limit(wanted);
    const sentAt = clock.now();
    // Several requests may be on their way together. If all of them fail, the size is halved only once.
    const setLimit = (limit: number) => {
      if (size === this.#limit) {
        this.#limit = limit;
      }
    };
    return tap<Answer>({
      next: () => {
        if (clock.now() - sentAt < FAST_ANSWER_MS) {
          setLimit(Math.min(size * 2, MAX_PAGE_SIZE));
        }
      },
      error: (error: unknown) => {
        if (isAnswerLost(error)) {
          setLimit(Math.max(Math.floor(size / 2), MIN_PAGE_SIZE));
        }
      },
    });
  }
}

/** No answer in time, or only a part of one, for which browsers report status 0, or 200 with a body that is not JSON. */
function isAnswerLost(error: unknown): boolean {
  if (error instanceof TimeoutError) {
    return true;
  }
  return error instanceof HttpErrorResponse && (error.status === 0 || error.status === 200);
}
