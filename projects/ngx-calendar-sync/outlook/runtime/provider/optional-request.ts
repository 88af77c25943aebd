import {
  catchError,
  defer,
  finalize,
  type Observable,
  of,
  share,
  type SchedulerLike,
  tap,
} from 'rxjs';
import { CalendarSyncError } from 'ngx-calendar-sync/base';

const RETRY_AFTER_MS = 5 * 60_000;

/**
 * A request for something without which everything works. It is waited for once: after a failure it is sent again only after a
 * while, and beside what was to wait for it. A refusal is remembered.
 */
export class OptionalRequest {
  readonly #clock: SchedulerLike;
  #isPending = false;
  #isAnswered = false;
  #isRefused = false;
  #failedAt: number | undefined;

  /** Shared by those who ask at the same time. Completes in any case. */
  readonly answer$: Observable<unknown>;

  constructor(request$: Observable<unknown>, clock: SchedulerLike) {
    this.#clock = clock;
    this.answer$ = defer(() => {
      this.#isPending = true;
      return request$;
    }).pipe(
      tap(() => {
        this.#isAnswered = true;
        this.#failedAt = undefined;
      }),
      catchError((error: unknown) => {
        this.#isRefused = CalendarSyncError.from(error).status === 403;
        this.#failedAt = this.#clock.now();
        return of(undefined);
      }),
      finalize(() => {
        this.#isPending = false;
      }),
      share(),
    );
  }

  get isAnswered(): boolean {
    return this.#isAnswered;
  }

  /** Whether the first request is still to be answered, so that it may be waited for. */
  get isAwaited(): boolean {
    return !this.#isAnswered && this.#failedAt === undefined;
  }

  /** Whether the request may be sent now. */
  get isDue(): boolean {
    return (
      !this.#isPending &&
      !this.#isRefused &&
      (this.#failedAt === undefined || this.#clock.now() >= this.#failedAt + RETRY_AFTER_MS)
    );
  }

  /** Once the account has granted more: what was refused may be sent again. */
  forgetRefusal(): void {
    this.#isRefused = false;
  }
}
