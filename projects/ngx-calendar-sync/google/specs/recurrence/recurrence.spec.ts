import type { TimeRange } from '../../../src/lib/model/time-range';
import type { EventSeries } from '../../../src/lib/recurrence/event-series';
import { expandSeries } from '../../../src/lib/recurrence/expand-series';
import type { GoogleEvent, GoogleEvents } from '../../api/wire-types.generated';
import { toEvent } from '../../mapping/event-mapping';
import type { GoogleCalendarEvent } from '../../mapping/google-calendar-event';
import { toOccurrence } from '../../mapping/occurrence-mapping';
import { aToken, aUser, control, emulatorEndpoints } from '../emulator';
import { Draw } from './draw';
import {
  eventfulTime,
  randomException,
  randomRange,
  randomSeries,
  randomStray,
  ZONES,
} from './random-series';

type Series = EventSeries<GoogleCalendarEvent>;

/** `npm test` runs this in four browsers, each with series of its own: more than 5,000 in all. */
const SERIES_PER_CALENDAR = 220;

/** A browser draws by its own zone; a failure comes again in the same one. */
const SEED = 5545 + 1000 * new Date(0).getTimezoneOffset();

/** The emulator expands series with another package, which is held to python-dateutil. */
describe('expanded series are what Google lists', () => {
  ZONES.forEach((zone, index) => {
    it(`in a calendar of ${zone}`, async () => {
      const draw = new Draw(SEED + index);
      const email = await aCalendarOfSeries(draw, zone);
      const series = await seriesOf(email);
      // Google lists no series that never happens.
      expect(series.length * ZONES.length * 4).toBeGreaterThan(5000);

      let compared = 0;
      for (const days of [1 / 24, 1, 7, 42, 200]) {
        const range = randomRange(draw, days);
        const expected = await listed(email, range);
        const shown = await expanded(series, range, zone);
        const context = `seed ${draw.seed}, ${range.start.toISOString()} to ${range.end.toISOString()}`;
        expect(shown.length)
          .withContext(context)
          .toBe(new Set(shown.map(whatAndWhen)).size);
        expect(without(shown, expected, series))
          .withContext(`too many, ${context}`)
          .toEqual([]);
        expect(without(expected, shown, series))
          .withContext(`missing, ${context}`)
          .toEqual([]);
        compared += expected.length;
      }
      expect(compared).toBeGreaterThan(500);

      for (const each of series.slice(0, 8)) {
        const expected = await listed(email, eventfulTime, `/${each.master.id}/instances`);
        expect(await expanded([each], eventfulTime, zone))
          .withContext(`instances of ${each.master.id}, seed ${draw.seed}`)
          .toEqual(jasmine.arrayWithExactContents(expected));
      }
    });
  });
});

/** Series, and then what people did to some of their occurrences. */
async function aCalendarOfSeries(draw: Draw, zone: string): Promise<string> {
  const series = Array.from({ length: SERIES_PER_CALENDAR }, (_, index) =>
    randomSeries(draw, `series${index}`),
  );
  const email = await aUser(series, zone);
  const exceptions = (await listed(email, eventfulTime))
    .filter(() => draw.often(0.15))
    .map(({ googleEvent }) => randomException(draw, googleEvent));
  const strays = series.filter(() => draw.often(0.05)).map((each) => randomStray(draw, each));
  const events = [...exceptions, ...strays];
  const calendar = { id: email, summary: email, timeZone: zone, members: [], events };
  await control('seed', { add: true, calendars: [calendar] });
  return email;
}

/** As a copy holds them. */
async function seriesOf(email: string): Promise<readonly Series[]> {
  const resources = await request(email, '', { showDeleted: 'true' });
  const ofSeries = (id: string | undefined, cancelled: boolean) =>
    resources.filter(
      ({ recurringEventId, status }) =>
        recurringEventId === id && (status === 'cancelled') === cancelled,
    );
  return resources
    .filter(({ recurrence }) => recurrence)
    .flatMap((resource) =>
      events([resource], email).map((master) => ({
        master,
        changed: events(ofSeries(resource.id, false), email),
        cancelled: ofSeries(resource.id, true).map(
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
  const { events: shown, problems } = await expandSeries(series, query);
  expect(problems).toEqual([]);
  return shown;
}

async function listed(
  email: string,
  { start, end }: TimeRange,
  path = '',
): Promise<readonly GoogleCalendarEvent[]> {
  const span = { timeMin: start.toISOString(), timeMax: end.toISOString() };
  return events(await request(email, path, path ? span : { ...span, singleEvents: 'true' }), email);
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

function events(resources: readonly GoogleEvent[], email: string): GoogleCalendarEvent[] {
  const context = { calendarId: email, calendar: undefined, palette: {}, timeZone: undefined };
  return resources.flatMap((resource) => toEvent(resource, context) ?? []);
}

/** What of `these` is not among `those`, with the rule that it is from. */
function without(
  these: readonly GoogleCalendarEvent[],
  those: readonly GoogleCalendarEvent[],
  series: readonly Series[],
): readonly string[] {
  const known = new Set(those.map(whatAndWhen));
  return these
    .filter((event) => !known.has(whatAndWhen(event)))
    .map((event) => {
      const master = series.find(({ master: { id } }) => id === event.seriesId)?.master;
      return [
        whatAndWhen(event),
        master?.start,
        master?.timeZone,
        ...(master?.recurrence ?? []),
      ].join(' ');
    });
}

function whatAndWhen({ id, title, start, end, originalStart = '' }: GoogleCalendarEvent): string {
  return [id, title, start, end, originalStart].join(' ');
}
