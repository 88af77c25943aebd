import type { BrowserContext } from '@playwright/test';

/** One call of `window.open`, with what a popup blocker decides by. */
export interface WindowOpening {
  /** The value of `navigator.userActivation.isActive` at the call. */
  readonly userActivation: boolean;
  /** Whether the call was made in the task in which the browser dispatched a click or key press. */
  readonly inGesture: boolean;
}

/** Begins the console messages in which the page reports its calls. */
const CONSOLE_PREFIX = 'popup-guard:';

/**
 * Acts as the popup blocker that a headless browser lacks.
 *
 * Playwright makes `userActivation` active whenever it evaluates something in a page, even for `getByRole`. So the guard
 * also checks that the call is made in the task in which the browser dispatches the user's gesture, as the strictest
 * browsers do. The page reports to the console, because evaluating anything to read the result would make it active, too.
 */
export class PopupGuard {
  readonly #openings: WindowOpening[] = [];

  static async watch(context: BrowserContext): Promise<PopupGuard> {
    const guard = new PopupGuard();
    context.on('console', (message) => {
      const text = message.text();
      if (text.startsWith(CONSOLE_PREFIX)) {
        guard.#openings.push(JSON.parse(text.slice(CONSOLE_PREFIX.length)) as WindowOpening);
      }
    });
    await context.addInitScript(blockWindowsWithoutGesture, CONSOLE_PREFIX);
    return guard;
  }

  get openings(): readonly WindowOpening[] {
    return this.#openings;
  }

  /** The calls that a popup blocker would have refused. */
  get windowsWithoutGesture(): readonly WindowOpening[] {
    return this.#openings.filter(({ userActivation, inGesture }) => !userActivation || !inGesture);
  }
}

/** Runs in every page before its own scripts. */
function blockWindowsWithoutGesture(prefix: string): void {
  let inGesture = false;
  // A message is delivered in a later task than the event that sends it.
  const { port1: endOfTask, port2: nextTask } = new MessageChannel();
  nextTask.onmessage = () => {
    inGesture = false;
  };
  for (const type of ['keydown', 'mousedown', 'pointerup', 'touchend', 'click']) {
    addEventListener(
      type,
      ({ isTrusted }) => {
        if (!isTrusted) {
          return;
        }
        inGesture = true;
        endOfTask.postMessage('');
      },
      { capture: true },
    );
  }
  const open = window.open.bind(window);
  window.open = (...args) => {
    const userActivation = navigator.userActivation.isActive;
    console.debug(`${prefix}${JSON.stringify({ userActivation, inGesture })}`);
    return userActivation && inGesture ? open(...args) : null;
  };
}
