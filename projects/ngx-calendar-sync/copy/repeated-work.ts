/**
 * Work of which one run at a time is under way. A caller needs a run that begins after its call: calls during a run
 * share one more run, which follows.
 */
export class RepeatedWork {
  readonly #work: () => Promise<void>;
  #running: Promise<void> | undefined;
  #next: Promise<void> | undefined;

  constructor(work: () => Promise<void>) {
    this.#work = work;
  }

  /** Settles with the run that begins now, or after the one under way. */
  run(): Promise<void> {
    if (!this.#running) {
      this.#running = this.#work().finally(() => (this.#running = undefined));
      return this.#running;
    }
    this.#next ??= this.#running
      .catch(() => undefined)
      .then(() => {
        this.#next = undefined;
        return this.run();
      });
    return this.#next;
  }
}
