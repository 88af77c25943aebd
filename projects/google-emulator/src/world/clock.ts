/** The emulator's own time: it runs as fast as the real one, from wherever it was set. */
export class Clock {
  private ahead = 0;

  constructor(start?: Date) {
    if (start) {
      this.set(start);
    }
  }

  /** Milliseconds since the epoch. */
  now(): number {
    return Date.now() + this.ahead;
  }

  set(instant: Date): void {
    this.ahead = instant.getTime() - Date.now();
  }

  advance(milliseconds: number): void {
    this.ahead += milliseconds;
  }
}
