import type {
  OutlookCalendarEvent,
  OutlookCalendarEventDraft,
  OutlookEvent,
} from 'ngx-calendar-sync/outlook';
import {
  type MobiscrollEvent,
  type MobiscrollReadEvent,
  ɵshownFields as shownFields,
  ɵwrittenTimes as writtenTimes,
} from 'ngx-calendar-sync/mobiscroll/sync';

/** An event as it was read from Outlook. */
export interface MobiscrollOutlookEvent extends MobiscrollReadEvent {
  outlookCalendarId: string;
  outlookEvent: OutlookEvent;
}

export function outlookEventOf(event: OutlookCalendarEvent): MobiscrollOutlookEvent {
  return {
    ...shownFields(event),
    outlookCalendarId: event.calendarId,
    outlookEvent: structuredClone(event.outlookEvent),
  };
}

/** What the event says, without its id, its calendar's, and what Mobiscroll alone knows. */
export function outlookDraftOf(event: MobiscrollEvent): Partial<OutlookCalendarEventDraft> {
  const { title, allDay, color } = event;
  return {
    ...(title === undefined ? {} : { title }),
    ...(allDay === undefined ? {} : { allDay }),
    ...(color === undefined ? {} : { color }),
    ...writtenTimes(event),
  };
}
