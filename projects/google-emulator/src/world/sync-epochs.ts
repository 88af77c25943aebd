/**
 * Which sync tokens are good. Every token names the epoch that it was given out in; a new one begins where history is
 * cut off, and where it could branch.
 */
export class SyncEpochs {
  private latest = 0;
  private good: ReadonlySet<number> = new Set([0]);

  /** That of new tokens. */
  get current(): number {
    return this.latest;
  }

  isGood(epoch: unknown): boolean {
    return typeof epoch === 'number' && this.good.has(epoch);
  }

  /** No token of before is good any more. */
  forget(): void {
    this.continueFrom(new Set());
  }

  /** Tokens of before stay good, here and on the branch that is continued later from what this gives. */
  branch(): ReadonlySet<number> {
    const before = this.good;
    this.continueFrom(before);
    return before;
  }

  /** Good are tokens of these epochs, and those that are given out from now on. */
  continueFrom(epochs: ReadonlySet<number>): void {
    this.latest++;
    this.good = new Set([...epochs, this.latest]);
  }
}
