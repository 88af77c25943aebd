import { CalendarSyncError } from 'ngx-calendar-sync/base';
import { ɵaddDays as addDays, ɵsameJson as sameJson } from 'ngx-calendar-sync/core';
import {
  type ɵGoogleEventPatch as GoogleEventPatch,
  ɵMAX_REMINDER_MINUTES as MAX_REMINDER_MINUTES,
  ɵMAX_REMINDERS as MAX_REMINDERS,
  ɵwithout as without,
} from 'ngx-calendar-sync/google/runtime';
import type { GoogleEvent, GoogleEventReminder } from 'ngx-calendar-sync/google/start';
import { checkRecurrence } from './check-recurrence';
import { patched } from './event-patch';

/** Declines no invitation: what an app does not say must not answer other people. */
const DECLINE_NONE = { autoDeclineMode: 'declineNone' };

/**
 * What Google demands of status events and birthdays, by type.
 * @see https://developers.google.com/workspace/calendar/api/guides/calendar-status
 * @see https://developers.google.com/workspace/calendar/api/guides/event-types
 */
const TYPED_EVENTS: Readonly<Partial<Record<string, GoogleEvent>>> = {
  birthday: { transparency: 'transparent', visibility: 'private' },
  focusTime: { transparency: 'opaque', focusTimeProperties: DECLINE_NONE },
  outOfOffice: { transparency: 'opaque', outOfOfficeProperties: DECLINE_NONE },
  workingLocation: { transparency: 'transparent', visibility: 'public' },
};
/**
 * The fields that Google keeps as they are: it makes some events itself, from Gmail and from contacts.
 * @see https://developers.google.com/workspace/calendar/api/guides/event-types
 */
const FIXED_FIELDS: Readonly<Partial<Record<string, readonly (keyof GoogleEvent)[]>>> = {
  birthday: [
    'attachments',
    'attendees',
    'birthdayProperties',
    'conferenceData',
    'description',
    'extendedProperties',
    'location',
    'transparency',
    'visibility',
  ],
  fromGmail: ['description', 'end', 'location', 'recurrence', 'start', 'summary'],
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
  const { eventType: type = '', birthdayProperties: birthday = {} } = event;
  checkFields(event, draft, event);
  refuseIf(
    type === 'fromGmail' ||
      birthday.contact !== undefined ||
      (birthday.type ?? 'birthday') !== 'birthday',
    ngDevMode &&
      'Google alone adds events of the eventType fromGmail, and the birthdays and other days of contacts.',
  );
  checkTypedEvent(event, event);
  return { ...TYPED_EVENTS[type], ...event };
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
  const after = patched(before ?? {}, patch);
  const isSameRule = before && sameJson(patch.recurrence, before.recurrence);
  checkFields((isSameRule ? without(patch, ['recurrence']) : patch) as GoogleEvent, changes, after);
  if (before) {
    const { eventType: type = 'default' } = before;
    refuseIf(
      changes.eventType !== undefined && changes.eventType !== type,
      `An event of the eventType ${type} keeps it: leave eventType out, or add a new event.`,
    );
    const isChanged = (name: keyof GoogleEvent) =>
      name in patch && !sameJson(comparable(before, name), comparable(after, name));
    const fixed = FIXED_FIELDS[type]?.find(isChanged);
    refuseIf(
      fixed,
      ngDevMode && `Google keeps the ${fixed} of an event of the eventType ${type} as it is.`,
    );
    refuseIf(
      before.birthdayProperties?.contact && (isChanged('start') || isChanged('end')),
      ngDevMode && 'The birthday of a contact is on the day that the contact has: change it there.',
    );
  }
  checkTypedEvent(after, patch);
  return patch;
}

/** A field so that it is the same wherever it means the same. */
function comparable(event: GoogleEvent, name: keyof GoogleEvent): unknown {
  if (name === 'start' || name === 'end') {
    const { date, dateTime } = event[name] ?? {};
    return Date.parse(dateTime ?? date ?? '');
  }
  const value = event[name];
  return value === '' || (Array.isArray(value) && value.length === 0) ? null : (value ?? null);
}

/** @param event The event as it is to be, as far as it is known. */
function checkFields(
  { attendees, recurrence, reminders }: GoogleEvent,
  { conference }: Edit,
  { start }: GoogleEvent,
): void {
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
  checkRecurrence(recurrence ?? [], start && !start.date);
}

function isReminder({ method = '', minutes = -1 }: GoogleEventReminder): boolean {
  const isInTime = Number.isInteger(minutes) && minutes >= 0 && minutes <= MAX_REMINDER_MINUTES;
  return isInTime && ['popup', 'email'].includes(method);
}

/**
 * @param event The event as it is to be, as far as it is known.
 * @param written What is written of it: all of a new one.
 */
function checkTypedEvent(event: GoogleEvent, written: GoogleEventPatch): void {
  const { eventType: type = '', start, end, workingLocationProperties: place } = event;
  const areTimesWritten = 'start' in written || 'end' in written;
  const day = areTimesWritten ? start?.date : undefined;
  const isLong = day !== undefined && end !== undefined && end.date !== addDays(day, 1);
  const isAnyGuest = Array.isArray(written.attendees) && written.attendees.length > 0;
  if (type === 'workingLocation') {
    const isPlaceWritten = written === event || 'workingLocationProperties' in written;
    refuseIf(
      isAnyGuest || (isPlaceWritten && !place?.type) || isLong,
      'A workingLocation has a workingLocationProperties.type, times or one whole day, and no attendees.',
    );
  } else if (type === 'birthday') {
    const isOfTimes = areTimesWritten && start?.dateTime !== undefined;
    const isYearly = !/FREQ=(?!YEARLY)/i.test(String(written.recurrence));
    refuseIf(
      isAnyGuest || isOfTimes || isLong || !isYearly,
      ngDevMode && 'A birthday has one whole day, a recurrence with FREQ=YEARLY, and no attendees.',
    );
  } else if (TYPED_EVENTS[type]) {
    refuseIf(
      [isAnyGuest, day, type === 'outOfOffice' && written.description].some(Boolean),
      `An event of the eventType ${type} has times, no attendees${type === 'outOfOffice' ? ', no description' : ''}, and is not all-day.`,
    );
  }
}

function refuseIf(isRefused: unknown, message: string | false | null): void {
  if (isRefused) {
    throw new CalendarSyncError('invalid-event', message);
  }
}
