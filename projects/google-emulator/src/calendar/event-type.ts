import type { Calendar } from '../world/calendar.ts';
import {
  eventTypeRestriction,
  invalid,
  malformedFocusTimeEvent,
  malformedOutOfOfficeEvent,
  malformedWorkingLocationEvent,
} from './api-error.ts';
import type { EventResource } from './event-resource.ts';

const DAY_MS = 86_400_000;

/** Types whose events exist in primary calendars only. */
const PRIMARY_TYPES: ReadonlySet<string> = new Set([
  'birthday',
  'focusTime',
  'outOfOffice',
  'workingLocation',
]);

/**
 * The fields that Google keeps in events of its own: of those from Gmail it has read them in a mail, and a birthday has no
 * others than a title, a colour, reminders and its day.
 * @see https://developers.google.com/workspace/calendar/api/guides/event-types
 */
const KEPT_FIELDS: ReadonlyMap<string, readonly (keyof EventResource)[]> = new Map([
  ['fromGmail', ['summary', 'description', 'location', 'start', 'end', 'recurrence']],
  [
    'birthday',
    [
      'description',
      'location',
      'attendees',
      'visibility',
      'transparency',
      'extendedProperties',
      'conferenceData',
      'attachments',
      'birthdayProperties',
    ],
  ],
]);

/**
 * Checks a new event against the rules of its type.
 * @see https://developers.google.com/workspace/calendar/api/guides/calendar-status
 * @throws ApiError 400 for a type that cannot be created here, or an event that its type does not allow.
 */
export function assertTypeAllowed(calendar: Calendar, event: EventResource): void {
  const type = event.eventType ?? 'default';
  if (type === 'default') {
    return;
  }
  if (!PRIMARY_TYPES.has(type)) {
    throw eventTypeRestriction(`Events of the type '${type}' cannot be created.`);
  }
  if (calendar.id !== calendar.owner) {
    throw eventTypeRestriction(`Events of the type '${type}' exist in primary calendars only.`);
  }
  const { type: kind = 'birthday', contact } = event.birthdayProperties ?? {};
  if (kind !== 'birthday' || contact) {
    throw eventTypeRestriction('The special days of contacts cannot be created.');
  }
  assertWellFormed(event);
}

/**
 * Checks a changed event against the rules of its type.
 * @param sentType The type in the request.
 * @param changed The fields whose values are others than before.
 * @throws ApiError 400 for another type than before, or an event that its type does not allow.
 */
export function assertTypeKept(
  event: EventResource,
  before: EventResource,
  sentType: string | null | undefined,
  changed: readonly string[],
): void {
  const type = before.eventType ?? 'default';
  if (sentType && sentType !== type) {
    throw invalid('Event type cannot be changed.');
  }
  const kept = [
    ...(KEPT_FIELDS.get(type) ?? []),
    ...(before.birthdayProperties?.contact ? ['start', 'end'] : []),
  ].find((name) => changed.includes(name));
  if (kept) {
    throw eventTypeRestriction(`'${kept}' of an event of the type '${type}' cannot be changed.`);
  }
  assertWellFormed(event);
}

function assertWellFormed(event: EventResource): void {
  switch (event.eventType) {
    case 'workingLocation':
      assertWorkingLocation(event);
      break;
    case 'focusTime':
      assertAbsence(event, 'A focus time event', malformedFocusTimeEvent);
      break;
    case 'birthday':
      assertBirthday(event);
      break;
    case 'outOfOffice':
      assertAbsence(event, 'An out of office event', malformedOutOfOfficeEvent);
      break;
  }
}

function assertWorkingLocation(event: EventResource): void {
  const { transparency, visibility, workingLocationProperties, start, end } = event;
  const malformed = (what: string) =>
    malformedWorkingLocationEvent(`A working location event must have ${what}.`);
  if (visibility !== 'public') {
    throw malformed('a visibility setting of public');
  }
  if (transparency !== 'transparent') {
    throw malformed('a transparency setting of transparent');
  }
  if (
    !['homeOffice', 'officeLocation', 'customLocation'].includes(
      workingLocationProperties?.type ?? '',
    )
  ) {
    throw malformed('working location properties with a type');
  }
  if (start?.date && Date.parse(end?.date ?? '') - Date.parse(start.date) !== DAY_MS) {
    throw malformedWorkingLocationEvent(
      'An all-day working location event must be exactly one day long.',
    );
  }
  if (event.attendees?.length) {
    throw malformedWorkingLocationEvent('A working location event cannot have attendees.');
  }
}

/** What is not known of Google is not asked: a birthday without a recurrence is taken. */
function assertBirthday({ start, end, recurrence, attendees }: EventResource): void {
  const isOneDay = start?.date && Date.parse(end?.date ?? '') - Date.parse(start.date) === DAY_MS;
  if (!isOneDay) {
    throw eventTypeRestriction('A birthday must be exactly one whole day long.');
  }
  if (recurrence?.some((line) => /FREQ=(?!YEARLY)/i.test(line))) {
    throw eventTypeRestriction('A birthday must recur every year.');
  }
  if (attendees?.length) {
    throw eventTypeRestriction('A birthday cannot have attendees.');
  }
}

/** Focus time and out of office events have the same rules. */
function assertAbsence(
  event: EventResource,
  name: string,
  malformed: (message: string) => Error,
): void {
  if (event.start?.date) {
    throw malformed(`${name} cannot be an all-day event.`);
  }
  if (event.transparency === 'transparent') {
    throw malformed(`${name} must have a transparency setting of opaque.`);
  }
  if (event.attendees?.length) {
    throw malformed(`${name} cannot have attendees.`);
  }
  if (event.description && event.eventType === 'outOfOffice') {
    throw malformed(`${name} cannot have a description.`);
  }
}
