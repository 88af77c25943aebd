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
 * An occurrence is written as an event of its own, unless its series is among the events: then it is written as a change of
 * that series. A series of which only the master is given repeats also where an occurrence was deleted or changed, unless its
 * `recurrence` says so. An event that is in several calendars, as an invitation in those of its guests, is written once: as
 * its organizer has it, or else as it comes first.
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
  for (const master of masters.values()) {
    for (const timeZone of zonesOf(master)) {
      starts.set(timeZone, Math.min(Date.parse(master.start), starts.get(timeZone) ?? Infinity));
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
    ...withoutCopies(events, masterOf).map((event) => {
      const master = masterOf(event);
      const isOfSeries = master !== undefined || event.recurrence !== undefined;
      return eventLines(event, master, isOfSeries ? zoneOf(master ?? event) : undefined);
    }),
    contentLine('END', 'VCALENDAR'),
  ].join('');
}

/** The zones that a series names and the browser knows: its own, and those in the lines of its recurrence. */
function zonesOf({ timeZone, allDay, recurrence = [] }: GoogleCalendarEvent): readonly string[] {
  const named = recurrence.map((line) => /^[^:]*;TZID="?([^";:]+)/i.exec(line)?.[1]);
  return [allDay ? undefined : timeZone, ...named].flatMap((zone) =>
    zone !== undefined && ZoneClock.find(zone) ? [zone] : [],
  );
}

type MasterOf = (event: GoogleCalendarEvent) => GoogleCalendarEvent | undefined;

/** Of the copies of an event that several calendars have, the organizer's or else the first, each where the first one was. */
function withoutCopies(
  events: readonly GoogleCalendarEvent[],
  masterOf: MasterOf,
): readonly GoogleCalendarEvent[] {
  const written = new Map<string, GoogleCalendarEvent>();
  for (const event of events) {
    const master = masterOf(event);
    const { originalStart } = event;
    const occurrence = master && originalStart !== undefined ? Date.parse(originalStart) : '';
    const key = `${uidOf(event, master)} ${occurrence}`;
    const other = written.get(key);
    if (!other || (event.organizer?.self && !other.organizer?.self)) {
      written.set(key, event);
    }
  }
  return Array.from(written.values());
}

/** An occurrence without its series is an event of its own: Google gives all of a series one `iCalUID`. */
function uidOf(event: GoogleCalendarEvent, master: GoogleCalendarEvent | undefined): string {
  const isAlone = event.seriesId !== undefined && !master;
  return isAlone ? `${event.id}@google.com` : (event.googleEvent.iCalUID ?? event.id);
}

function eventLines(
  event: GoogleCalendarEvent,
  master: GoogleCalendarEvent | undefined,
  zone: Zone,
): string {
  const { title, description, location, originalStart, conference, visibility, created } = event;
  return [
    contentLine('BEGIN', 'VEVENT'),
    contentLine('UID', escapedText(uidOf(event, master))),
    // With no time of a change, as of a public calendar, the file has the time at which it is written.
    contentLine('DTSTAMP', inUtc(event.updated ?? created ?? new Date().toISOString())),
    timeLine('DTSTART', event.start, zone),
    // RFC 5545, 3.8.2.2: the end is later than the start. An event without it has no length.
    Date.parse(event.end) > Date.parse(event.start) ? timeLine('DTEND', event.end, zone) : '',
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

/**
 * Reminders that are the calendar's are left to the calendar that the file is opened in. One by mail is written as one on
 * screen: an alarm by mail names an address, and the id of a calendar need not be one.
 */
function alarmLines({ reminders, title }: GoogleCalendarEvent): string[] {
  return (reminders?.overrides ?? []).map(({ minutes }) =>
    [
      contentLine('BEGIN', 'VALARM'),
      contentLine('ACTION', 'DISPLAY'),
      contentLine('TRIGGER', `-PT${minutes}M`),
      contentLine('DESCRIPTION', escapedText(title)),
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
