import { HttpErrorResponse } from '@angular/common/http';
import { type MonoTypeOperatorFunction, type SchedulerLike, tap, TimeoutError } from 'rxjs';

/** The most that Google puts on a page. */
const MAX_PAGE_SIZE = 2500;
/** A page of so few events comes through any line that is worth the name. */
const MIN_PAGE_SIZE = 100;
/** In a third of the time that an answer has, twice as many would have come, too. */
const FAST_ANSWER_MS = 10_000;

/**
 * How much to ask for on one page: half as much when an answer has not come through, as on a slow line, and more again
 * when answers come fast. Google's documentation does not say whether `maxResults` may change from page to page; where
 * it refused the page token for that, the list would be asked for from its beginning, in smaller pages.
 */
export class PageSize {
  #limit = MAX_PAGE_SIZE;

  of(wanted: number): number {
    return Math.min(wanted, this.#limit);
  }

  /** Learns from what becomes of a request for a page. */
  learn<Answer>(wanted: number, clock: SchedulerLike): MonoTypeOperatorFunction<Answer> {
    const size = this.of(wanted);
    const begunAt = clock.now();
    // Several requests of the same size fail together: they count as one.
    const adapt = (next: number) => {
      if (size === this.#limit) {
        this.#limit = next;
      }
    };
    return tap<Answer>({
      next: () => {
        if (clock.now() - begunAt < FAST_ANSWER_MS) {
          adapt(Math.min(size * 2, MAX_PAGE_SIZE));
        }
      },
      error: (error: unknown) => {
        if (isLost(error)) {
          adapt(Math.max(Math.floor(size / 2), MIN_PAGE_SIZE));
        }
      },
    });
  }
}

/** No answer in time, or a part of one: a browser tells a cut answer as status 0, or as 200 with what it cannot read. */
function isLost(error: unknown): boolean {
  if (error instanceof TimeoutError) {
    return true;
  }
  return error instanceof HttpErrorResponse && (error.status === 0 || error.status === 200);
}
