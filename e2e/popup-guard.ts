import type { BrowserContext } from '@playwright/test';

/** One call of `window.open`, as a popup blocker would look at it. */
export interface WindowOpening {
  /** What `navigator.userActivation.isActive` said. */
  readonly userActivation: boolean;
  /** Whether it came out of a click or key press of the user itself, and not later. */
  readonly inGesture: boolean;
}

const MARK = 'popup-guard:';

/**
 * Stands for the popup blocker that a headless browser lacks.
 *
 * Playwright's own questions to a page, `getByRole` as well as `evaluate`, make `userActivation` active. So the guard
 * looks for the gesture itself, too, which no question can fake: the task in which the browser dispatches it. That is as
 * strict as the strictest browser. What it finds is written to the console, since reading it must ask nothing, either.
 */
export class PopupGuard {
  readonly #openings: WindowOpening[] = [];

  static async watch(context: BrowserContext): Promise<PopupGuard> {
    const guard = new PopupGuard();
    context.on('console', (message) => {
      const text = message.text();
      if (text.startsWith(MARK)) {
        guard.#openings.push(JSON.parse(text.slice(MARK.length)) as WindowOpening);
      }
    });
    await context.addInitScript(blockWindowsWithoutGesture, MARK);
    return guard;
  }

  get openings(): readonly WindowOpening[] {
    return this.#openings;
  }

  /** Windows that a blocker would not have let open. */
  get stray(): readonly WindowOpening[] {
    return this.#openings.filter(({ userActivation, inGesture }) => !userActivation || !inGesture);
  }
}

/** Runs in every page before its own scripts. */
function blockWindowsWithoutGesture(prefix: string): void {
  let inGesture = false;
  const { port1: end, port2: over } = new MessageChannel();
  over.onmessage = () => {
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
        end.postMessage('');
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
