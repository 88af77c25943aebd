import { CalendarSyncError } from 'ngx-calendar-sync/base';
import type { ɵOverlay as Overlay } from 'ngx-calendar-sync/core';
import {
  type ɵEventContext as EventContext,
  type GoogleCalendarEvent,
  type ɵGoogleEventPatch as GoogleEventPatch,
  ɵtoEvent as toEvent,
} from 'ngx-calendar-sync/google/runtime';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import { patched } from './event-patch';

/** @throws CalendarSyncError `deleted` where nothing is left of an event but its id */
export function writtenEvent(resource: GoogleEvent, context: EventContext): GoogleCalendarEvent {
  const event = toEvent(resource, context);
  if (!event) {
    throw new CalendarSyncError('deleted', 'The event has been deleted.');
  }
  return event;
}

/** What an event shows after a patch; a series shows as its occurrences. */
export function shownAfter(
  seen: GoogleCalendarEvent,
  patch: GoogleEventPatch,
  context: EventContext,
): Overlay<GoogleCalendarEvent> {
  const event = writtenEvent(patched(seen.googleEvent, patch), context);
  const isSeries = seen.recurrence !== undefined || event.recurrence !== undefined;
  return isSeries ? seriesOverlay(seen.id, event) : { kind: 'put', event };
}

/** A series, or a single event that was one or becomes one, in the place of what is read under its id. */
export function seriesOverlay(
  eventId: string,
  master: GoogleCalendarEvent,
): Overlay<GoogleCalendarEvent> {
  const target = { calendarId: master.calendarId, eventId };
  return { kind: 'series', target, master, exceptions: [], cancelled: [] };
}
