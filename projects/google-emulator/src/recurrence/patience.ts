/** The rarest of dates, a leap day on one weekday in every third year, comes back within a century. */
const LONGEST_GAP = 100 * 366 * 86_400_000;

/** Tells when a walk through time has found nothing for so long that nothing will come any more. */
export class Patience {
  constructor(private lastFind: number) {}

  found(wall: number): void {
    this.lastFind = wall;
  }

  isOver(wall: number): boolean {
    return wall - this.lastFind > LONGEST_GAP;
  }
}
