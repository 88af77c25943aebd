/** The emulator's clock: it runs as fast as the real one, from the time to which it was set. */
export class Clock {
  private offsetMs = 0;

  constructor(start?: Date) {
    if (start) {
      this.set(start);
    }
  }

  /** Milliseconds since the epoch. */
  now(): number {
    return Date.now() + this.offsetMs;
  }

  set(instant: Date): void {
    this.offsetMs = instant.getTime() - Date.now();
  }

  advance(milliseconds: number): void {
    this.offsetMs += milliseconds;
  }
}
