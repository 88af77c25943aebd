import type { AttendeeResponse } from 'ngx-calendar-sync';
import type { GoogleCalendarEvent } from 'ngx-calendar-sync/google';
import { eventName } from './event-name';

const TEA: GoogleCalendarEvent = {
  id: 'e1',
  calendarId: 'ada@example.com',
  title: 'Tea',
  start: '2026-11-24T16:00:00+01:00',
  end: '2026-11-24T17:30:00+01:00',
  allDay: false,
  timeZone: 'Europe/Berlin',
  status: 'confirmed',
  editable: true,
  googleEvent: { id: 'e1' },
};
const CONTEXT = {
  locale: 'en-GB',
  timeZone: 'Europe/Berlin',
  calendarName: 'Home',
  saving: false,
};

describe('eventName', () => {
  it('says title, day, times and calendar of a timed event, in the words of the locale', () => {
    expect(eventName(TEA, CONTEXT)).toMatch(
      /^Tea, Tuesday,? 24 November 2026,? (at )?16:00\s?–\s?17:30, Home$/u,
    );
    expect(eventName(TEA, { ...CONTEXT, locale: 'de' })).toContain('Dienstag, 24. November 2026');
    expect(eventName(TEA, { ...CONTEXT, calendarName: undefined })).toMatch(/17:30$/u);
  });

  it('says one day of an all-day event, and both the first and the last of a longer one', () => {
    const day = { ...TEA, allDay: true, start: '2026-11-24', end: '2026-11-25' };
    expect(eventName(day, CONTEXT)).toMatch(/^Tea, Tuesday,? 24 November 2026, all day, Home$/u);
    expect(eventName({ ...day, end: '2026-11-27' }, CONTEXT)).toMatch(
      /Tuesday,? 24\D+Thursday,? 26 November 2026, all day/u,
    );
  });

  it('says both days of an event over midnight', () => {
    const night = { ...TEA, start: '2026-11-24T23:00:00+01:00', end: '2026-11-25T02:00:00+01:00' };
    expect(eventName(night, CONTEXT)).toMatch(
      /Tuesday,? 24 November.*23:00.*Wednesday,? 25 November.*02:00, Home$/u,
    );
  });

  it('says the times of the board’s zone, then those of the event’s own zone where they differ', () => {
    const abroad = { ...TEA, timeZone: 'America/New_York' };
    expect(eventName(abroad, CONTEXT)).toMatch(
      /16:00\s?–\s?17:30, 10:00\s?–\s?11:30 New York Time, Home$/u,
    );
    expect(eventName({ ...TEA, timeZone: 'Europe/Vienna' }, CONTEXT)).not.toContain('Vienna');
  });

  it('says the user’s answer, that an event is tentative, and that it is being saved', () => {
    const answered = (responseStatus: AttendeeResponse) =>
      eventName(
        { ...TEA, attendees: [{ email: 'ada@example.com', self: true, responseStatus }] },
        CONTEXT,
      );
    expect(answered('declined')).toMatch(/, Home, you have declined$/);
    expect(answered('tentative')).toMatch(/, you may come$/);
    expect(answered('needsAction')).toMatch(/, you have not answered$/);
    expect(answered('accepted')).toMatch(/, Home$/);
    expect(eventName({ ...TEA, status: 'tentative' }, CONTEXT)).toMatch(/, tentative$/);
    expect(eventName(TEA, { ...CONTEXT, saving: true })).toMatch(/, Home, saving$/);
  });
});
