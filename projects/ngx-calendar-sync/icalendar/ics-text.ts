import { ɵisDay as isDay, ɵZoneClock as ZoneClock } from 'ngx-calendar-sync/core';
import type { GoogleCalendarEvent } from 'ngx-calendar-sync/google';
import { contentLine, escapedText, type Parameters } from './content-line';
import { attendeeLines } from './participants';
import { basicTime, timeZoneLines } from './time-zone';

/** What {@link icsText} takes. */
export interface IcsOptions {
  /** The name of the calendar, which some programs propose when the file is opened. */
  readonly name?: string;
}

/** How an event's times are written: in the zone of its series, whose rule counts in it, or else in UTC. */
type Zone = string | undefined;

/**
 * Events as an iCalendar file (RFC 5545), such as those of a view: Google Calendar, Outlook and Apple's Calendar open it.
 *
 * An occurrence is written as an event of its own, unless its series is among the events: then it is what has changed in the
 * series. A series of which only the master is given repeats also where an occurrence was deleted or changed, unless its
 * `recurrence` says so.
 *
 * @example
 * ```ts
 * const file = new Blob([icsText(service.events(), { name: 'My week' })], { type: 'text/calendar' });
 * link.href = URL.createObjectURL(file);
 * link.download = 'week.ics';
 * ```
 * @see https://www.rfc-editor.org/rfc/rfc5545
 */
export function icsText(events: readonly GoogleCalendarEvent[], { name }: IcsOptions = {}): string {
  const masters = new Map(
    events.filter(({ recurrence }) => recurrence).map((event) => [keyOf(event, event.id), event]),
  );
  const masterOf = (event: GoogleCalendarEvent) =>
    event.seriesId === undefined ? undefined : masters.get(keyOf(event, event.seriesId));
  const starts = new Map<string, number>();
  for (const { timeZone, allDay, start } of masters.values()) {
    if (timeZone !== undefined && !allDay && ZoneClock.find(timeZone)) {
      starts.set(timeZone, Math.min(Date.parse(start), starts.get(timeZone) ?? Infinity));
    }
  }
  const zoneOf = ({ timeZone }: GoogleCalendarEvent): Zone =>
    timeZone !== undefined && starts.has(timeZone) ? timeZone : undefined;
  return [
    contentLine('BEGIN', 'VCALENDAR'),
    contentLine('VERSION', '2.0'),
    contentLine('PRODID', '-//ngx-calendar-sync//ics//EN'),
    name === undefined ? '' : contentLine('X-WR-CALNAME', escapedText(name)),
    ...Array.from(starts, ([timeZone, start]) => timeZoneLines(timeZone, start)),
    ...events.map((event) => {
      const master = masterOf(event);
      const isOfSeries = master !== undefined || event.recurrence !== undefined;
      return eventLines(event, master, isOfSeries ? zoneOf(master ?? event) : undefined);
    }),
    contentLine('END', 'VCALENDAR'),
  ].join('');
}

function eventLines(
  event: GoogleCalendarEvent,
  master: GoogleCalendarEvent | undefined,
  zone: Zone,
): string {
  const { title, description, location, originalStart, conference, visibility, created } = event;
  const isAlone = event.seriesId !== undefined && !master;
  const uid = isAlone ? `${event.id}@google.com` : (event.googleEvent.iCalUID ?? event.id);
  return [
    contentLine('BEGIN', 'VEVENT'),
    contentLine('UID', escapedText(uid)),
    // With no time of a change, as of a public calendar, the file has the time at which it is written.
    contentLine('DTSTAMP', inUtc(event.updated ?? created ?? new Date().toISOString())),
    timeLine('DTSTART', event.start, zone),
    timeLine('DTEND', event.end, zone),
    master && originalStart !== undefined ? timeLine('RECURRENCE-ID', originalStart, zone) : '',
    ...(event.recurrence ?? []).map(ruleLine),
    textLine('SUMMARY', title || undefined),
    textLine('DESCRIPTION', description),
    textLine('LOCATION', location),
    contentLine('STATUS', event.status.toUpperCase()),
    contentLine('TRANSP', (event.transparency ?? 'opaque').toUpperCase()),
    visibility === undefined || visibility === 'default'
      ? ''
      : contentLine('CLASS', visibility.toUpperCase()),
    created === undefined ? '' : contentLine('CREATED', inUtc(created)),
    event.updated === undefined ? '' : contentLine('LAST-MODIFIED', inUtc(event.updated)),
    contentLine('SEQUENCE', String(event.googleEvent.sequence ?? 0)),
    attendeeLines(event),
    conference?.uri === undefined
      ? ''
      : contentLine('CONFERENCE', conference.uri, { VALUE: 'URI', LABEL: conference.name }),
    ...alarmLines(event),
    contentLine('END', 'VEVENT'),
  ].join('');
}

/** Reminders that are the calendar's are left to the calendar that the file is opened in. */
function alarmLines({ reminders, title, calendarId }: GoogleCalendarEvent): string[] {
  return (reminders?.overrides ?? []).map(({ method, minutes }) =>
    [
      contentLine('BEGIN', 'VALARM'),
      contentLine('ACTION', method === 'email' ? 'EMAIL' : 'DISPLAY'),
      contentLine('TRIGGER', `-PT${minutes}M`),
      contentLine('DESCRIPTION', escapedText(title)),
      method === 'email'
        ? contentLine('SUMMARY', escapedText(title)) +
          contentLine('ATTENDEE', `mailto:${calendarId}`)
        : '',
      contentLine('END', 'VALARM'),
    ].join(''),
  );
}

/** A line such as `RRULE:FREQ=DAILY`, as Google has it. */
function ruleLine(line: string): string {
  const [, name = '', value = ''] = /^([^:]*):(.*)$/s.exec(line) ?? [];
  return name === '' ? '' : contentLine(name, value);
}

function textLine(name: string, text: string | undefined): string {
  return text === undefined ? '' : contentLine(name, escapedText(text));
}

function timeLine(name: string, time: string, zone: Zone): string {
  if (isDay(time)) {
    return contentLine(name, time.replace(/-/g, ''), { VALUE: 'DATE' });
  }
  return zone === undefined
    ? contentLine(name, inUtc(time))
    : contentLine(name, basicTime(ZoneClock.of(zone).wallTimeAt(Date.parse(time))), inZone(zone));
}

const inZone = (zone: string): Parameters => ({ TZID: zone });

function inUtc(time: string): string {
  return `${basicTime(Date.parse(time))}Z`;
}

function keyOf({ calendarId }: GoogleCalendarEvent, id: string): string {
  return `${calendarId}/${id}`;
}
