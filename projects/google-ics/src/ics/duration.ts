const DAY_MS = 86_400_000;
const UNIT_MS: Readonly<Record<string, number>> = { H: 3_600_000, M: 60_000, S: 1000 };

/** Days keep the wall time when clocks change; the milliseconds are exact (RFC 5545, section 3.3.6). */
export interface IcsDuration {
  readonly days: number;
  readonly milliseconds: number;
}

/** Reads `PT1H30M`, `-P1W` and `P1H`, in which some programs leave out the T; undefined for other text. */
export function durationOf(text: string): IcsDuration | undefined {
  const [, sign, parts = ''] = /^\s*([+-]?)P((?:T|\d+[WDHMS])+)\s*$/i.exec(text) ?? [];
  if (sign === undefined) {
    return undefined;
  }
  const factor = sign === '-' ? -1 : 1;
  let days = 0;
  let milliseconds = 0;
  for (const [, digits, letter = ''] of parts.toUpperCase().matchAll(/(\d+)([WDHMS])/g)) {
    const amount = factor * Number(digits);
    if (letter === 'W' || letter === 'D') {
      days += amount * (letter === 'W' ? 7 : 1);
    } else {
      milliseconds += amount * (UNIT_MS[letter] ?? 0);
    }
  }
  return { days, milliseconds };
}

/** Total milliseconds, with days of 24 hours. */
export function millisecondsOf({ days, milliseconds }: IcsDuration): number {
  return days * DAY_MS + milliseconds;
}

/** Writes milliseconds as `PT90M` or, if they are not whole minutes, `PT5401S`. */
export function durationText(length: number): string {
  const seconds = Math.round(length / 1000);
  return seconds % 60 === 0 ? `PT${seconds / 60}M` : `PT${seconds}S`;
}
