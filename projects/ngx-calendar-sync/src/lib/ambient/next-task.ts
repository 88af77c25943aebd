/** Lets the browser draw and answer the user before work goes on; timers would be slowed down in hidden tabs. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}

const MAX_SLICE_MS = 4;

/** Long work in slices of a few milliseconds: where one is over, the next is awaited. */
export class Slices {
  #begun = performance.now();

  get over(): boolean {
    return performance.now() - this.#begun > MAX_SLICE_MS;
  }

  async next(): Promise<void> {
    await nextTask();
    this.#begun = performance.now();
  }
}
