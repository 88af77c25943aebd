import { CalendarSyncError } from 'ngx-calendar-sync/base';
import { ɵaddDays as addDays } from 'ngx-calendar-sync/core';
import {
  type ɵGoogleEventPatch as GoogleEventPatch,
  ɵMAX_REMINDER_MINUTES as MAX_REMINDER_MINUTES,
  ɵMAX_REMINDERS as MAX_REMINDERS,
} from 'ngx-calendar-sync/google/runtime';
import type { GoogleEvent, GoogleEventReminder } from 'ngx-calendar-sync/google/start';
import { patched } from './event-patch';

/** Declines no invitation: what an app does not say must not answer other people. */
const DECLINE_NONE = { autoDeclineMode: 'declineNone' };

/**
 * What Google demands of status events, by type.
 * @see https://developers.google.com/workspace/calendar/api/guides/calendar-status
 */
const STATUS_EVENTS: Readonly<Partial<Record<string, GoogleEvent>>> = {
  focusTime: { transparency: 'opaque', focusTimeProperties: DECLINE_NONE },
  outOfOffice: { transparency: 'opaque', outOfOfficeProperties: DECLINE_NONE },
  workingLocation: { transparency: 'transparent', visibility: 'public' },
};

/** What an app may have written by the properties of the model. */
interface Edit {
  readonly conference?: unknown;
  readonly eventType?: unknown;
}

/**
 * A new event with what Google demands of its type, where the draft does not say otherwise.
 * @throws CalendarSyncError `invalid-event` for what Google would refuse, or change without an error.
 */
export function checkedEvent(event: GoogleEvent, draft: Edit): GoogleEvent {
  checkFields(event, draft);
  checkStatusEvent(event, event);
  return { ...STATUS_EVENTS[event.eventType ?? ''], ...event };
}

/**
 * The patch itself.
 * @param before The event that is changed, if it is known.
 * @throws CalendarSyncError `invalid-event` for what Google would refuse, or change without an error.
 */
export function checkedPatch(
  patch: GoogleEventPatch,
  changes: Edit,
  before: GoogleEvent | undefined,
): GoogleEventPatch {
  checkFields(patch as GoogleEvent, changes);
  if (before) {
    const { eventType: type = 'default' } = before;
    refuseIf(
      changes.eventType !== undefined && changes.eventType !== type,
      `An event of the eventType ${type} keeps it: leave eventType out, or add a new event.`,
    );
    checkStatusEvent(patched(before, patch), patch);
  }
  return patch;
}

function checkFields({ attendees, reminders }: GoogleEvent, { conference }: Edit): void {
  // Google has guests who are known by an id alone.
  refuseIf(
    attendees?.some(({ email, id }) => !email && !id),
    'Each of the attendees needs an email.',
  );
  const overrides = reminders?.overrides ?? [];
  refuseIf(
    overrides.length > (reminders?.useDefault ? 0 : MAX_REMINDERS) || !overrides.every(isReminder),
    `Set reminders to { useDefault: true }, or to at most ${MAX_REMINDERS} overrides of the method 'popup' or 'email', each of 0 to ${MAX_REMINDER_MINUTES} minutes.`,
  );
  refuseIf(
    typeof conference === 'string' && conference !== 'create',
    `Set conference to 'create', or to null.`,
  );
}

function isReminder({ method = '', minutes = -1 }: GoogleEventReminder): boolean {
  const isInTime = Number.isInteger(minutes) && minutes >= 0 && minutes <= MAX_REMINDER_MINUTES;
  return isInTime && ['popup', 'email'].includes(method);
}

/** @param written What is written of the event, which is as it is to be: all of a new one. */
function checkStatusEvent(event: GoogleEvent, written: GoogleEventPatch): void {
  const { eventType: type = '', start, end, workingLocationProperties: place } = event;
  const day = 'start' in written || 'end' in written ? start?.date : undefined;
  const isAnyGuest = Array.isArray(written.attendees) && written.attendees.length > 0;
  if (type === 'workingLocation') {
    const isPlaceWritten = written === event || 'workingLocationProperties' in written;
    const isLong = day !== undefined && end?.date !== addDays(day, 1);
    refuseIf(
      isAnyGuest || (isPlaceWritten && !place?.type) || isLong,
      'A workingLocation has a workingLocationProperties.type, times or one whole day, and no attendees.',
    );
  } else if (STATUS_EVENTS[type]) {
    refuseIf(
      [isAnyGuest, day, type === 'outOfOffice' && written.description].some(Boolean),
      `An event of the eventType ${type} has times, no attendees${type === 'outOfOffice' ? ', no description' : ''}, and is not all-day.`,
    );
  }
}

function refuseIf(isRefused: unknown, message: string): void {
  if (isRefused) {
    throw new CalendarSyncError('invalid-event', message);
  }
}
