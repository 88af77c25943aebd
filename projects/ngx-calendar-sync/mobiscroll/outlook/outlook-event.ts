import { ɵsameJson as sameJson } from 'ngx-calendar-sync/core';
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

/** The times of an event are one value: whoever changes one of them has seen the others. */
const TIMES: readonly string[] = ['start', 'end', 'allDay', 'timeZone'];

/** Of what the event says, what is otherwise than it was given out. */
export function changedDraftOf(
  event: MobiscrollEvent,
  given: OutlookCalendarEvent,
): Partial<OutlookCalendarEventDraft> {
  const draft = outlookDraftOf(event);
  const changed = changedNames(draft, outlookDraftOf(shownFields(given)));
  const isTimeChanged = changed.some((name) => TIMES.includes(name));
  return ofNames(draft, isTimeChanged ? [...changed, ...TIMES] : changed);
}

/** The two members of a reminder are one value: the minutes of one that is off do not turn it on. */
const REMINDER: readonly string[] = ['isReminderOn', 'reminderMinutesBeforeStart'];

/** Of Graph's event, what is otherwise than it was given out. */
export function changedMembersOf(edited: OutlookEvent, given: OutlookEvent): OutlookEvent {
  const changed = changedNames(edited, given);
  const isReminderChanged = changed.some((name) => REMINDER.includes(name));
  return {
    ...(isReminderChanged ? ofNames(given, REMINDER) : {}),
    ...ofNames(edited, isReminderChanged ? [...changed, ...REMINDER] : changed),
  };
}

function changedNames(edited: object, given: object): readonly string[] {
  const before: Readonly<Record<string, unknown>> = { ...given };
  return Object.entries<unknown>({ ...edited })
    .filter(([name, value]) => !sameJson(value, before[name]))
    .map(([name]) => name);
}

function ofNames<Whole extends object>(whole: Whole, names: readonly string[]): Partial<Whole> {
  const entries = Object.entries(whole).filter(([name]) => names.includes(name));
  return Object.fromEntries(entries) as Partial<Whole>;
}
