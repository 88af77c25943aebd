import { keptLine } from '../recurrence/kept-line.ts';
import { Occurrences } from '../recurrence/occurrences.ts';
import { RecurrenceError, type SeriesStart } from '../recurrence/series-start.ts';
import { fromWall, toWall } from '../time/zone.ts';
import type { Calendar } from '../world/calendar.ts';
import { invalid } from './api-error.ts';
import { without } from './event-fields.ts';
import { instanceId } from './event-id.ts';
import type { EventResource, StoredEvent } from './event-resource.ts';
import { instantOf, readEventTime, writeEventTime, type EventTime } from './event-time.ts';

const DAY = 86_400_000;

/** One occurrence of a series, not yet written out as a resource. */
export interface Occurrence {
  readonly id: string;
  readonly originalStart: EventTime;
  readonly start: number;
  readonly end: number;
}

/** A series with its occurrences; made once for each revision of the event. */
class Series {
  private readonly occurrences: Occurrences;
  private readonly origin: SeriesStart;
  private readonly duration: number;

  constructor(
    private readonly event: StoredEvent,
    private readonly calendarZone: string,
  ) {
    const start = readEventTime(event.resource.start, 'start');
    const end = readEventTime(event.resource.end, 'end');
    this.origin = seriesStart(start, calendarZone);
    this.duration = exactTime(end) - exactTime(start);
    this.occurrences = Occurrences.ofReadable(event.resource.recurrence ?? [], this.origin);
  }

  /** Those that overlap the span: they end after `from` and start before `to`. */
  *between(from: number, to: number): Generator<Occurrence, void> {
    // A zone is less than a day from UTC: walls are searched generously and instants compared exactly.
    const first = from - this.duration - DAY;
    // Dates with a length of their own are few, and reach into the span from wherever they are.
    const longer = this.occurrences.startsWithLength().filter((wall) => wall < first);
    for (const wall of concatenated(longer, this.occurrences.between(first, to + DAY))) {
      const occurrence = this.at(wall);
      if (occurrence.end > from && occurrence.start < to) {
        yield occurrence;
      }
    }
  }

  withOriginalStart(start: EventTime): Occurrence | undefined {
    if ((start.kind === 'date') !== this.origin.allDay) {
      return undefined;
    }
    const wall = start.kind === 'date' ? start.wall : toWall(start.instant, this.origin.zone);
    return this.occurrences.has(wall) ? this.at(wall) : undefined;
  }

  private at(wall: number): Occurrence {
    const originalStart: EventTime = this.origin.allDay
      ? { kind: 'date', wall }
      : { kind: 'dateTime', instant: fromWall(wall, this.origin.zone), zone: this.origin.zone };
    const start = instantOf(originalStart, this.calendarZone);
    const length = this.occurrences.lengthAt(wall) ?? this.duration;
    const end = this.origin.allDay ? fromWall(wall + length, this.calendarZone) : start + length;
    return { id: instanceId(this.event.id, originalStart), originalStart, start, end };
  }
}

function* concatenated(...parts: readonly Iterable<number>[]): Generator<number, void> {
  for (const part of parts) {
    yield* part;
  }
}

const known = new WeakMap<EventResource, Series>();

function seriesOf(event: StoredEvent, calendar: Calendar): Series {
  let series = known.get(event.resource);
  if (!series) {
    series = new Series(event, calendar.timeZone);
    known.set(event.resource, series);
  }
  return series;
}

/** What the rule alone gives; exceptions are the caller's. */
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

/** An occurrence as an event of its own: everything of its series but the rule. */
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
 * The lines of `recurrence` as Google keeps what a client writes.
 * @throws ApiError 400 where Google does not take one.
 */
export function keptRecurrence(lines: readonly string[], start: EventTime): string[] {
  const series = seriesStart(start, 'UTC');
  try {
    new Occurrences(lines, series);
    return lines.map((line) => keptLine(line, series));
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

function exactTime(time: EventTime): number {
  return time.kind === 'date' ? time.wall : time.instant;
}
