const DAY_MS = 86_400_000;
const UNIT_MS: Readonly<Record<string, number>> = { H: 3_600_000, M: 60_000, S: 1000 };

/** Days follow the calendar, also over a change of the clocks; the rest is exact (RFC 5545, section 3.3.6). */
export interface IcsDuration {
  readonly days: number;
  readonly milliseconds: number;
}

/** Reads `PT1H30M`, `-P1W` and, as some write it, `P1H` without the T. Undefined for what is no duration. */
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

/** The whole length where days have 24 hours. */
export function lengthOf({ days, milliseconds }: IcsDuration): number {
  return days * DAY_MS + milliseconds;
}

/** `PT90M` for a length in milliseconds, to the second. */
export function durationText(length: number): string {
  const seconds = Math.round(length / 1000);
  return seconds % 60 === 0 ? `PT${seconds / 60}M` : `PT${seconds}S`;
}
