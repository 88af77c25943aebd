import {
  fromWall,
  normalizedLine,
  Occurrences,
  RecurrenceError,
  type SeriesStart,
  toWall,
} from 'google-calendar-ics/internal';
import type { Calendar } from '../world/calendar.ts';
import { invalid } from './api-error.ts';
import { without } from './event-fields.ts';
import { instanceId } from './event-id.ts';
import type { EventResource, StoredEvent } from './event-resource.ts';
import { instantOf, readEventTime, writeEventTime, type EventTime } from './event-time.ts';

const DAY_MS = 86_400_000;

/** One occurrence of a series, in milliseconds since the epoch, before it becomes a resource. */
export interface Occurrence {
  readonly id: string;
  readonly originalStart: EventTime;
  readonly start: number;
  readonly end: number;
}

/** The occurrences of one revision of a series. */
class Series {
  private readonly occurrences: Occurrences;
  private readonly seriesStart: SeriesStart;
  private readonly duration: number;

  constructor(
    private readonly event: StoredEvent,
    private readonly calendarZone: string,
  ) {
    const start = readEventTime(event.resource.start, 'start');
    const end = readEventTime(event.resource.end, 'end');
    this.seriesStart = seriesStart(start, calendarZone);
    this.duration = millisecondsOf(end) - millisecondsOf(start);
    this.occurrences = Occurrences.ofReadable(event.resource.recurrence ?? [], this.seriesStart);
  }

  /** The occurrences that end after `from` and start before `to`. */
  *between(from: number, to: number): Generator<Occurrence, void> {
    // Wall times differ from UTC by less than a day. Search that much more, and compare the exact instants below.
    const first = from - this.duration - DAY_MS;
    // An RDATE with a duration of its own may start long before the range and still overlap it.
    const longer = this.occurrences.startsWithDuration().filter((wall) => wall < first);
    for (const wall of concatenated(longer, this.occurrences.between(first, to + DAY_MS))) {
      const occurrence = this.at(wall);
      if (occurrence.end > from && occurrence.start < to) {
        yield occurrence;
      }
    }
  }

  withOriginalStart(start: EventTime): Occurrence | undefined {
    if ((start.kind === 'date') !== this.seriesStart.allDay) {
      return undefined;
    }
    const wall = start.kind === 'date' ? start.wall : toWall(start.instant, this.seriesStart.zone);
    return this.occurrences.has(wall) ? this.at(wall) : undefined;
  }

  private at(wall: number): Occurrence {
    const originalStart: EventTime = this.seriesStart.allDay
      ? { kind: 'date', wall }
      : {
          kind: 'dateTime',
          instant: fromWall(wall, this.seriesStart.zone),
          zone: this.seriesStart.zone,
        };
    const start = instantOf(originalStart, this.calendarZone);
    const length = this.occurrences.durationAt(wall) ?? this.duration;
    const end = this.seriesStart.allDay
      ? fromWall(wall + length, this.calendarZone)
      : start + length;
    return { id: instanceId(this.event.id, originalStart), originalStart, start, end };
  }
}

function* concatenated(...parts: readonly Iterable<number>[]): Generator<number, void> {
  for (const part of parts) {
    yield* part;
  }
}

const seriesByResource = new WeakMap<EventResource, Series>();

function seriesOf(event: StoredEvent, calendar: Calendar): Series {
  let series = seriesByResource.get(event.resource);
  if (!series) {
    series = new Series(event, calendar.timeZone);
    seriesByResource.set(event.resource, series);
  }
  return series;
}

/** The occurrences of the rule. The caller has to apply the exceptions. */
export function occurrencesBetween(
  calendar: Calendar,
  event: StoredEvent,
  from: number,
  to: number,
): Generator<Occurrence, void> {
  return seriesOf(event, calendar).between(from, to);
}

export function occurrenceAt(
  calendar: Calendar,
  event: StoredEvent,
  originalStart: EventTime,
): Occurrence | undefined {
  return seriesOf(event, calendar).withOriginalStart(originalStart);
}

/** An occurrence as an event: the fields of its series without the recurrence. */
export function instanceOf(
  calendar: Calendar,
  series: StoredEvent,
  occurrence: Occurrence,
): StoredEvent {
  const shared = without(series.resource, ['recurrence']);
  const { originalStart } = occurrence;
  const end: EventTime =
    originalStart.kind === 'date'
      ? { kind: 'date', wall: toWall(occurrence.end, calendar.timeZone) }
      : {
          kind: 'dateTime',
          instant: occurrence.end,
          zone: series.resource.end?.timeZone ?? originalStart.zone,
        };
  const start = writeEventTime(originalStart, calendar.timeZone);
  return {
    ...series,
    id: occurrence.id,
    start: occurrence.start,
    end: occurrence.end,
    series: false,
    seriesId: series.id,
    resource: {
      ...shared,
      id: occurrence.id,
      htmlLink: `https://www.google.com/calendar/event?eid=${Buffer.from(`${occurrence.id} ${calendar.id}`).toString('base64url')}`,
      start,
      end: writeEventTime(end, calendar.timeZone),
      recurringEventId: series.id,
      originalStartTime: start,
    },
  };
}

/**
 * The lines of `recurrence` as Google stores them.
 * @throws ApiError 400 for a line that Google does not accept.
 */
export function normalizedRecurrence(lines: readonly string[], start: EventTime): string[] {
  const series = seriesStart(start, 'UTC');
  try {
    new Occurrences(lines, series);
    return lines.map((line) => normalizedLine(line, series));
  } catch (error) {
    throw error instanceof RecurrenceError ? invalid('Invalid recurrence rule.') : error;
  }
}

function seriesStart(start: EventTime, calendarZone: string): SeriesStart {
  if (start.kind === 'date') {
    return { allDay: true, wall: start.wall, zone: 'UTC' };
  }
  const zone = start.zone ?? calendarZone;
  return { allDay: false, wall: toWall(start.instant, zone), zone };
}

function millisecondsOf(time: EventTime): number {
  return time.kind === 'date' ? time.wall : time.instant;
}
