/** Numbers that look random and are the same on every run. */
export function numbers(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const words =
  'budget review plan team customer draft launch quarter notes design agenda call'.split(' ');
const firstYear = 2023;
const years = 5;
const months = years * 12;
const eventsOfMonth = 833;
const monthIndex = 26;

/** The month that is read: it has as many events in every calendar. */
export const month = monthAt(monthIndex);
/** One of its weeks. */
export const week = { start: '2025-03-10T00:00:00.000Z', end: '2025-03-17T00:00:00.000Z' };

function monthAt(index) {
  const at = (place) => new Date(Date.UTC(firstYear, place)).toISOString();
  return { start: at(index), end: at(index + 1) };
}

/** Months in an order in which none is a neighbour of the one before. */
export function distantMonths(count) {
  const random = numbers(months);
  const places = [monthIndex];
  while (places.length <= count) {
    const next = Math.floor(random() * months);
    if (Math.abs(next - places.at(-1)) > 1) {
      places.push(next);
    }
  }
  return places.slice(1).map(monthAt);
}

/**
 * A calendar of five years in no order.
 *
 * @param {number} count how many events
 */
export function calendarOf(count) {
  const random = numbers(count);
  const others = Array.from({ length: count - eventsOfMonth }, (_, index) => {
    const place = index % (months - 1);
    return place < monthIndex ? place : place + 1;
  });
  const places = [...others, ...Array.from({ length: eventsOfMonth }, () => monthIndex)];
  for (let index = places.length - 1; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1));
    [places[index], places[other]] = [places[other], places[index]];
  }
  return places.map((place, index) => ({
    id: `bench${index.toString(32)}`,
    ...eventIn(firstYear, place, random, 'UTC'),
  }));
}

/** The zone of the series, whose clocks change as those of most people do. */
export const seriesZone = 'Europe/Berlin';

/**
 * Series that began ten years before the month and go on: what people have, most of it weekly.
 *
 * @param {number} count
 */
export function seriesOf(count) {
  const random = numbers(count);
  return Array.from({ length: count }, (_, index) => {
    const event = eventIn(2015, Math.floor(random() * 3), random, seriesZone);
    return {
      id: `series${index.toString(32)}`,
      ...event,
      recurrence: [`RRULE:${ruleFrom(new Date(event.start.dateTime), random)}`],
    };
  });
}

const days = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

/** Its first start is an occurrence, as Google's are. */
function ruleFrom(start, random) {
  const day = days[start.getUTCDay()];
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

/** One hour in the daytime; about 1 kB of JSON as Google tells it. */
export function eventIn(year, place, random, timeZone) {
  const text = (length) =>
    Array.from({ length }, () => words[Math.floor(random() * words.length)]).join(' ');
  const day = 1 + Math.floor(random() * 28);
  const hour = 8 + Math.floor(random() * 10);
  const at = (shift) => new Date(Date.UTC(year, place, day, hour + shift)).toISOString();
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
