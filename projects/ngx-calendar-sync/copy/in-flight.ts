import {
  BehaviorSubject,
  defer,
  filter,
  finalize,
  firstValueFrom,
  from,
  type Observable,
  race,
  type SchedulerLike,
  timer,
} from 'rxjs';

/** How long a pass, and the order in the store, wait until what the user looks at is there. */
const MAX_WAIT_FOR_VIEW_MS = 5_000;

/** Counts observables that are under way, to wait until none is. */
export class InFlight {
  readonly #count = new BehaviorSubject(0);

  /** `source`, which counts from its subscription to its end. */
  counted<V>(source: Observable<V>): Observable<V> {
    return defer(() => {
      this.#count.next(this.#count.value + 1);
      return source.pipe(
        finalize(() => {
          this.#count.next(this.#count.value - 1);
        }),
      );
    });
  }

  /** Resolves when none is under way. */
  async idle(): Promise<void> {
    // `switchMap` ends one before it begins the next one, in the same task.
    while (this.#count.value > 0) {
      await firstValueFrom(this.#count.pipe(filter((count) => count === 0)));
    }
  }
}

/** Resolves when what the user looks at is there, or after {@link MAX_WAIT_FOR_VIEW_MS}. */
export async function inTime(viewed: Promise<void>, clock: SchedulerLike): Promise<void> {
  await firstValueFrom(race(from(viewed), timer(MAX_WAIT_FOR_VIEW_MS, clock)));
}
