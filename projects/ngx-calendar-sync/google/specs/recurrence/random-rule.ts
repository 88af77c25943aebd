import type { Draw } from './draw';

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;
const WORKING_DAYS = 'MO,TU,WE,TH,FR';

type Parts = Record<string, string | number>;

/** A rule as Google's own clients and others write them, without its end. */
export function randomRule(draw: Draw): string {
  const rhythms = { DAILY: daily, WEEKLY: weekly, MONTHLY: monthly, YEARLY: yearly };
  const frequency = draw.one(['DAILY', 'WEEKLY', 'WEEKLY', 'MONTHLY', 'MONTHLY', 'YEARLY']);
  const parts = { FREQ: frequency, ...rhythms[frequency](draw) };
  return Object.entries(parts)
    .map(([name, values]) => `${name}=${values}`)
    .join(';');
}

function daily(draw: Draw): Parts {
  return {
    INTERVAL: draw.one([1, 1, 2, 3, 10]),
    ...(draw.often(0.2) && { BYMONTH: draw.some(MONTHS, 4).join() }),
    ...(draw.often(0.2) && { BYDAY: draw.some(WEEKDAYS, 4).join() }),
    ...(draw.often(0.1) && { BYMONTHDAY: draw.some([1, 13, 15, 30, 31, -1], 3).join() }),
  };
}

function weekly(draw: Draw): Parts {
  const byDay = draw.often(0.8) && {
    BYDAY: draw.one([WORKING_DAYS, draw.some(WEEKDAYS, 4).join()]),
  };
  return {
    ...(draw.often(0.7) && { INTERVAL: draw.one([1, 2, 3, 4]) }),
    ...byDay,
    ...(draw.often(0.4) && { WKST: draw.one(['SU', 'MO', 'SA', 'WE']) }),
    ...(draw.often(0.1) && { BYMONTH: draw.some(MONTHS, 5).join() }),
    ...(byDay && draw.often(0.15) && { BYSETPOS: draw.one(['1', '2', '-1', '1,-1']) }),
  };
}

function monthly(draw: Draw): Parts {
  const kinds: (() => Parts)[] = [
    () => ({}),
    () => ({ BYMONTHDAY: draw.some([1, 5, 15, 28, 29, 30, 31, -1, -2, -31], 3).join() }),
    () => ({ BYDAY: ordinals(draw, [1, 2, 3, 4, 5, -1, -2, -5]) }),
    () => ({
      BYDAY: draw.one([WORKING_DAYS, 'SA,SU', draw.some(WEEKDAYS, 3).join()]),
      BYSETPOS: draw.one(['1', '2', '3', '-1', '-2', '1,-1', '2,3']),
    }),
    () => ({
      BYDAY: draw.some(WEEKDAYS, 2).join(),
      BYMONTHDAY: draw.one(['13', '1,2,3,4,5,6,7', '-1,-2,-3', '8,9,10,11,12,13,14']),
    }),
  ];
  return {
    INTERVAL: draw.one([1, 1, 2, 3, 5, 6]),
    ...kinds[draw.number(0, kinds.length - 1)]?.(),
    ...(draw.often(0.15) && { BYMONTH: draw.some(MONTHS, 5).join() }),
  };
}

function yearly(draw: Draw): Parts {
  const kinds: (() => Parts)[] = [
    () => ({}),
    () => ({ BYMONTHDAY: draw.some([1, 15, 28, 29, 31, -1], 2).join() }),
    () => ({ BYMONTH: draw.some(MONTHS, 3).join() }),
    () => ({
      BYMONTH: draw.some(MONTHS, 3).join(),
      BYMONTHDAY: draw.some([1, 15, 29, 30, 31, -1], 2).join(),
    }),
    () => ({ BYMONTH: draw.some(MONTHS, 2).join(), BYDAY: ordinals(draw, [1, 2, 3, 4, -1, -2]) }),
    () => ({ BYDAY: ordinals(draw, [1, 2, 10, 20, 52, -1, -10]) }),
    () => ({
      INTERVAL: 1,
      BYWEEKNO: draw.some([1, 2, 10, 20, 51, 52, -1], 2).join(),
      BYDAY: draw.some(WEEKDAYS, 2).join(),
    }),
    () => ({ BYYEARDAY: draw.some([1, 59, 60, 100, 200, 365, 366, -1, -306], 3).join() }),
    () => ({
      BYMONTH: draw.some(MONTHS, 3).join(),
      BYDAY: draw.one([WORKING_DAYS, 'SA,SU', draw.one(WEEKDAYS)]),
      BYSETPOS: draw.one(['1', '2', '-1', '-2', '1,-1']),
    }),
  ];
  return {
    INTERVAL: draw.one([1, 1, 1, 2, 3, 4]),
    ...kinds[draw.number(0, kinds.length - 1)]?.(),
  };
}

function ordinals(draw: Draw, places: readonly [number, ...number[]]): string {
  return draw
    .some(WEEKDAYS, 2)
    .map((day) => `${draw.one(places)}${day}`)
    .join();
}
