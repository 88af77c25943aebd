import { BehaviorSubject, defer, filter, finalize, firstValueFrom, type Observable } from 'rxjs';

/** How many of some observables are under way. */
export class InFlight {
  readonly #count = new BehaviorSubject(0);

  /** The same, counted from subscription to end. */
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

  /** Resolves when there is none. */
  async idle(): Promise<void> {
    await firstValueFrom(this.#count.pipe(filter((count) => count === 0)));
  }
}
