import type { AttendeeResponse, EventTransparency, EventVisibility } from 'ngx-calendar-sync/core';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import type { GoogleCalendarEvent, GoogleEventType } from './google-calendar-event';

/** Fields that an event has as they were read: the model's and Google's own, each under Google's name. */
export const SHOWN_FIELDS = [
  'attachments',
  'birthdayProperties',
  'colorId',
  'created',
  'description',
  'eventLabelId',
  'eventType',
  'extendedProperties',
  'focusTimeProperties',
  'guestsCanInviteOthers',
  'guestsCanModify',
  'guestsCanSeeOtherGuests',
  'htmlLink',
  'location',
  'organizer',
  'outOfOfficeProperties',
  'recurrence',
  'reminders',
  'source',
  'transparency',
  'updated',
  'visibility',
  'workingLocationProperties',
] as const satisfies readonly (keyof GoogleEvent & keyof GoogleCalendarEvent)[];

/** Where the type of a field names all of its values, an event has no other: one that Google may add later is left out. */
export const KNOWN_VALUES: { readonly [Name in keyof GoogleEvent]?: readonly unknown[] } = {
  eventType: [
    'birthday',
    'default',
    'focusTime',
    'fromGmail',
    'outOfOffice',
    'workingLocation',
  ] satisfies readonly GoogleEventType[],
  transparency: ['opaque', 'transparent'] satisfies readonly EventTransparency[],
  visibility: ['default', 'public', 'private', 'confidential'] satisfies readonly EventVisibility[],
};

/** A guest's answers. */
export const RESPONSES = [
  'needsAction',
  'accepted',
  'tentative',
  'declined',
] as const satisfies readonly AttendeeResponse[];
