import { fromWall, toWall } from '../time/zone.ts';
import { addDays, civilDateIn, civilTimeIn } from '../time/civil-time.ts';
import type { IcsComponent } from './components.ts';
import type { ContentLine } from './content-lines.ts';
import { durationOf, millisecondsOf, type IcsDuration } from './duration.ts';
import { quoted, Refusal } from './import-report.ts';
import { firstOf, valueOf } from './properties.ts';
import type { TimeValue } from './time-value.ts';
import { timeValueOf } from './time-value.ts';
import { writtenTimeOf } from './written-time.ts';
import type { EventZones } from './zone-book.ts';

/** Start and end of an event: two days or two times. */
export type EventTimes =
  | { readonly start: TimeValue & { kind: 'day' }; readonly end: TimeValue & { kind: 'day' } }
  | { readonly start: TimeValue & { kind: 'time' }; readonly end: TimeValue & { kind: 'time' } };

const DAY_MS = 86_400_000;
const MAX_LENGTH_MS = 36_525 * DAY_MS;

/** @throws Refusal if the event has no valid start, or ends before it starts. */
export function eventTimesOf(
  event: IcsComponent,
  zones: EventZones,
  note: (text: string) => void,
): EventTimes {
  // An exception without DTSTART stays at the time of its occurrence.
  const dtstart = firstOf(event, 'DTSTART') ?? firstOf(event, 'RECURRENCE-ID');
  if (!dtstart) {
    throw new Refusal('it has no DTSTART');
  }
  if (dtstart.name !== 'DTSTART' && valueOf(event, 'STATUS')?.toUpperCase() !== 'CANCELLED') {
    note('it has no DTSTART: it was left where its occurrence is');
  }
  const start = startOf(dtstart, event, zones);
  const { start: begins, end } = withSameKind(start, endOf(event, start, zones, note), zones, note);
  if (begins.kind === 'day' && end.kind === 'day') {
    if (end.date < begins.date) {
      throw new Refusal(`it ends (${end.date}) before it begins`);
    }
    // Some programs write the last day as DTEND, although RFC 5545 requires the day after it.
    return { start: begins, end: end.date === begins.date ? nextDay(begins) : end };
  }
  if (begins.kind === 'day' || end.kind === 'day') {
    throw new Refusal('of DTSTART and DTEND, one is a day and the other a time');
  }
  if (end.instant < begins.instant) {
    throw new Refusal('it ends before it begins');
  }
  return isMarkedAllDay(event) ? asDays(begins, end, zones.calendarZone) : { start: begins, end };
}

/** Midnight with VALUE=DATE is a day, unless DTEND has a time other than midnight. */
function startOf(dtstart: ContentLine, event: IcsComponent, zones: EventZones): TimeValue {
  const end = writtenTimeOf(firstOf(event, 'DTEND')?.value ?? '');
  const endsAtTime = end !== undefined && !end.isDay && end.wall % DAY_MS !== 0;
  return timeValueOf(dtstart, zones, endsAtTime);
}

/** The end by DTEND or DURATION, or by the default of https://www.rfc-editor.org/rfc/rfc5545#section-3.6.1 */
function endOf(
  event: IcsComponent,
  start: TimeValue,
  zones: EventZones,
  note: (text: string) => void,
): TimeValue {
  const dtend = firstOf(event, 'DTEND');
  if (dtend && dtend.value.trim() !== '') {
    try {
      return timeValueOf(dtend, zones, start.kind === 'time');
    } catch (error) {
      if (!(error instanceof Refusal)) {
        throw error;
      }
      note(`its end was left out: ${error.message}`);
    }
  }
  const text = valueOf(event, 'DURATION');
  const duration = durationOf(text ?? '');
  if (text !== undefined && !duration) {
    note(`its DURATION (${quoted(text)}) cannot be read and was left out`);
  }
  if (!duration) {
    return start.kind === 'day' ? nextDay(start) : start;
  }
  const length = millisecondsOf(duration);
  if (Math.abs(length) > MAX_LENGTH_MS) {
    throw new Refusal('it lasts longer than a century');
  }
  if (start.kind === 'time') {
    return { ...start, instant: addDuration(start, duration) };
  }
  if (length < 0) {
    throw new Refusal('it ends before it begins: its DURATION is negative');
  }
  return { kind: 'day', date: addDays(start.date, Math.max(1, Math.ceil(length / DAY_MS))) };
}

function addDuration(
  { instant, zone }: TimeValue & { kind: 'time' },
  { days, milliseconds }: IcsDuration,
): number {
  const sameClock = days === 0 ? instant : fromWall(toWall(instant, zone) + days * DAY_MS, zone);
  return sameClock + milliseconds;
}

/** If only one of start and end is a time, converts the end to the kind of the start. */
function withSameKind(
  start: TimeValue,
  end: TimeValue,
  zones: EventZones,
  note: (text: string) => void,
): { start: TimeValue; end: TimeValue } {
  if (start.kind === end.kind) {
    return { start, end };
  }
  if (start.kind === 'time' && end.kind === 'day') {
    const firstDay = civilDateIn(start.zone, start.instant);
    const midnight = fromWall(Date.parse(end.date), start.zone);
    note('its start is a time and its end a day: it was taken to end when that day begins');
    return { start, end: end.date > firstDay ? { ...start, instant: midnight } : start };
  }
  if (start.kind === 'day' && end.kind === 'time') {
    const clock = civilTimeIn(end.utc ? zones.calendarZone : end.zone, end.instant);
    const [lastDay = '', time] = clock.split('T');
    note('its start is a day and its end a time: it was taken for whole days');
    const isMidnight = time === '00:00:00' && lastDay > start.date;
    return { start, end: { kind: 'day', date: isMidnight ? lastDay : addDays(lastDay, 1) } };
  }
  return { start, end };
}

function nextDay(day: TimeValue & { kind: 'day' }): TimeValue & { kind: 'day' } {
  return { kind: 'day', date: addDays(day.date, 1) };
}

/** Outlook and Exchange mark all-day events, which they write as times from midnight to midnight. */
function isMarkedAllDay(event: IcsComponent): boolean {
  return ['X-MICROSOFT-CDO-ALLDAYEVENT', 'X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT'].some(
    (name) => valueOf(event, name)?.toUpperCase() === 'TRUE',
  );
}

function asDays(
  start: TimeValue & { kind: 'time' },
  end: TimeValue & { kind: 'time' },
  calendarZone: string,
): EventTimes {
  const zone = start.utc ? calendarZone : start.zone;
  const [first, last] = [start, end].map(({ instant }) => civilTimeIn(zone, instant).split('T'));
  const [firstDay = '', firstTime] = first ?? [];
  const [lastDay = '', lastTime] = last ?? [];
  // If the times are not midnight in their zone, the event cannot be all-day there: keep the times.
  if (firstTime !== '00:00:00' || lastTime !== '00:00:00') {
    return { start, end };
  }
  const day: TimeValue & { kind: 'day' } = { kind: 'day', date: firstDay };
  return { start: day, end: lastDay > firstDay ? { kind: 'day', date: lastDay } : nextDay(day) };
}
