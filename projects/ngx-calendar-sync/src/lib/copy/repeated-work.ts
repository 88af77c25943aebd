/**
 * Work that runs once at a time. Who asks for it while it runs needs a run that begins after that moment, so one more
 * run follows, shared by all who asked meanwhile.
 */
export class RepeatedWork {
  readonly #work: () => Promise<void>;
  #running: Promise<void> | undefined;
  #next: Promise<void> | undefined;

  constructor(work: () => Promise<void>) {
    this.#work = work;
  }

  /** Settles as the run does that begins now, or after the one under way. */
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
