/** Runs the writes with the same key one after the other, and those with different keys side by side. */
export class WriteQueue {
  readonly #tails = new Map<string, Promise<unknown>>();

  run<R>(key: string, write: () => Promise<R>): Promise<R> {
    const before = this.#tails.get(key);
    const result = before ? before.then(write, write) : write();
    const tail = result.catch(() => undefined);
    this.#tails.set(key, tail);
    void tail.then(() => {
      if (this.#tails.get(key) === tail) {
        this.#tails.delete(key);
      }
    });
    return result;
  }
}
