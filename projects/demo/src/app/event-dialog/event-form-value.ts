import type { CalendarEventChanges } from 'ngx-calendar-sync';
import type { GoogleCalendarEvent, GoogleCalendarEventDraft } from 'ngx-calendar-sync/google';
import type { EventTimes } from '../calendar-board/board-view';
import { EVENT_COLORS } from './event-colors';
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
  /** The id of one of Google's event colours; empty for the calendar's colour. */
  readonly colorId: string;
}

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
  const texts = { title: '', location: '', description: '', colorId: '' };
  return {
    ...texts,
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
    // The id of a label that the calendar defines is none of the colours to choose from, so that none is chosen.
    colorId: event.googleEvent.colorId ?? event.googleEvent.eventLabelId ?? '',
  };
}

export function draftOf(value: EventFormValue, timeZone: string): GoogleCalendarEventDraft {
  const color = colorOf(value.colorId);
  return {
    title: value.title.trim(),
    ...eventTimesOf(value, timeZone),
    timeZone,
    ...(value.location.trim() ? { location: value.location.trim() } : {}),
    ...(value.description.trim() ? { description: value.description } : {}),
    ...(color ? { color } : {}),
  };
}

/** The event as it was read, with the fields that the user has changed; `undefined` if there are none. */
export function changesOf(
  event: GoogleCalendarEvent,
  value: EventFormValue,
  timeZone: string,
): CalendarEventChanges<GoogleCalendarEventDraft> | undefined {
  const before = formValueOf(event, timeZone);
  const changed = (...names: readonly (keyof EventFormValue)[]) =>
    names.some((name) => value[name] !== before[name]);
  if (!changed(...(Object.keys(before) as (keyof EventFormValue)[]))) {
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
    ...(changed('colorId') ? { color: colorOf(value.colorId) ?? null } : {}),
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

function colorOf(colorId: string): string | undefined {
  return EVENT_COLORS.find(({ id }) => id === colorId)?.color;
}
