import { BehaviorSubject, defer, filter, finalize, firstValueFrom, type Observable } from 'rxjs';

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
    await firstValueFrom(this.#count.pipe(filter((count) => count === 0)));
  }
}
