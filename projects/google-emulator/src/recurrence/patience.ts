/** The rarest of dates, a leap day on one weekday in every third year, comes back within a century. */
const LONGEST_GAP = 100 * 366 * 86_400_000;
/** Of the days of half a century; a rule of every second has as many within six hours. */
const MOST_EXCEPTIONS_IN_A_ROW = 20_000;

/** Tells when a walk through time has found nothing for so long that nothing will come any more. */
export class Patience {
  private exceptions = 0;

  constructor(private lastFind: number) {}

  found(wall: number): void {
    this.lastFind = wall;
    this.exceptions = 0;
  }

  /**
   * The walk has met a start that is excepted, or an exception from something else.
   * @returns whether it goes on.
   */
  bearsException(): boolean {
    return ++this.exceptions <= MOST_EXCEPTIONS_IN_A_ROW;
  }

  isOver(wall: number): boolean {
    return wall - this.lastFind > LONGEST_GAP;
  }
}
