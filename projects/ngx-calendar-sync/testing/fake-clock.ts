import { type Subscription, VirtualAction, VirtualTimeScheduler } from 'rxjs';

/**
 * A timer that stays one action however often it repeats or is put off. `VirtualAction` makes a new action each time and adds it to
 * the one before: to end a timer that has repeated thousands of times then overflows the stack, and one that is put off twice runs
 * twice.
 */
class RepeatableAction<T> extends VirtualAction<T> {
  static #scheduled = 0;

  override schedule(state?: T, delay?: number): Subscription {
    if (this.pending) {
      this.#takeBack();
    }
    // Without an id it is scheduled as a new one is, behind those that are due at the same moment.
    this.id = undefined;
    this.index = RepeatableAction.#scheduled++;
    return super.schedule(state, delay);
  }

  /** Changes the list in place, since the clock may be at work on it. */
  #takeBack(): void {
    const { actions } = this.scheduler;
    const at = actions.indexOf(this);
    if (at >= 0) {
      actions.splice(at, 1);
    }
  }
}

/**
 * A clock that stands still until the test moves it. Timers of what is given this clock run when it is moved, and only
 * then.
 */
export class FakeClock extends VirtualTimeScheduler {
  /** @param now The time that the clock shows until it is moved. */
  constructor(now: Date | string) {
    super(RepeatableAction);
    this.frame = new Date(now).getTime();
  }

  /** Moves the clock on, and runs the timers that are due by then. What promises continue runs after this returns. */
  tick(milliseconds: number): void {
    const end = this.frame + milliseconds;
    this.maxFrames = end;
    this.flush();
    this.frame = end;
  }
}

/** A clock that stands still at `now` until it is moved; by default at the real time. */
export function aClock(now: Date | string = new Date()): FakeClock {
  return new FakeClock(now);
}
