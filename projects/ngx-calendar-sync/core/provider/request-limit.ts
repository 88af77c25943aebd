import { Observable } from 'rxjs';

const DEFAULT_MAX_PARALLEL_REQUESTS = 6;

/**
 * Lets a bounded number of requests run side by side. The others start in the order in which they were subscribed to;
 * one that is unsubscribed from before its turn is never sent.
 */
export class RequestLimit {
  readonly #maxParallelRequests: number;
  readonly #waiting = new Set<() => void>();
  #running = 0;

  constructor(maxParallelRequests = DEFAULT_MAX_PARALLEL_REQUESTS) {
    this.#maxParallelRequests = maxParallelRequests;
  }

  bounded<V>(request: Observable<V>): Observable<V> {
    return new Observable<V>((subscriber) => {
      const start = () => {
        this.#waiting.delete(start);
        this.#running += 1;
        subscriber.add(() => {
          this.#running -= 1;
          this.#startNext();
        });
        request.subscribe(subscriber);
      };
      this.#waiting.add(start);
      subscriber.add(() => this.#waiting.delete(start));
      this.#startNext();
    });
  }

  #startNext(): void {
    const [next] = this.#waiting;
    if (next && this.#running < this.#maxParallelRequests) {
      next();
    }
  }
}
