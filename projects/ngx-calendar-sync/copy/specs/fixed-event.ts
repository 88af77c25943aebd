import type { CalendarEvent } from '../../core/model/calendar-event';

/** An event on 4 May 2026 from nine to ten (UTC) in the calendar `work`; `properties` replace any of that. */
export function anEvent(id: string, properties: Partial<CalendarEvent> = {}): CalendarEvent {
  return {
    id,
    calendarId: 'work',
    title: id,
    start: '2026-05-04T09:00:00Z',
    end: '2026-05-04T10:00:00Z',
    allDay: false,
    status: 'confirmed',
    editable: true,
    ...properties,
  };
}
