import type { CalendarEventChanges } from 'ngx-calendar-sync';
import type { GoogleCalendarEvent, GoogleCalendarEventDraft } from 'ngx-calendar-sync/google';
import { EVENT_COLORS } from './event-colors';
import { plainText } from './plain-text';
import { addDays, dateTimeOf, nextHour, wallTimeOf } from './zoned-time';

/** What the fields of the form hold. */
export interface EventFormValue {
  readonly title: string;
  readonly calendarId: string;
  readonly allDay: boolean;
  readonly startDate: string;
  readonly startTime: string;
  /** Of an all-day event its last day, as people say it; events end on the day after. */
  readonly endDate: string;
  readonly endTime: string;
  readonly location: string;
  readonly description: string;
  /** One of Google's colours of events; none for the colour of the calendar. */
  readonly colorId: string;
}

interface Span {
  readonly start: string;
  readonly end: string;
  readonly allDay: boolean;
}

type Times = Pick<EventFormValue, 'allDay' | 'startDate' | 'startTime' | 'endDate' | 'endTime'>;

/** The form of a new event: of a selected span of time, else of the next full hour. */
export function newFormValue(
  calendarId: string,
  timeZone: string,
  span: Span | undefined,
): EventFormValue {
  const texts = { title: '', location: '', description: '', colorId: '' };
  return { ...texts, calendarId, ...(span ? timesOf(span, timeZone) : defaultTimes(timeZone)) };
}

export function formValueOf(event: GoogleCalendarEvent, timeZone: string): EventFormValue {
  return {
    title: event.title,
    calendarId: event.calendarId,
    ...timesOf(event, timeZone),
    location: event.location ?? '',
    description: plainText(event.description ?? ''),
    // A label of the calendar's own has a colour that is none of the choices: then none of them is chosen.
    colorId: event.googleEvent.colorId ?? event.googleEvent.eventLabelId ?? '',
  };
}

export function draftOf(value: EventFormValue, timeZone: string): GoogleCalendarEventDraft {
  const color = colorOf(value.colorId);
  return {
    title: value.title.trim(),
    ...spanOf(value, timeZone),
    timeZone,
    ...(value.location.trim() ? { location: value.location.trim() } : {}),
    ...(value.description.trim() ? { description: value.description } : {}),
    ...(color ? { color } : {}),
  };
}

/** The event as it was read, with what is different in the form; `undefined` where nothing is. */
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
      ? spanOf(value, timeZone)
      : {}),
    ...(changed('location') ? { location: value.location.trim() || null } : {}),
    ...(changed('description') ? { description: value.description.trim() || null } : {}),
    ...(changed('colorId') ? { color: colorOf(value.colorId) ?? null } : {}),
  };
}

function timesOf({ start, end, allDay }: Span, timeZone: string): Times {
  if (allDay) {
    const { startTime, endTime } = defaultTimes(timeZone);
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

function defaultTimes(timeZone: string): Times {
  const { date, time } = nextHour(timeZone);
  const end = wallTimeOf(
    new Date(Date.parse(dateTimeOf({ date, time }, timeZone)) + 3_600_000).toISOString(),
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

function spanOf(value: EventFormValue, timeZone: string): Span {
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
