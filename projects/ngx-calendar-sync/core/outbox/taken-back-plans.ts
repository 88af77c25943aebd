import { CalendarSyncError } from 'ngx-calendar-sync/base';
import {
  type CalendarEvent,
  type ɵEventWrite as EventWrite,
  type ɵOverlay as Overlay,
} from 'ngx-calendar-sync/core';

// What the providers have in common where they take a write back.

type Write<E extends CalendarEvent, Kind> = Extract<
  EventWrite<{ event: E; draft: never }>,
  { readonly kind: Kind }
>;

/** Takes back that an event was added. */
export function deletionOf<E extends CalendarEvent>(event: E): Write<E, 'delete'> {
  const { calendarId, id, version } = event;
  const reference = version === undefined ? { id } : { id, version };
  return { kind: 'delete', calendarId, event: reference, seen: event };
}

/** Takes back that an event was moved from a calendar. */
export function moveBack<E extends CalendarEvent>(event: E, from: string): Write<E, 'move'> {
  return { kind: 'move', calendarId: event.calendarId, toCalendarId: from, event };
}

/** The exceptions of a series stay as they were shown. */
export function withExceptionsOf<E extends CalendarEvent>(
  shown: Overlay<E>,
  before: Overlay<E>,
): Overlay<E> {
  if (shown.kind !== 'series' || before.kind !== 'series') {
    return shown;
  }
  const { exceptions, cancelled } = before;
  return { ...shown, exceptions, cancelled };
}

export function notUndoable(): CalendarSyncError {
  return new CalendarSyncError(
    'invalid-request',
    ngDevMode && 'This write cannot be taken back: change the event anew.',
  );
}
