import Holidays from 'date-holidays';
import { addDays, eventIdFor } from 'google-calendar-ics/internal';
import type { WireEvent } from '../../discovery/wire-types.generated.ts';

import type { SeedCalendar } from '../seed.ts';
import { ADA, JONAS } from './people.ts';

const CALENDAR_ID = 'en.german#holiday@group.v.calendar.google.com';
const SUMMARY = 'Holidays in Berlin';

/** A public calendar with the real holidays of Berlin from last year to next year. */
export function holidayCalendar(now: Date): SeedCalendar {
  const holidaysOfBerlin = new Holidays('DE', 'be', {
    languages: ['en'],
    types: ['public', 'bank'],
  });
  const thisYear = now.getUTCFullYear();
  const years = [thisYear - 1, thisYear, thisYear + 1];
  return {
    id: CALENDAR_ID,
    summary: SUMMARY,
    description: 'Public holidays and half-days in Berlin, Germany',
    timeZone: 'Europe/Berlin',
    public: true,
    members: [
      { email: ADA.email, accessRole: 'reader', selected: true, colorId: '8' },
      { email: JONAS.email, accessRole: 'reader', selected: false, colorId: '8' },
    ],
    events: years.flatMap((year) =>
      holidaysOfBerlin.getHolidays(year).map((holiday) => holidayEvent(holiday, year)),
    ),
  };
}

function holidayEvent(
  { date, name, type }: { date: string; name: string; type: string },
  year: number,
): WireEvent {
  const day = date.slice(0, 10);
  const eventId = eventIdFor(`${CALENDAR_ID}\n${day}\n${name}`);
  const published = `${year - 2}-08-01T09:00:00.000Z`;
  return {
    id: eventId,
    status: 'confirmed',
    created: published,
    updated: published,
    summary: name,
    description:
      type === 'public' ? 'Public holiday' : 'Not a public holiday; shops close in the afternoon.',
    creator: { email: CALENDAR_ID, displayName: SUMMARY, self: true },
    organizer: { email: CALENDAR_ID, displayName: SUMMARY, self: true },
    start: { date: day },
    end: { date: addDays(day, 1) },
    transparency: 'transparent',
    visibility: 'public',
    iCalUID: `${eventId}@google.com`,
    sequence: 0,
    eventType: 'default',
  };
}
