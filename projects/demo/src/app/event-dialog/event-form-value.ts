import type { AttendeeDraft, CalendarEventChanges, Reminders } from 'ngx-calendar-sync';
import type { GoogleCalendarEvent, GoogleCalendarEventDraft } from 'ngx-calendar-sync/google';
import type { EventTimes } from '../calendar-board/board-view';
import { type EventColor, eventColorFields, eventColorOf } from '../colors/palette';
import { plainText } from './plain-text';
import { addDays, dateTimeOf, nextHour, wallTimeOf } from './zoned-time';

/** The values of the form's fields. */
export interface EventFormValue {
  readonly title: string;
  readonly calendarId: string;
  readonly allDay: boolean;
  readonly startDate: string;
  readonly startTime: string;
  /** The last day of an all-day event, as people say it; the event's own `end` is the day after. */
  readonly endDate: string;
  readonly endTime: string;
  readonly location: string;
  readonly description: string;
  readonly color: EventColor;
  /** The addresses of the guests. */
  readonly guests: readonly string[];
  readonly conference: ConferenceChoice;
  readonly reminders: Reminders;
}

/** Whether an event has no video call, keeps the one that it has, or gets a new one. */
export type ConferenceChoice = 'none' | 'keep' | 'create';

const HOUR_MS = 3_600_000;

type TimeFields = Pick<
  EventFormValue,
  'allDay' | 'startDate' | 'startTime' | 'endDate' | 'endTime'
>;

/** The form of a new event at the selected times, else for an hour from the next full hour. */
export function newFormValue(
  calendarId: string,
  timeZone: string,
  times: EventTimes | undefined,
): EventFormValue {
  return {
    title: '',
    location: '',
    description: '',
    color: '',
    guests: [],
    conference: 'none',
    reminders: { useDefault: true },
    calendarId,
    ...(times ? timeFieldsOf(times, timeZone) : defaultTimeFields(timeZone)),
  };
}

export function formValueOf(event: GoogleCalendarEvent, timeZone: string): EventFormValue {
  return {
    title: event.title,
    calendarId: event.calendarId,
    ...timeFieldsOf(event, timeZone),
    location: event.location ?? '',
    description: plainText(event.description ?? ''),
    color: eventColorOf(event),
    guests: (event.attendees ?? []).map(({ email }) => email),
    conference: event.conference && event.conference.status !== 'failure' ? 'keep' : 'none',
    reminders: event.reminders ?? { useDefault: true },
  };
}

export function draftOf(value: EventFormValue, timeZone: string): GoogleCalendarEventDraft {
  return {
    title: value.title.trim(),
    ...eventTimesOf(value, timeZone),
    timeZone,
    ...(value.location.trim() ? { location: value.location.trim() } : {}),
    ...(value.description.trim() ? { description: value.description } : {}),
    ...(value.color ? eventColorFields(value.color) : {}),
    ...(value.guests.length > 0 ? { attendees: guestsOf(value.guests) } : {}),
    ...(value.conference === 'create' ? { conference: 'create' } : {}),
    ...(value.reminders.useDefault ? {} : { reminders: value.reminders }),
  };
}

/**
 * The event as it was read, with the fields that the user has changed; `undefined` if there are none. A change of the
 * calendar is none of them: that is a move.
 */
export function changesOf(
  event: GoogleCalendarEvent,
  value: EventFormValue,
  timeZone: string,
): CalendarEventChanges<GoogleCalendarEventDraft> | undefined {
  const before = formValueOf(event, timeZone);
  const changed = (...names: readonly (keyof EventFormValue)[]) =>
    names.some((name) => JSON.stringify(value[name]) !== JSON.stringify(before[name]));
  const names = Object.keys(before) as (keyof EventFormValue)[];
  if (!changed(...names.filter((name) => name !== 'calendarId'))) {
    return undefined;
  }
  return {
    ...event,
    ...(changed('title') ? { title: value.title.trim() } : {}),
    ...(changed('allDay', 'startDate', 'endDate') ||
    (!value.allDay && changed('startTime', 'endTime'))
      ? eventTimesOf(value, timeZone)
      : {}),
    ...(changed('location') ? { location: value.location.trim() || null } : {}),
    ...(changed('description') ? { description: value.description.trim() || null } : {}),
    ...(changed('color') ? eventColorFields(value.color) : {}),
    ...(changed('guests') ? { attendees: guestsOf(value.guests, event) } : {}),
    ...(changed('conference')
      ? { conference: value.conference === 'create' ? 'create' : null }
      : {}),
    ...(changed('reminders') ? { reminders: value.reminders } : {}),
  };
}

function timeFieldsOf({ start, end, allDay }: EventTimes, timeZone: string): TimeFields {
  if (allDay) {
    const { startTime, endTime } = defaultTimeFields(timeZone);
    return { allDay, startDate: start, endDate: addDays(end, -1), startTime, endTime };
  }
  const from = wallTimeOf(start, timeZone);
  const to = wallTimeOf(end, timeZone);
  return {
    allDay,
    startDate: from.date,
    startTime: from.time,
    endDate: to.date,
    endTime: to.time,
  };
}

function defaultTimeFields(timeZone: string): TimeFields {
  const { date, time } = nextHour(timeZone);
  const end = wallTimeOf(
    new Date(Date.parse(dateTimeOf({ date, time }, timeZone)) + HOUR_MS).toISOString(),
    timeZone,
  );
  return {
    allDay: false,
    startDate: date,
    startTime: time,
    endDate: end.date,
    endTime: end.time,
  };
}

function eventTimesOf(value: EventFormValue, timeZone: string): EventTimes {
  const { allDay, startDate, startTime, endDate, endTime } = value;
  if (allDay) {
    return { allDay, start: startDate, end: addDays(endDate, 1) };
  }
  return {
    allDay,
    start: dateTimeOf({ date: startDate, time: startTime }, timeZone),
    end: dateTimeOf({ date: endDate, time: endTime }, timeZone),
  };
}

/** Guests who are invited already keep their names, answers and comments. */
function guestsOf(
  emails: readonly string[],
  event?: GoogleCalendarEvent,
): readonly AttendeeDraft[] {
  const invited = new Map((event?.attendees ?? []).map((guest) => [guest.email, guest]));
  return emails.map((email) => invited.get(email) ?? { email });
}
