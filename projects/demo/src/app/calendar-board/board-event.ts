import type { EventInput } from '@fullcalendar/angular';
import type { GoogleCalendarEvent } from 'ngx-calendar-sync/google';
import { mix, readableOn } from './contrast';

/** How much of an event's colour its block shows; the rest is the board behind it. */
export const EVENT_TINT = 0.34;

/** A library's event is FullCalendar's already: only its text must be readable on its tint. */
export function boardEvent(event: GoogleCalendarEvent, ground: string): EventInput {
  const tint = event.color === undefined ? undefined : mix(event.color, ground, EVENT_TINT);
  const contrastColor = tint === undefined ? undefined : readableOn(tint);
  return {
    ...event,
    title: event.title || '(No title)',
    className: classNameOf(event),
    ...(contrastColor === undefined ? {} : { contrastColor }),
    extendedProps: { source: event },
  };
}

/** The event that FullCalendar's is made of; none for the mirror of a selection. */
export function sourceOf(event: {
  readonly extendedProps: Record<string, unknown>;
}): GoogleCalendarEvent | undefined {
  return event.extendedProps['source'] as GoogleCalendarEvent | undefined;
}

/** Names an event in the document; an id alone is unique only within its calendar. */
export function eventKey({ calendarId, id }: { calendarId: string; id: string }): string {
  return `${calendarId}/${id}`;
}

function classNameOf({ status, googleEvent }: GoogleCalendarEvent): string {
  const answer = googleEvent.attendees?.find(({ self }) => self)?.responseStatus;
  if (answer === 'declined') {
    return 'event-declined';
  }
  if (status === 'tentative' || answer === 'tentative' || answer === 'needsAction') {
    return 'event-tentative';
  }
  return '';
}
