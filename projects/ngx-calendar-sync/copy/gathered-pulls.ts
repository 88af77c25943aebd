import {
  AsyncSubject,
  defer,
  map,
  type Observable,
  of,
  share,
  switchMap,
  tap,
  throwError,
} from 'rxjs';
import { CalendarSyncError, ɵhasCode as hasCode } from 'ngx-calendar-sync/base';
import {
  type ɵCalendarProvider as CalendarProvider,
  type ɵPullBatches as PullBatches,
  type ɵPageAnswer as PageAnswer,
  type ɵPullRequest as PullRequest,
  ɵRequestLimit as RequestLimit,
} from 'ngx-calendar-sync/core';

export interface GatheredPullsContext {
  readonly provider: Pick<CalendarProvider, 'pull'>;
  readonly batches: PullBatches;
  /** How many requests are sent side by side where a batch does not help. */
  readonly maxParallelRequests: number;
}

/**
 * The provider of pulls that run side by side: the first request of each of them waits for those of the others, and goes
 * with them in one batch. What the batch does not answer is asked for by itself.
 */
export class GatheredPulls implements Pick<CalendarProvider, 'pull'> {
  readonly #context: GatheredPullsContext;
  readonly #limit: RequestLimit;
  /** The calendars that have neither asked for anything yet nor come to their end. */
  readonly #expected: Set<string>;
  readonly #requests = new Map<string, PullRequest>();
  readonly #gathered = new AsyncSubject<void>();
  readonly #answers$: Observable<ReadonlyMap<string, PageAnswer | CalendarSyncError>>;
  #isRefused = false;

  constructor(calendarIds: readonly string[], context: GatheredPullsContext) {
    this.#context = context;
    this.#limit = new RequestLimit(context.maxParallelRequests);
    this.#expected = new Set(calendarIds);
    this.#answers$ = this.#gathered.pipe(
      switchMap(() => context.batches.pull(this.#requests)),
      tap((answers) => {
        this.#isRefused = [...answers.values()].every((answer) => hasCode(answer, 'unavailable'));
      }),
      share({ resetOnComplete: false }),
    );
  }

  /** Whether the batch was sent and brought nothing at all: the network or the service may not take batches. */
  get isRefused(): boolean {
    return this.#isRefused;
  }

  pull(calendarId: string, request: PullRequest): Observable<PageAnswer> {
    return defer(() => {
      const isFirst = this.#expected.has(calendarId);
      const asksForChanges = request.cursor !== undefined && request.pageToken === undefined;
      if (!isFirst || !asksForChanges) {
        this.leave(calendarId);
        return this.#single(calendarId, request);
      }
      this.#requests.set(calendarId, request);
      // The batch is sent when the last pull leaves, which has to be subscribed to the answers by then.
      queueMicrotask(() => {
        this.leave(calendarId);
      });
      return this.#answers$.pipe(
        map((answers) => answers.get(calendarId)),
        switchMap((answer) => {
          if (answer instanceof CalendarSyncError) {
            return throwError(() => answer);
          }
          return answer ? of(answer) : this.#single(calendarId, request);
        }),
      );
    });
  }

  /** The batch does not wait for this calendar any longer. */
  leave(calendarId: string): void {
    this.#expected.delete(calendarId);
    if (this.#expected.size === 0 && this.#requests.size > 0) {
      this.#gathered.next();
      this.#gathered.complete();
    }
  }

  #single(calendarId: string, request: PullRequest): Observable<PageAnswer> {
    return this.#limit.bounded(this.#context.provider.pull(calendarId, request));
  }
}
