import { CalendarSyncError } from 'ngx-calendar-sync/base';
import { type EventTime, ɵisDay as isDay, type ɵOverlay as Overlay } from 'ngx-calendar-sync/core';
import {
  ɵaddressKey as addressKey,
  type ɵEventContext as EventContext,
  ɵEXTENSION_NAME as EXTENSION_NAME,
  type OutlookCalendarEvent,
  ɵtoEvent as toEvent,
} from 'ngx-calendar-sync/outlook/runtime';
import type { OutlookAttendee, OutlookEvent } from 'ngx-calendar-sync/outlook/start';
import { eventPatch, type OutlookEventPatch } from './body/event-body';
import type { Changes, StoredEvent } from './outlook-request';

/** @throws CalendarSyncError `unavailable` for an answer that is no event */
export function writtenEvent(resource: OutlookEvent, context: EventContext): OutlookCalendarEvent {
  const event = toEvent(resource, context);
  if (!event) {
    throw new CalendarSyncError(
      'unavailable',
      ngDevMode && 'The answer lacks the event that was written: read it again.',
    );
  }
  return event;
}

/**
 * The event as Outlook will answer it after changes.
 * @throws CalendarSyncError `invalid-event` for what Outlook cannot store.
 */
export function changed(
  event: OutlookCalendarEvent,
  changes: Changes,
  context: EventContext,
): OutlookCalendarEvent {
  return patched(event, eventPatch({ id: event.id, ...changes }, event, context), context);
}

function patched(
  event: OutlookCalendarEvent,
  { body, extension }: OutlookEventPatch,
  context: EventContext,
): OutlookCalendarEvent {
  const { outlookEvent, seriesId, originalStart } = event;
  const { attendees, start, end } = body;
  const resource: OutlookEvent = {
    ...outlookEvent,
    ...body,
    // What is written of the place replaces all that Outlook has of it.
    ...(body.location ? { locations: [] } : {}),
    ...(start?.timeZone ? { originalStartTimeZone: start.timeZone } : {}),
    ...(end?.timeZone ? { originalEndTimeZone: end.timeZone } : {}),
    ...(attendees ? { attendees: withAnswers(attendees, outlookEvent.attendees) } : {}),
    ...(extension
      ? {
          extensions: [
            ...(outlookEvent.extensions ?? []).filter(
              ({ extensionName }) => extensionName !== EXTENSION_NAME,
            ),
            extension,
          ],
        }
      : {}),
    ...(seriesId === undefined ? {} : { type: 'exception' as const }),
  };
  return {
    ...writtenEvent(resource, context),
    // The start that its series gives an occurrence stays, wherever it is moved to.
    ...(seriesId === undefined ? {} : { seriesId }),
    ...(originalStart === undefined ? {} : { originalStart }),
  };
}

/** The event as apps see it. */
export function withoutHtml(event: StoredEvent): OutlookCalendarEvent {
  const entries = Object.entries(event).filter(([name]) => name !== 'descriptionHtml');
  return Object.fromEntries(entries) as unknown as OutlookCalendarEvent;
}

/** Guests who stay keep their answers. */
function withAnswers(
  written: readonly OutlookAttendee[],
  before: readonly OutlookAttendee[] = [],
): readonly OutlookAttendee[] {
  const known = new Map(before.map((guest) => [addressKey(guest.emailAddress?.address), guest]));
  return written.map((guest) => ({
    ...known.get(addressKey(guest.emailAddress?.address)),
    ...guest,
  }));
}

/** What an event shows after a write; a series shows as its occurrences. */
export function shownAs(
  event: OutlookCalendarEvent,
  before?: OutlookCalendarEvent,
): Overlay<OutlookCalendarEvent> {
  const isSeries = (before ?? event).recurrence !== undefined || event.recurrence !== undefined;
  return isSeries ? seriesOverlay(event) : { kind: 'put', event };
}

/** A series, or a single event that was one or becomes one, in the place of what is read under its id. */
export function seriesOverlay(master: OutlookCalendarEvent): Overlay<OutlookCalendarEvent> {
  const target = { calendarId: master.calendarId, eventId: master.id };
  return { kind: 'series', target, master, exceptions: [], cancelled: [] };
}

export function isSameTime(a: EventTime, b: EventTime): boolean {
  return isDay(a) === isDay(b) && Date.parse(a) === Date.parse(b);
}
