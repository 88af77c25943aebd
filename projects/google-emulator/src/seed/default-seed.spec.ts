import Holidays from 'date-holidays';
import { civilDateIn } from 'google-calendar-ics/internal';
import type { WireEvent } from '../discovery/wire-types.generated.ts';

import { defaultSeed } from './default-seed.ts';
import type { Seed, SeedCalendar } from './seed.ts';
import { daysOfSeries } from './testing/series-instances.ts';

type Event = WireEvent;

const DAY_MS = 86_400_000;

/** Dates that may cause errors: a leap day, the turn of a year, the weeks in which clocks change. */
const MOMENTS = [
  '2026-10-08T08:30:00Z',
  '2024-02-29T12:00:00Z',
  '2026-12-31T23:30:00Z',
  '2027-01-01T00:00:00Z',
  '2026-03-29T01:00:00Z',
  '2026-03-30T05:00:00Z',
  '2026-10-25T00:30:00Z',
  '2026-10-19T10:00:00Z',
  '2028-07-02T21:59:00Z',
].map((moment) => new Date(moment));

function eventsOf(seed: Seed): Event[] {
  return seed.calendars.flatMap((calendar) => calendar.events);
}

function startOf({ start }: Event): number {
  return Date.parse(start?.dateTime ?? `${start?.date ?? ''}T00:00:00Z`);
}

function endOf({ end }: Event): number {
  return Date.parse(end?.dateTime ?? `${end?.date ?? ''}T00:00:00Z`);
}

function calendarOf(seed: Seed, idPart: string): SeedCalendar {
  const found = seed.calendars.find(({ id }) => id.includes(idPart));
  if (!found) {
    throw new Error(`There is no calendar ${idPart}.`);
  }
  return found;
}

for (const now of MOMENTS) {
  describe(`Default seed at ${now.toISOString()}`, () => {
    const seed = defaultSeed({ now });
    const events = eventsOf(seed);
    const series = events.filter((event) => event.recurrence);
    const exceptions = events.filter((event) => event.recurringEventId);
    const singles = events.filter((event) => !event.recurrence && !event.recurringEventId);

    it('default seed: is the same for the same time', () => {
      expect(defaultSeed({ now: new Date(now) })).toEqual(seed);
    });

    it('default seed: has about 300 events, of which 20 to 28 are series', () => {
      expect(events.length).toBeGreaterThanOrEqual(290);
      expect(events.length).toBeLessThanOrEqual(340);
      expect(series.length).toBeGreaterThanOrEqual(20);
      expect(series.length).toBeLessThanOrEqual(28);
      expect(exceptions.length).toBeGreaterThanOrEqual(25);
    });

    it('default seed: reaches from a year ago to half a year ahead', () => {
      const own = singles.filter((event) => event.visibility !== 'public');
      const days = own.map((event) => (startOf(event) - now.getTime()) / DAY_MS);
      expect(Math.min(...days)).toBeLessThan(-330);
      expect(Math.min(...days)).toBeGreaterThan(-380);
      expect(Math.max(...days)).toBeGreaterThan(150);
      expect(Math.max(...days)).toBeLessThan(200);
    });

    it('default seed: this week has timed, all-day and overlapping events, and today at least two', () => {
      const week = singles.filter((event) => Math.abs(startOf(event) - now.getTime()) < 7 * DAY_MS);
      const timed = week.filter((event) => event.start?.dateTime);
      expect(timed.length).toBeGreaterThanOrEqual(15);
      expect(week.filter((event) => event.start?.date).length).toBeGreaterThanOrEqual(3);
      const overlapping = timed.filter((one) =>
        timed.some((other) => {
          return other !== one && startOf(other) < endOf(one) && startOf(one) < endOf(other);
        }),
      );
      expect(overlapping.length).toBeGreaterThanOrEqual(3);
      const today = civilDateIn('Europe/Berlin', now.getTime());
      expect(
        singles.filter((event) => event.start?.dateTime?.startsWith(today)).length,
      ).toBeGreaterThanOrEqual(2);
    });

    it('default seed: event ids are valid and unique within their calendar', () => {
      for (const calendar of seed.calendars) {
        const ids = calendar.events.map((event) => event.id ?? '');
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids.filter((id) => !/^[a-v0-9]{26}(_\d{8}(T\d{6}Z)?)?$/.test(id))).toEqual([]);
      }
    });

    it('default seed: every exception belongs to an occurrence of its series', () => {
      for (const { events: all } of seed.calendars) {
        const masters = new Map(all.map((event) => [event.id, event]));
        for (const { id, originalStartTime, recurringEventId } of all) {
          if (recurringEventId) {
            const master = masters.get(recurringEventId) ?? {};
            const { date, dateTime } = originalStartTime ?? {};
            const stamp = date ?? new Date(dateTime ?? '').toISOString();
            expect(id).toBe(`${recurringEventId}_${stamp.replace(/[-:]|\.\d+/g, '')}`);
            expect(daysOfSeries(master))
              .withContext(master.summary ?? '')
              .toContain((date ?? dateTime ?? '').slice(0, 10));
            expect(dateTime?.slice(11, 19)).toBe(master.start?.dateTime?.slice(11, 19));
            expect(originalStartTime?.timeZone).toBe(master.start?.timeZone);
          }
        }
      }
    });

    it('default seed: events end after they start, and none was created or updated in the future', () => {
      for (const event of events.filter(({ status }) => status !== 'cancelled')) {
        expect(endOf(event))
          .withContext(event.summary ?? '')
          .toBeGreaterThan(startOf(event));
        const created = Date.parse(event.created ?? '');
        const updated = Date.parse(event.updated ?? '');
        expect(created)
          .withContext(event.summary ?? '')
          .toBeLessThanOrEqual(updated);
        expect(updated)
          .withContext(event.summary ?? '')
          .toBeLessThanOrEqual(now.getTime());
      }
    });

    it('default seed: has events during both clock changes', () => {
      const offsetOf = (time: string) => /([+-]\d\d:\d\d|Z)$/.exec(time)?.[1];
      const crossing = singles
        .filter(
          ({ start, end }) =>
            start?.timeZone === 'Europe/Berlin' && end?.timeZone === start.timeZone,
        )
        .map(({ start, end }) =>
          [start?.dateTime, end?.dateTime].map((time) => offsetOf(time ?? '')),
        );
      expect(crossing).toContain(['+01:00', '+02:00']);
      expect(crossing).toContain(['+02:00', '+01:00']);
    });

    it('default seed: the holiday calendar has the holidays of date-holidays', () => {
      const holidaysOfBerlin = new Holidays('DE', 'be', {
        languages: ['en'],
        types: ['public', 'bank'],
      });
      const year = now.getUTCFullYear();
      const expected = [year - 1, year, year + 1].flatMap((each) =>
        holidaysOfBerlin.getHolidays(each).map(({ date, name }) => `${date.slice(0, 10)} ${name}`),
      );
      const calendar = calendarOf(seed, '#holiday');
      expect(calendar.events.map(({ start, summary }) => `${start?.date} ${summary}`)).toEqual(
        expected,
      );
      expect(calendar.public).toBeTrue();
    });

    it('default seed: the studio has no single events on public holidays', () => {
      const holidays = new Set(
        calendarOf(seed, '#holiday').events.map(({ start }) => start?.date ?? ''),
      );
      const working = calendarOf(seed, 'halde').events.filter((event) => {
        const [date = ''] = (event.start?.dateTime ?? '').split('T');
        return !event.recurrence && !event.recurringEventId && holidays.has(date);
      });
      expect(working.map(({ summary }) => summary)).toEqual([]);
    });
  });
}
