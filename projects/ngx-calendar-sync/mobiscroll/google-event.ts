import type {
  GoogleCalendarEvent,
  GoogleCalendarEventDraft,
  GoogleEvent,
} from 'ngx-calendar-sync/google';
import {
  type MobiscrollEvent,
  type MobiscrollReadEvent,
  ɵshownFields as shownFields,
  ɵwrittenTimes as writtenTimes,
} from 'ngx-calendar-sync/mobiscroll/sync';

/** What a draft of the library has under another name, or not at all. */
const NOT_IN_DRAFT: ReadonlySet<string> = new Set([
  'id',
  'googleCalendarId',
  'outlookCalendarId',
  'outlookEvent',
  'timezone',
  'start',
  'end',
]);

/** An event as it was read from Google. */
export interface MobiscrollGoogleEvent extends MobiscrollReadEvent {
  googleCalendarId: string;
  googleEvent: GoogleEvent;
}

export function googleEventOf(event: GoogleCalendarEvent): MobiscrollGoogleEvent {
  return {
    ...ownPropertiesOf(event),
    ...shownFields(event),
    googleCalendarId: event.calendarId,
    // The app may edit it in place: what it has edited is told by the one that was read.
    googleEvent: structuredClone(event.googleEvent),
  };
}

/**
 * The app's own properties, as far as `ownProperties` of the configuration names them: then the event has them, under the names
 * by which they are stored.
 */
function ownPropertiesOf(event: GoogleCalendarEvent): Readonly<Record<string, unknown>> {
  const stored = event.googleEvent.extendedProperties?.private ?? {};
  return Object.fromEntries(
    Object.entries(event).filter(
      // Another program may store a `version` of its own. The event's would make each write conditional.
      ([name]) => Object.hasOwn(stored, name) && name !== 'version',
    ),
  );
}

/** What the event says, without its id and its calendar's: a new event has an id of Mobiscroll's, which says nothing. */
export function googleDraftOf(event: MobiscrollEvent): Partial<GoogleCalendarEventDraft> {
  return {
    ...Object.fromEntries(Object.entries(event).filter(([name]) => !NOT_IN_DRAFT.has(name))),
    ...writtenTimes(event),
  };
}
