import type { Seed, SeedCalendar } from '../seed/seed.ts';

export const ADA = 'ada@example.com';
export const BEN = 'ben@example.com';
export const TEAM = 'team@group.calendar.google.com';
export const HOLIDAYS = 'holidays@group.v.calendar.google.com';
export const BUSY = 'busy@group.calendar.google.com';

export const NOW = new Date('2026-11-22T09:00:00Z');

const AUTH = 'https://www.googleapis.com/auth/';
export const CALENDAR = `${AUTH}calendar`;
export const CALENDAR_READONLY = `${AUTH}calendar.readonly`;
export const EVENTS = `${AUTH}calendar.events`;
export const EVENTS_OWNED = `${AUTH}calendar.events.owned`;
export const EVENTS_PUBLIC = `${AUTH}calendar.events.public.readonly`;
export const FREE_BUSY = `${AUTH}calendar.events.freebusy`;

/** A seed small enough for specs to assert all of it: two users, their calendars, a team's and public holidays. */
export function smallWorld(): Seed {
  const calendar = (
    id: string,
    members: SeedCalendar['members'],
    rest: Partial<SeedCalendar> = {},
  ): SeedCalendar => ({
    id,
    summary: id,
    timeZone: 'Europe/Berlin',
    members,
    events: [],
    ...rest,
  });
  return {
    users: [
      { email: ADA, name: 'Ada Meyer', timeZone: 'Europe/Berlin', locale: 'en-GB' },
      { email: BEN, name: 'Ben <b>Okoro</b>', timeZone: 'America/New_York', locale: 'en-US' },
    ],
    calendars: [
      calendar(ADA, [{ email: ADA, accessRole: 'owner', primary: true, colorId: '3' }]),
      calendar(BEN, [{ email: BEN, accessRole: 'owner', primary: true }]),
      calendar(TEAM, [
        { email: BEN, accessRole: 'owner' },
        { email: ADA, accessRole: 'writer' },
      ]),
      calendar(BUSY, [
        { email: BEN, accessRole: 'owner' },
        { email: ADA, accessRole: 'freeBusyReader', selected: false },
      ]),
      calendar(HOLIDAYS, [{ email: ADA, accessRole: 'reader' }], {
        public: true,
        events: [
          {
            id: 'christmas2026',
            summary: 'Christmas Day',
            start: { date: '2026-12-25' },
            end: { date: '2026-12-26' },
          },
          {
            id: 'secret2026',
            summary: 'Not for everybody',
            visibility: 'private',
            start: { date: '2026-12-27' },
            end: { date: '2026-12-28' },
          },
        ],
      }),
    ],
  };
}
