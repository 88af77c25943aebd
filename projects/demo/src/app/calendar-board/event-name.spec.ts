import type { AttendeeResponse } from 'ngx-calendar-sync';
import type { GoogleCalendarEvent } from 'ngx-calendar-sync/google';
import type { EventCircumstances } from './board-event';
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
const AT_HOME = { calendarName: 'Home' };

function nameOf(
  event: GoogleCalendarEvent,
  circumstances: EventCircumstances = AT_HOME,
  locale = 'en-GB',
): string {
  return eventName(event, circumstances, locale, 'Europe/Berlin');
}

describe('eventName', () => {
  it('says title, day, times and calendar of a timed event, in the words of the locale', () => {
    expect(nameOf(TEA)).toMatch(
      /^Tea, Tuesday,? 24 November 2026,? (at )?16:00\s?–\s?17:30, Home$/u,
    );
    expect(nameOf(TEA, AT_HOME, 'de')).toContain('Dienstag, 24. November 2026');
    expect(nameOf(TEA, {})).toMatch(/17:30$/u);
  });

  it('says one day of an all-day event, and both the first and the last of a longer one', () => {
    const day = { ...TEA, allDay: true, start: '2026-11-24', end: '2026-11-25' };
    expect(nameOf(day)).toMatch(/^Tea, Tuesday,? 24 November 2026, all day, Home$/u);
    expect(nameOf({ ...day, end: '2026-11-27' })).toMatch(
      /Tuesday,? 24\D+Thursday,? 26 November 2026, all day/u,
    );
  });

  it('says both days of an event over midnight', () => {
    const night = { ...TEA, start: '2026-11-24T23:00:00+01:00', end: '2026-11-25T02:00:00+01:00' };
    expect(nameOf(night)).toMatch(
      /Tuesday,? 24 November.*23:00.*Wednesday,? 25 November.*02:00, Home$/u,
    );
  });

  it('says the times of the board’s zone, then those of the event’s own zone where they differ', () => {
    const abroad = { ...TEA, timeZone: 'America/New_York' };
    expect(nameOf(abroad)).toMatch(/16:00\s?–\s?17:30, 10:00\s?–\s?11:30 New York Time, Home$/u);
    for (const timeZone of ['Europe/Vienna', 'A zone that no browser knows']) {
      expect(nameOf({ ...TEA, timeZone })).toBe(nameOf(TEA));
    }
  });

  it('says the user’s answer, that an event is tentative, and that it is being saved', () => {
    const answered = (responseStatus: AttendeeResponse) =>
      nameOf({ ...TEA, attendees: [{ email: 'ada@example.com', self: true, responseStatus }] });
    expect(answered('declined')).toMatch(/, Home, you have declined$/);
    expect(answered('tentative')).toMatch(/, you may come$/);
    expect(answered('needsAction')).toMatch(/, you have not answered$/);
    expect(answered('accepted')).toMatch(/, Home$/);
    expect(nameOf({ ...TEA, status: 'tentative' })).toMatch(/, tentative$/);
    expect(nameOf(TEA, { ...AT_HOME, saving: true })).toMatch(/, Home, saving$/);
  });
});
