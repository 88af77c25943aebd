import { VirtualTimeScheduler } from 'rxjs';

/** Time that a test moves by hand: give it as the clock of what is tested, and it goes by it alone. */
export class FakeClock extends VirtualTimeScheduler {
  constructor(now: Date | string) {
    super();
    this.frame = new Date(now).getTime();
  }

  /** Lets milliseconds pass, and does what falls due in them. What promises wait for comes after. */
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
