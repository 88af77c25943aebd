/** Numbers that look random and are the same on every run. */
function numbers(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const words =
  'budget review plan team customer draft launch quarter notes design agenda call'.split(' ');
const firstMonth = Date.UTC(2023, 0, 1);

/** The month that is read: the same events in every calendar. */
export const month = { start: '2025-03-01T00:00:00Z', end: '2025-04-01T00:00:00Z' };
export const eventsOfMonth = 833;
const monthIndex = 26;
const months = 60;

/**
 * A calendar of five years in no order, each event about 1 kB of JSON as the emulator tells it.
 *
 * @param {number} count
 */
export function calendarOf(count) {
  const random = numbers(count);
  const text = (length) =>
    Array.from({ length }, () => words[Math.floor(random() * words.length)]).join(' ');
  const others = Array.from({ length: count - eventsOfMonth }, (_, index) => {
    const place = index % (months - 1);
    return place < monthIndex ? place : place + 1;
  });
  const places = [...others, ...Array.from({ length: eventsOfMonth }, () => monthIndex)];
  for (let index = places.length - 1; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1));
    [places[index], places[other]] = [places[other], places[index]];
  }
  return places.map((place, index) => {
    const date = new Date(firstMonth);
    date.setUTCMonth(place, 1 + Math.floor(random() * 28));
    date.setUTCHours(8 + Math.floor(random() * 10));
    const end = new Date(date.getTime() + 3_600_000);
    return {
      id: `bench${index.toString(32)}`,
      summary: text(4),
      location: text(3),
      description: text(18),
      start: { dateTime: date.toISOString(), timeZone: 'UTC' },
      end: { dateTime: end.toISOString(), timeZone: 'UTC' },
      attendees: [
        { email: 'ann@example.com', displayName: 'Ann Example', responseStatus: 'accepted' },
        { email: 'ben@example.com', displayName: 'Ben Example', responseStatus: 'needsAction' },
      ],
    };
  });
}
