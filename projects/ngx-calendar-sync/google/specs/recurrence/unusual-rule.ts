import type { SeededRandom } from './seeded-random';

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

/**
 * A rule with any parts that RFC 5545 allows beside each other, as hardly anybody writes them; without COUNT and UNTIL.
 * @param isTimed Whether it may have times of the day, and frequencies that are shorter than a day.
 */
export function unusualRule(random: SeededRandom, isTimed: boolean): string {
  const frequency = random.oneOf(
    isTimed
      ? ['MINUTELY', 'HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY']
      : ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'],
  );
  const isLong = frequency === 'MONTHLY' || frequency === 'YEARLY';
  const parts: string[] = [];
  const add = (name: string, probability: number, value: () => string) => {
    if (random.chance(probability)) {
      parts.push(`${name}=${value()}`);
    }
  };
  const numbers = (low: number, high: number, maxCount: number) => () =>
    listOf(random, maxCount, () => {
      const number = random.integer(low, high);
      return String(number === 0 && low < 0 ? 1 : number);
    });

  add('BYMONTH', 0.3, numbers(1, 12, 3));
  if (frequency === 'YEARLY') {
    add('BYWEEKNO', 0.2, numbers(-52, 52, 3));
  }
  if (!['DAILY', 'WEEKLY', 'MONTHLY'].includes(frequency)) {
    add('BYYEARDAY', 0.2, numbers(-366, 366, 4));
  }
  if (frequency !== 'WEEKLY') {
    add('BYMONTHDAY', 0.25, numbers(-31, 31, 3));
  }
  const mayCount = isLong && !parts.some((part) => part.startsWith('BYWEEKNO'));
  add('BYDAY', 0.35, () =>
    listOf(random, 4, () => {
      const nth = mayCount ? random.oneOf(['', '1', '2', '-1', '5', '-3']) : '';
      return nth + random.oneOf(WEEKDAYS);
    }),
  );
  if (isTimed) {
    add('BYHOUR', 0.2, numbers(0, 23, 3));
    add('BYMINUTE', 0.2, numbers(0, 59, 3));
    add('BYSECOND', 0.1, numbers(0, 59, 2));
  }
  if (parts.length > 0) {
    add('BYSETPOS', 0.2, numbers(-5, 5, 3));
  }
  add('WKST', 0.3, () => random.oneOf(WEEKDAYS));
  const longestInterval = { MINUTELY: 2000, HOURLY: 100 }[frequency as string] ?? 12;
  add('INTERVAL', 0.4, () => String(random.integer(1, longestInterval)));
  return [`FREQ=${frequency}`, ...parts].join(';');
}

function listOf(random: SeededRandom, maxCount: number, value: () => string): string {
  const length = random.integer(1, maxCount);
  return [...new Set(Array.from({ length }, value))].join();
}
