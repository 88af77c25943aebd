/**
 * Decides which sync tokens are valid. Every token holds the epoch in which it was issued. A new epoch begins when all
 * tokens are invalidated, and when a snapshot is taken or restored: the change numbers after it may then be used twice.
 */
export class SyncEpochs {
  private latest = 0;
  private valid: ReadonlySet<number> = new Set([0]);

  /** The epoch of tokens that are issued now. */
  get current(): number {
    return this.latest;
  }

  isValid(epoch: unknown): boolean {
    return typeof epoch === 'number' && this.valid.has(epoch);
  }

  /** Invalidates every token issued so far. */
  invalidateAll(): void {
    this.continueFrom(new Set());
  }

  /**
   * Begins a new epoch for a snapshot. Tokens issued before stay valid, now and after `continueFrom` is called with the
   * returned epochs.
   */
  branch(): ReadonlySet<number> {
    const before = this.valid;
    this.continueFrom(before);
    return before;
  }

  /** Makes tokens of these epochs, and those issued from now on, the only valid ones. */
  continueFrom(epochs: ReadonlySet<number>): void {
    this.latest++;
    this.valid = new Set([...epochs, this.latest]);
  }
}
