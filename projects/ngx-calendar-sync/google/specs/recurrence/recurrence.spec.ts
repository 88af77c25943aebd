import type { TimeRange } from '../../../core/model/time-range';
import type { EventSeries } from '../../../core/recurrence/event-series';
import { expandSeries } from '../../../core/recurrence/expand-series';
import type { GoogleEvent, GoogleEvents } from 'ngx-calendar-sync/google/start';
import { toEvent } from '../../runtime/mapping/event-mapping';
import type { GoogleCalendarEvent } from '../../runtime/mapping/google-calendar-event';
import { toOccurrence } from '../../offline/occurrence-mapping';
import { aToken, aUser, control, emulatorEndpoints } from '../emulator';
import { SeededRandom } from './seeded-random';
import {
  EXCEPTIONS_RANGE,
  randomException,
  randomRange,
  randomSeries,
  randomOrphan,
  TIME_ZONES,
} from './random-series';

type Series = EventSeries<GoogleCalendarEvent>;

/** `npm test` runs this in four browsers, each with series of its own: more than 5,000 in all. */
const SERIES_PER_CALENDAR = 220;

/** Each browser has its own time zone and therefore its own series. A failure is repeatable in the same browser. */
const SEED = 5545 + 1000 * new Date(0).getTimezoneOffset();

/** The emulator expands series with another package, which is checked against python-dateutil. */
describe('Expanded series', () => {
  TIME_ZONES.forEach((zone, index) => {
    it(`recurrence: expanded series equal what the emulator lists, in a calendar in ${zone}`, async () => {
      const random = new SeededRandom(SEED + index);
      const email = await createCalendarOfSeries(random, zone);
      const series = await seriesOf(email);
      // Some random series have no occurrence at all, and Google does not list them.
      expect(series.length * TIME_ZONES.length * 4).toBeGreaterThan(5000);

      let compared = 0;
      for (const days of [1 / 24, 1, 7, 42, 200]) {
        const range = randomRange(random, days);
        const expected = await listed(email, range);
        const expandedEvents = await expanded(series, range, zone);
        const context = `seed ${random.seed}, ${range.start.toISOString()} to ${range.end.toISOString()}`;
        expect(expandedEvents.length)
          .withContext(context)
          .toBe(new Set(expandedEvents.map(toText)).size);
        expect(missingIn(expected, expandedEvents, series))
          .withContext(`expanded but not listed, ${context}`)
          .toEqual([]);
        expect(missingIn(expandedEvents, expected, series))
          .withContext(`listed but not expanded, ${context}`)
          .toEqual([]);
        compared += expected.length;
      }
      expect(compared).toBeGreaterThan(500);

      for (const each of series.slice(0, 8)) {
        const expected = await listed(email, EXCEPTIONS_RANGE, `/${each.master.id}/instances`);
        expect(await expanded([each], EXCEPTIONS_RANGE, zone))
          .withContext(`instances of ${each.master.id}, seed ${random.seed}`)
          .toEqual(jasmine.arrayWithExactContents(expected));
      }
    });
  });
});

/** An account whose calendar holds random series, with exceptions for some of their occurrences. */
async function createCalendarOfSeries(random: SeededRandom, zone: string): Promise<string> {
  const series = Array.from({ length: SERIES_PER_CALENDAR }, (_, index) =>
    randomSeries(random, `series${index}`),
  );
  const email = await aUser(series, zone);
  const exceptions = (await listed(email, EXCEPTIONS_RANGE))
    .filter(() => random.chance(0.15))
    .map(({ googleEvent }) => randomException(random, googleEvent));
  const orphans = series
    .filter(() => random.chance(0.05))
    .map((each) => randomOrphan(random, each));
  const events = [...exceptions, ...orphans];
  const calendar = { id: email, summary: email, timeZone: zone, members: [], events };
  await control('seed', { add: true, calendars: [calendar] });
  return email;
}

/** The series of a calendar with their exceptions, as a replica stores them. */
async function seriesOf(email: string): Promise<readonly Series[]> {
  const resources = await request(email, '', { showDeleted: 'true' });
  const exceptionsOf = (id: string | undefined, cancelled: boolean) =>
    resources.filter(
      ({ recurringEventId, status }) =>
        recurringEventId === id && (status === 'cancelled') === cancelled,
    );
  return resources
    .filter(({ recurrence }) => recurrence)
    .flatMap((resource) =>
      toEvents([resource], email).map((master) => ({
        master,
        changed: toEvents(exceptionsOf(resource.id, false), email),
        cancelled: exceptionsOf(resource.id, true).map(
          ({ originalStartTime: time }) => time?.date ?? time?.dateTime ?? '',
        ),
      })),
    );
}

async function expanded(
  series: readonly Series[],
  range: TimeRange,
  timeZone: string,
): Promise<readonly GoogleCalendarEvent[]> {
  const query = { range, timeZone, occurrenceOf: toOccurrence };
  const { events, problems } = await expandSeries(series, query);
  expect(problems).toEqual([]);
  return events;
}

async function listed(
  email: string,
  { start, end }: TimeRange,
  path = '',
): Promise<readonly GoogleCalendarEvent[]> {
  const timeParams = { timeMin: start.toISOString(), timeMax: end.toISOString() };
  return toEvents(
    await request(email, path, path ? timeParams : { ...timeParams, singleEvents: 'true' }),
    email,
  );
}

async function request(
  email: string,
  path: string,
  query: Readonly<Record<string, string>>,
): Promise<readonly GoogleEvent[]> {
  const { access_token: token } = await aToken(email);
  const params = new URLSearchParams({ ...query, maxResults: '2500' });
  const items: GoogleEvent[] = [];
  for (;;) {
    const url = `${emulatorEndpoints.api}/calendars/${encodeURIComponent(email)}/events${path}?${params.toString()}`;
    const response = await fetch(url, { headers: { Authorization: `Bearer ${token}` } });
    const page = (await response.json()) as GoogleEvents;
    if (!page.items) {
      throw new Error(`${url}: ${JSON.stringify(page)}`);
    }
    items.push(...page.items);
    if (!page.nextPageToken) {
      return items;
    }
    params.set('pageToken', page.nextPageToken);
  }
}

function toEvents(resources: readonly GoogleEvent[], email: string): GoogleCalendarEvent[] {
  const context = { calendarId: email, calendar: undefined, palette: {}, timeZone: undefined };
  return resources.flatMap((resource) => toEvent(resource, context) ?? []);
}

/** The events that are not among `others`, as texts with the rule that they come from. */
function missingIn(
  others: readonly GoogleCalendarEvent[],
  events: readonly GoogleCalendarEvent[],
  series: readonly Series[],
): readonly string[] {
  const known = new Set(others.map(toText));
  return events
    .filter((event) => !known.has(toText(event)))
    .map((event) => {
      const master = series.find(({ master: { id } }) => id === event.seriesId)?.master;
      return [toText(event), master?.start, master?.timeZone, ...(master?.recurrence ?? [])].join(
        ' ',
      );
    });
}

function toText({ id, title, start, end, originalStart = '' }: GoogleCalendarEvent): string {
  return [id, title, start, end, originalStart].join(' ');
}
