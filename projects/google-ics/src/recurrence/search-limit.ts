/** Even the rarest date, 29 February on one weekday in every third year, recurs within a century. */
const MAX_GAP_MS = 100 * 366 * 86_400_000;
/** More than a daily rule has in half a century; a rule of every second has as many within six hours. */
const MAX_CONSECUTIVE_EXCEPTIONS = 20_000;

/** Limits the search for starts: decides when nothing was found for so long that it is given up. */
export class SearchLimit {
  private exceptions = 0;

  constructor(private lastStart: number) {}

  /** A start was found: the search begins anew from there. */
  restartAt(wall: number): void {
    this.lastStart = wall;
    this.exceptions = 0;
  }

  /**
   * Counts an excluded start, or an exception that excludes nothing.
   * @returns Whether the search goes on.
   */
  allowsException(): boolean {
    return ++this.exceptions <= MAX_CONSECUTIVE_EXCEPTIONS;
  }

  isExceeded(wall: number): boolean {
    return wall - this.lastStart > MAX_GAP_MS;
  }
}
