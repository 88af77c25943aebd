/**
 * Resolves once `condition` holds, however slow the machine is. If it never does, the runner's timeout fails the spec.
 */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/**
 * Resolves when nothing is under way any more: `isIdle` holds, and `observed` returns the same, while messages and
 * locks go to the browser and back several times. Browsers deliver both in order, so that all that was sent before has
 * arrived.
 */
export async function untilQuiet(isIdle: () => boolean, observed: () => unknown): Promise<void> {
  let before = '';
  for (let unchanged = 0; unchanged < 5;) {
    await Promise.all([
      messageRoundTrip(),
      navigator.locks.request('untilQuiet', () => undefined),
      // A tab that has begun to lead may be loading this code.
      import('../../copy/copy-sync'),
    ]);
    // A timer runs after all tasks that are queued now.
    await new Promise((resolve) => setTimeout(resolve));
    const now = JSON.stringify(observed());
    unchanged = isIdle() && now === before ? unchanged + 1 : 0;
    before = now;
  }
}

async function messageRoundTrip(): Promise<void> {
  const sender = new BroadcastChannel('untilQuiet');
  const receiver = new BroadcastChannel('untilQuiet');
  const received = new Promise((resolve) => (receiver.onmessage = resolve));
  sender.postMessage(undefined);
  await received;
  sender.close();
  receiver.close();
}
