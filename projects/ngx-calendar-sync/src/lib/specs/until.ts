/** Waits for the state that a spec asserts, however slow the machine is. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/**
 * Waits until nothing is under way any more: `isIdle` holds and `told` stays the same while messages and locks go to the
 * browser and back several times. They are delivered in order, so whatever was said or asked for before has arrived.
 */
export async function untilQuiet(isIdle: () => boolean, told: () => unknown): Promise<void> {
  let before = '';
  for (let unchanged = 0; unchanged < 5;) {
    await Promise.all([messageRoundTrip(), navigator.locks.request('untilQuiet', () => undefined)]);
    // A timer comes after the tasks that are queued by now.
    await new Promise((resolve) => setTimeout(resolve));
    const now = JSON.stringify(told());
    unchanged = isIdle() && now === before ? unchanged + 1 : 0;
    before = now;
  }
}

async function messageRoundTrip(): Promise<void> {
  const sender = new BroadcastChannel('untilQuiet');
  const receiver = new BroadcastChannel('untilQuiet');
  const heard = new Promise((resolve) => (receiver.onmessage = resolve));
  sender.postMessage(undefined);
  await heard;
  sender.close();
  receiver.close();
}
