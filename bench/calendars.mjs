/** Pseudo-random numbers from 0 to 1, the same ones on every run. */
export function randomNumbers(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const WORDS =
  'budget review plan team customer draft launch quarter notes design agenda call'.split(' ');
const FIRST_YEAR = 2023;
const YEARS = 5;
const MONTHS = YEARS * 12;
const EVENTS_IN_MONTH = 833;
const MONTH_INDEX = 26;

/** The month that the figures read: it has the same number of events in every calendar. */
export const MONTH = monthAt(MONTH_INDEX);
/** A day of `WEEK`. */
export const DAY = { start: '2025-03-12T00:00:00.000Z', end: '2025-03-13T00:00:00.000Z' };
/** A week of `MONTH`. */
export const WEEK = { start: '2025-03-10T00:00:00.000Z', end: '2025-03-17T00:00:00.000Z' };

function monthAt(index) {
  const startOf = (monthOfYears) => new Date(Date.UTC(FIRST_YEAR, monthOfYears)).toISOString();
  return { start: startOf(index), end: startOf(index + 1) };
}

/** Random months, of which none is next to the one before: a neighbouring month may have been read already. */
export function distantMonths(count) {
  const random = randomNumbers(MONTHS);
  const indexes = [MONTH_INDEX];
  while (indexes.length <= count) {
    const next = Math.floor(random() * MONTHS);
    if (Math.abs(next - indexes.at(-1)) > 1) {
      indexes.push(next);
    }
  }
  return indexes.slice(1).map(monthAt);
}

/**
 * The events of five years in random order. `MONTH` has 833 of them, the other months share the rest.
 *
 * @param {number} count the number of events
 */
export function calendarOf(count) {
  const random = randomNumbers(count);
  const others = Array.from({ length: count - EVENTS_IN_MONTH }, (_, index) => {
    const month = index % (MONTHS - 1);
    return month < MONTH_INDEX ? month : month + 1;
  });
  const months = [...others, ...Array.from({ length: EVENTS_IN_MONTH }, () => MONTH_INDEX)];
  for (let index = months.length - 1; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1));
    [months[index], months[other]] = [months[other], months[index]];
  }
  return months.map((month, index) => ({
    id: `bench${index.toString(32)}`,
    ...eventIn(FIRST_YEAR, month, random, 'UTC'),
  }));
}

/** The time zone of the series. It has daylight saving time, which the expansion of series must handle. */
export const SERIES_TIME_ZONE = 'Europe/Berlin';

/**
 * Series that began ten years before `MONTH` and have no end. Most are weekly, as in the calendars of most people.
 *
 * @param {number} count the number of series
 */
export function seriesOf(count) {
  const random = randomNumbers(count);
  return Array.from({ length: count }, (_, index) => {
    const event = eventIn(2015, Math.floor(random() * 3), random, SERIES_TIME_ZONE);
    return {
      id: `series${index.toString(32)}`,
      ...event,
      recurrence: [`RRULE:${ruleFrom(new Date(event.start.dateTime), random)}`],
    };
  });
}

const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

/** A random rule of which `start` is an occurrence, as the start of Google's series is. */
function ruleFrom(start, random) {
  const day = WEEKDAYS[start.getUTCDay()];
  const kind = random();
  if (kind < 0.4) {
    return `FREQ=WEEKLY;BYDAY=${day}`;
  }
  if (kind < 0.55) {
    return `FREQ=WEEKLY;INTERVAL=2;BYDAY=${day}`;
  }
  if (kind < 0.7) {
    return `FREQ=WEEKLY;BYDAY=${[...new Set([day, 'MO', 'TH'])].join()}`;
  }
  if (kind < 0.78) {
    return 'FREQ=DAILY';
  }
  if (kind < 0.86) {
    return `FREQ=MONTHLY;BYMONTHDAY=${start.getUTCDate()}`;
  }
  if (kind < 0.94) {
    return `FREQ=MONTHLY;BYDAY=${Math.ceil(start.getUTCDate() / 7)}${day}`;
  }
  return 'FREQ=YEARLY';
}

/** An event of one hour on a random day of the month; about 1 kB in Google's JSON. */
export function eventIn(year, month, random, timeZone) {
  const text = (length) =>
    Array.from({ length }, () => WORDS[Math.floor(random() * WORDS.length)]).join(' ');
  const day = 1 + Math.floor(random() * 28);
  const hour = 8 + Math.floor(random() * 10);
  const at = (shift) => new Date(Date.UTC(year, month, day, hour + shift)).toISOString();
  return {
    summary: text(4),
    location: text(3),
    description: text(18),
    start: { dateTime: at(0), timeZone },
    end: { dateTime: at(1), timeZone },
    attendees: [
      { email: 'ann@example.com', displayName: 'Ann Example', responseStatus: 'accepted' },
      { email: 'ben@example.com', displayName: 'Ben Example', responseStatus: 'needsAction' },
    ],
  };
}
