import { first, map, type Observable } from 'rxjs';
import {
  ɵdateTimeOf as dateTimeOf,
  ɵdayOf as dayOf,
  type EventTime,
  type Reminders,
} from 'ngx-calendar-sync/core';
import type { OutlookEvent } from 'ngx-calendar-sync/outlook/start';
import type {
  OutlookCalendarEvent,
  OutlookCalendarEventDraft,
} from '../mapping/outlook-calendar-event';
import type { OutlookProvider } from '../provider/outlook-provider';

/** What a member of Graph's event is called in a draft. Times and online meetings are read apart. */
const DRAFT_NAMES: Readonly<
  Partial<Record<keyof OutlookEvent, keyof OutlookCalendarEvent & keyof OutlookCalendarEventDraft>>
> = {
  subject: 'title',
  body: 'description',
  location: 'location',
  recurrence: 'recurrence',
  attendees: 'attendees',
  sensitivity: 'visibility',
  showAs: 'showAs',
  importance: 'importance',
  categories: 'categories',
  isReminderOn: 'reminders',
  reminderMinutesBeforeStart: 'reminders',
};

/** When an event that is to be written takes place. */
export type DraftedTimes = Pick<OutlookCalendarEventDraft, 'allDay' | 'timeZone'> & {
  readonly start?: OutlookCalendarEventDraft['start'];
};

/**
 * What an app has written into Graph's own event, as a draft of the library's: only the members that are there. An empty one
 * removes what the event has.
 * @param resource Its body is text, as descriptions of drafts are.
 * @param times Of the event; the day of its start is a part of a recurrence.
 */
export function draftOfResource(
  provider: OutlookProvider,
  calendarId: string,
  resource: OutlookEvent,
  { start = new Date(0), allDay = false, timeZone }: DraftedTimes,
): Observable<Partial<OutlookCalendarEventDraft>> {
  // The event will be written in this zone, in which the last day of a recurrence ends.
  const zone = timeZone ?? provider.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const dateTime = allDay ? `${dayOf(start)}T00:00:00` : utcTimeOf(dateTimeOf(start, zone));
  const time = { dateTime, timeZone: 'UTC' };
  const whole: OutlookEvent = {
    ...resource,
    id: resource.id ?? 'draft',
    start: time,
    end: time,
    isAllDay: allDay,
    originalStartTimeZone: zone,
  };
  return provider.toEvents(calendarId, [whole]).pipe(
    first(),
    map(([event]) => ({
      ...Object.fromEntries(
        Object.keys(resource).flatMap((member) => {
          const name = (DRAFT_NAMES as Readonly<Record<string, keyof OutlookCalendarEvent>>)[
            member
          ];
          if (name === undefined) {
            return [];
          }
          return [[name, name === 'reminders' ? remindersOf(resource) : (event?.[name] ?? null)]];
        }),
      ),
      ...(resource.isOnlineMeeting && !resource.onlineMeeting ? { conference: 'create' } : {}),
    })),
  );
}

/** What an app has written may have one of the two members alone. Without minutes, the reminder is the account's. */
function remindersOf({
  isReminderOn,
  reminderMinutesBeforeStart: minutes,
}: OutlookEvent): Reminders {
  if (isReminderOn === false) {
    return { useDefault: false };
  }
  return typeof minutes === 'number'
    ? { useDefault: false, overrides: [{ method: 'popup', minutes }] }
    : { useDefault: true };
}

function utcTimeOf(time: EventTime): string {
  return new Date(time).toISOString().slice(0, 'yyyy-MM-ddTHH:mm:ss'.length);
}
