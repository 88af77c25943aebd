import type { SeededRandom } from './seeded-random';

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;
const WORKING_DAYS = 'MO,TU,WE,TH,FR';

/** The parts of a rule by their names. */
type Parts = Record<string, string | number>;

/** A recurrence rule as Google's and other clients write them, without COUNT and UNTIL. */
export function randomRule(random: SeededRandom): string {
  const partsByFrequency = { DAILY: daily, WEEKLY: weekly, MONTHLY: monthly, YEARLY: yearly };
  const frequency = random.oneOf(['DAILY', 'WEEKLY', 'WEEKLY', 'MONTHLY', 'MONTHLY', 'YEARLY']);
  const parts = { FREQ: frequency, ...partsByFrequency[frequency](random) };
  return Object.entries(parts)
    .map(([name, value]) => `${name}=${value}`)
    .join(';');
}

function daily(random: SeededRandom): Parts {
  return {
    INTERVAL: random.oneOf([1, 1, 2, 3, 10]),
    ...(random.chance(0.2) && { BYMONTH: random.someOf(MONTHS, 4).join() }),
    ...(random.chance(0.2) && { BYDAY: random.someOf(WEEKDAYS, 4).join() }),
    ...(random.chance(0.1) && { BYMONTHDAY: random.someOf([1, 13, 15, 30, 31, -1], 3).join() }),
  };
}

function weekly(random: SeededRandom): Parts {
  const byDay = random.chance(0.8) && {
    BYDAY: random.oneOf([WORKING_DAYS, random.someOf(WEEKDAYS, 4).join()]),
  };
  return {
    ...(random.chance(0.7) && { INTERVAL: random.oneOf([1, 2, 3, 4]) }),
    ...byDay,
    ...(random.chance(0.4) && { WKST: random.oneOf(['SU', 'MO', 'SA', 'WE']) }),
    ...(random.chance(0.1) && { BYMONTH: random.someOf(MONTHS, 5).join() }),
    ...(byDay && random.chance(0.15) && { BYSETPOS: random.oneOf(['1', '2', '-1', '1,-1']) }),
  };
}

function monthly(random: SeededRandom): Parts {
  const kinds: (() => Parts)[] = [
    () => ({}),
    () => ({ BYMONTHDAY: random.someOf([1, 5, 15, 28, 29, 30, 31, -1, -2, -31], 3).join() }),
    () => ({ BYDAY: ordinals(random, [1, 2, 3, 4, 5, -1, -2, -5]) }),
    () => ({
      BYDAY: random.oneOf([WORKING_DAYS, 'SA,SU', random.someOf(WEEKDAYS, 3).join()]),
      BYSETPOS: random.oneOf(['1', '2', '3', '-1', '-2', '1,-1', '2,3']),
    }),
    () => ({
      BYDAY: random.someOf(WEEKDAYS, 2).join(),
      BYMONTHDAY: random.oneOf(['13', '1,2,3,4,5,6,7', '-1,-2,-3', '8,9,10,11,12,13,14']),
    }),
  ];
  return {
    INTERVAL: random.oneOf([1, 1, 2, 3, 5, 6]),
    ...kinds[random.integer(0, kinds.length - 1)]?.(),
    ...(random.chance(0.15) && { BYMONTH: random.someOf(MONTHS, 5).join() }),
  };
}

function yearly(random: SeededRandom): Parts {
  const kinds: (() => Parts)[] = [
    () => ({}),
    () => ({ BYMONTHDAY: random.someOf([1, 15, 28, 29, 31, -1], 2).join() }),
    () => ({ BYMONTH: random.someOf(MONTHS, 3).join() }),
    () => ({
      BYMONTH: random.someOf(MONTHS, 3).join(),
      BYMONTHDAY: random.someOf([1, 15, 29, 30, 31, -1], 2).join(),
    }),
    () => ({
      BYMONTH: random.someOf(MONTHS, 2).join(),
      BYDAY: ordinals(random, [1, 2, 3, 4, -1, -2]),
    }),
    () => ({ BYDAY: ordinals(random, [1, 2, 10, 20, 52, -1, -10]) }),
    () => ({
      INTERVAL: 1,
      BYWEEKNO: random.someOf([1, 2, 10, 20, 51, 52, -1], 2).join(),
      BYDAY: random.someOf(WEEKDAYS, 2).join(),
    }),
    () => ({ BYYEARDAY: random.someOf([1, 59, 60, 100, 200, 365, 366, -1, -306], 3).join() }),
    () => ({
      BYMONTH: random.someOf(MONTHS, 3).join(),
      BYDAY: random.oneOf([WORKING_DAYS, 'SA,SU', random.oneOf(WEEKDAYS)]),
      BYSETPOS: random.oneOf(['1', '2', '-1', '-2', '1,-1']),
    }),
  ];
  return {
    INTERVAL: random.oneOf([1, 1, 1, 2, 3, 4]),
    ...kinds[random.integer(0, kinds.length - 1)]?.(),
  };
}

/** Weekdays with a position, such as `-1FR`. */
function ordinals(random: SeededRandom, positions: readonly [number, ...number[]]): string {
  return random
    .someOf(WEEKDAYS, 2)
    .map((day) => `${random.oneOf(positions)}${day}`)
    .join();
}
