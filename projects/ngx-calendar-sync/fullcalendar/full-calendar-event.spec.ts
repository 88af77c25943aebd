import type { EventInput as EventOf7 } from 'fullcalendar';
import type { EventInput as EventOf6 } from 'fullcalendar-6';
import type { GoogleCalendarEvent } from 'ngx-calendar-sync/google';
import { calendarEventOf, fullCalendarEvent } from './full-calendar-event';

const EVENT: GoogleCalendarEvent = {
  id: 'e1',
  calendarId: 'work',
  title: 'Lunch',
  start: '2026-06-10T12:00:00+02:00',
  end: '2026-06-10T13:00:00+02:00',
  allDay: false,
  status: 'confirmed',
  editable: false,
  color: '#fbd75b',
  textColor: '#000000',
  contrastColor: '#000000',
  googleEvent: {},
};

describe('fullCalendarEvent', () => {
  it('has the colours, the times and the rights of the event, under the names of FullCalendar 6 and 7', () => {
    const shown = fullCalendarEvent(EVENT);
    const [of6, of7]: [EventOf6, EventOf7] = [shown, shown];
    expect([of6.textColor, of7.contrastColor, shown.color]).toEqual([
      '#000000',
      '#000000',
      '#fbd75b',
    ]);
    expect([shown.start, shown.end, shown.allDay, shown.editable]).toEqual([
      '2026-06-10T12:00:00+02:00',
      '2026-06-10T13:00:00+02:00',
      false,
      false,
    ]);
  });

  it("the copies of an event in two guests' calendars have ids of their own", () => {
    const ids = ['ada@example.com', 'ben@example.com'].map(
      (calendarId) => fullCalendarEvent({ ...EVENT, calendarId }).id,
    );
    expect(new Set(ids).size).toBe(2);
  });
});

describe('calendarEventOf', () => {
  it('finds the event of the service, and nothing in an event of the app', () => {
    expect(calendarEventOf(fullCalendarEvent(EVENT))).toBe(EVENT);
    expect(calendarEventOf({ extendedProps: {} })).toBeUndefined();
  });
});
