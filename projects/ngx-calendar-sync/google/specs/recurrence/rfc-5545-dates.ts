/** An example, with DTSTART and starts as wall times in New York; at 09:00 where there is a day alone. */
export interface Example {
  readonly name: string;
  readonly rule: string;
  readonly start?: string;
  /** Days are `97-09-02`, so that the lists are as short as in the RFC. */
  readonly starts: string;
  /** Of a rule that goes on, the first day that is no longer compared. */
  readonly before?: string;
  readonly exdate?: string;
}

/** `97-09-02 97-09-03`, from `97-09` and the numbers of the days. */
export function days(yearAndMonth: string, ...numbers: readonly number[]): string {
  return numbers.map((day) => `${yearAndMonth}-${String(day).padStart(2, '0')}`).join(' ');
}

/** The numbers from `first` to `last`. */
export function from(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

export function all(...lists: readonly string[]): string {
  return lists.join(' ');
}
