import type { AttendeeDraft, CalendarEventChanges, Reminders } from 'ngx-calendar-sync';
import type { GoogleCalendarEventDraft } from 'ngx-calendar-sync/google';
import type { AnyEvent } from '../accounts/any-account';
import type { EventTimes } from '../calendar-board/board-view';
import { type EventColor, eventColorFields, eventColorOf } from '../colors/palette';
import { eventDescription } from './event-description';
import {
  movedChoice,
  NO_RECURRENCE,
  type RecurrenceChoice,
  type SeriesStart,
} from './recurrence/recurrence-choice';
import { isSameRecurrence, readRecurrence, recurrenceLines } from './recurrence/recurrence-lines';
import { addDays, dateTimeOf, isTimeZone, nextHour, wallTimeOf } from './zoned-time';

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
  /** `undefined` for an occurrence of which the rule is not known: it is kept as it is. */
  readonly recurrence: RecurrenceChoice | undefined;
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
    recurrence: NO_RECURRENCE,
    calendarId,
    ...(times ? timeFieldsOf(times, timeZone) : defaultTimeFields(timeZone)),
  };
}

/** @param master Of an occurrence: the master of its series, which has the rule, as far as it is known. */
export function formValueOf(event: AnyEvent, timeZone: string, master?: AnyEvent): EventFormValue {
  return {
    title: event.title,
    calendarId: event.calendarId,
    ...timeFieldsOf(event, timeZone),
    recurrence: recurrenceOf(event, timeZone, master),
    location: event.location ?? '',
    description: eventDescription(event),
    color: eventColorOf(event),
    guests: (event.attendees ?? []).map(({ email }) => email),
    conference: event.conference && event.conference.status !== 'failure' ? 'keep' : 'none',
    reminders: event.reminders ?? { useDefault: true },
  };
}

/** The form of a new event that was not saved. A video call that it was to get is still to be made. */
export function newFormValueOf(event: AnyEvent, timeZone: string): EventFormValue {
  const { conference } = event;
  return { ...formValueOf(event, timeZone), conference: conference ? 'create' : 'none' };
}

export function draftOf(value: EventFormValue, timeZone: string): GoogleCalendarEventDraft {
  const recurrence = recurrenceLines(
    value.recurrence ?? NO_RECURRENCE,
    seriesStartOf(value, timeZone, timeZone),
  );
  return {
    title: value.title.trim(),
    ...eventTimesOf(value, timeZone),
    timeZone,
    ...(recurrence.length > 0 ? { recurrence } : {}),
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
 * calendar is none of them: that is a move. They have a `recurrence` only if the user has changed the rule.
 * @param master Of an occurrence: the master of its series, as far as it is known.
 */
export function changesOf(
  event: AnyEvent,
  value: EventFormValue,
  timeZone: string,
  master?: AnyEvent,
): CalendarEventChanges<GoogleCalendarEventDraft> | undefined {
  const before = formValueOf(event, timeZone, master);
  const changed = (...names: readonly (keyof EventFormValue)[]) =>
    names.some((name) => JSON.stringify(value[name]) !== JSON.stringify(before[name]));
  const edits: Partial<GoogleCalendarEventDraft> = {
    ...(changed('title') ? { title: value.title.trim() } : {}),
    ...(changed('allDay', 'startDate', 'endDate') ||
    (!value.allDay && changed('startTime', 'endTime'))
      ? eventTimesOf(value, timeZone)
      : {}),
    ...recurrenceEdit(value, before, {
      display: timeZone,
      series: seriesZone(event, timeZone, master),
    }),
    ...(changed('location') ? { location: value.location.trim() || null } : {}),
    ...(changed('description') ? { description: value.description.trim() || null } : {}),
    ...(changed('color') ? eventColorFields(value.color) : {}),
    ...(changed('guests') ? { attendees: guestsOf(value.guests, event) } : {}),
    ...(changed('conference')
      ? { conference: value.conference === 'create' ? 'create' : null }
      : {}),
    ...(changed('reminders') ? { reminders: value.reminders } : {}),
  };
  return Object.keys(edits).length === 0 ? undefined : { ...event, ...edits };
}

/** The zone on whose clocks a series recurs: that of its master, which is also that of a single event. */
export function seriesZone(
  event: AnyEvent,
  timeZone: string,
  master: AnyEvent | undefined,
): string {
  const zone = master?.timeZone ?? event.timeZone;
  return zone !== undefined && isTimeZone(zone) ? zone : timeZone;
}

/** When the event of the form starts, on the clocks of the zone in which it recurs. */
export function seriesStartOf(
  value: Pick<EventFormValue, 'allDay' | 'startDate' | 'startTime'>,
  timeZone: string,
  zone: string,
): SeriesStart {
  const { allDay, startDate, startTime } = value;
  const start = { date: startDate, time: startTime };
  return allDay
    ? { date: startDate, time: '00:00', allDay, timeZone: zone }
    : { ...wallTimeOf(dateTimeOf(start, timeZone), zone), allDay, timeZone: zone };
}

function recurrenceOf(
  event: AnyEvent,
  timeZone: string,
  master: AnyEvent | undefined,
): RecurrenceChoice | undefined {
  if (event.seriesId !== undefined && !master) {
    return undefined;
  }
  const zone = seriesZone(event, timeZone, master);
  // What a rule leaves to the start, an occurrence has from the series, also where it was moved.
  const start = event.originalStart ?? event.start;
  const isDay = start.length === 'YYYY-MM-DD'.length;
  const fields = timeFieldsOf(
    { start, end: isDay ? addDays(start, 1) : start, allDay: isDay },
    zone,
  );
  return readRecurrence((master ?? event).recurrence ?? [], seriesStartOf(fields, zone, zone));
}

/** What moves with the start, as a weekly rule does with its weekday, is no change of the rule: the library moves that. */
function recurrenceEdit(
  value: EventFormValue,
  before: EventFormValue,
  zones: { readonly display: string; readonly series: string },
): Pick<GoogleCalendarEventDraft, 'recurrence' | 'timeZone'> {
  if (!value.recurrence || !before.recurrence) {
    return {};
  }
  const from = seriesStartOf(before, zones.display, zones.series);
  const to = seriesStartOf(value, zones.display, zones.series);
  if (isSameRecurrence(value.recurrence, movedChoice(before.recurrence, from.date, to.date), to)) {
    return {};
  }
  const recurrence = recurrenceLines(value.recurrence, to);
  // Google wants the zone of a series; a single event may lack one.
  return recurrence.length > 0 ? { recurrence, timeZone: zones.series } : { recurrence: null };
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
function guestsOf(emails: readonly string[], event?: AnyEvent): readonly AttendeeDraft[] {
  const invited = new Map((event?.attendees ?? []).map((guest) => [guest.email, guest]));
  return emails.map((email) => invited.get(email) ?? { email });
}
