import { type SchedulerLike, type Subscription, timer } from 'rxjs';

/** A transaction takes longer than the writing of an answer in it. */
const MAX_BUNDLED_ANSWERS = 64;
/** The next requests may hang: how long an answer waits for others at most. */
const MAX_ANSWER_WAIT_MS = 250;

/** The answers that are stored in the same transaction, while there are more to come. */
export class AnswerBundle {
  readonly #clock: SchedulerLike;
  readonly #onStore: () => void;
  #waiting: (() => void)[] = [];
  #timer: Subscription | undefined;

  /** @param onStore Called when the log was asked to store answers: what it is asked then is in the same transaction. */
  constructor(clock: SchedulerLike, onStore: () => void) {
    this.#clock = clock;
    this.#onStore = onStore;
  }

  /**
   * @param store Asks the log to store the answer. It is called before this returns where there is nothing to wait for.
   * @param isMoreExpected Whether other answers will come soon.
   */
  add(store: () => void, isMoreExpected: boolean): void {
    this.#waiting.push(store);
    if (!isMoreExpected || this.#waiting.length >= MAX_BUNDLED_ANSWERS) {
      this.storeAll();
    } else {
      this.#timer ??= timer(MAX_ANSWER_WAIT_MS, this.#clock).subscribe(() => {
        this.storeAll();
      });
    }
  }

  /** Stores what waits for others. */
  storeAll(): void {
    this.#timer?.unsubscribe();
    this.#timer = undefined;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const store of waiting) {
      store();
    }
    this.#onStore();
  }
}
