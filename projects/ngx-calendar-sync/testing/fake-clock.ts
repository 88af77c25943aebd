import { VirtualTimeScheduler } from 'rxjs';

/**
 * A clock that stands still until the test moves it. Timers of what is given this clock run when it is moved, and only
 * then.
 */
export class FakeClock extends VirtualTimeScheduler {
  /** @param now The time that the clock shows until it is moved. */
  constructor(now: Date | string) {
    super();
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
