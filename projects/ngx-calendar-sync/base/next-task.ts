/**
 * Resolves in a new task, so that the browser can paint and handle input before. It uses no timer, since browsers delay
 * timers in hidden tabs.
 */
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

/** A quarter of a frame, so that work leaves enough time to paint. */
const MAX_SLICE_MS = 4;

/**
 * Divides long work into slices of a few milliseconds, so that the page stays responsive. The work checks {@link over}
 * often, and awaits {@link next} when it is true.
 */
export class Slices {
  #startedAt = performance.now();

  /** Whether the current slice has taken its time. */
  get over(): boolean {
    return performance.now() - this.#startedAt > MAX_SLICE_MS;
  }

  /** Resolves at the beginning of the next slice, after other tasks have had their turn. */
  async next(): Promise<void> {
    await nextTask();
    this.#startedAt = performance.now();
  }
}
