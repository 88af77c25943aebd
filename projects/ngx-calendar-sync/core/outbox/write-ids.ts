import type { TimestampProvider } from 'rxjs';

const TIME_LENGTH = 9;
const COUNT_LENGTH = 4;

/** Makes ids of writes, which sort in the order in which they were made, also among the tabs of one account. */
export class WriteIds {
  readonly #clock: TimestampProvider;
  #lastTime = 0;
  #count = 0;

  constructor(clock: TimestampProvider) {
    this.#clock = clock;
  }

  next(): string {
    const now = Math.max(this.#clock.now(), this.#lastTime);
    this.#count = now === this.#lastTime ? this.#count + 1 : 0;
    this.#lastTime = now;
    const random = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
    return `${padded(now, TIME_LENGTH)}-${padded(this.#count, COUNT_LENGTH)}-${random.toString(36)}`;
  }

  /** Ids from now on sort after this one: the clock may have been set back since it was made. */
  follow(id: string): void {
    const time = Number.parseInt(id.slice(0, TIME_LENGTH), 36);
    if (time > this.#lastTime) {
      this.#lastTime = time;
      this.#count = Number.parseInt(id.slice(TIME_LENGTH + 1, TIME_LENGTH + 1 + COUNT_LENGTH), 36);
    }
  }
}

function padded(value: number, length: number): string {
  return Math.floor(value).toString(36).padStart(length, '0');
}
