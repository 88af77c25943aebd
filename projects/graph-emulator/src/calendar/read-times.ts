import { parseTimestamp } from 'google-calendar-ics/internal';
import { civilTimeIn } from 'google-calendar-ics/internal';
import { GraphError, invalidProperty, invalidRequest } from '../graph/graph-error.ts';
import type { EventRecord, StoredTime } from './event-record.ts';
import { instantOfTime } from './times.ts';
import { zoneOf } from './zones.ts';

type Times = Pick<EventRecord, 'start' | 'end' | 'isAllDay'>;

/**
 * The times of an event after a write.
 * @throws GraphError for times that Graph refuses.
 */
export function readTimes(
  before: Partial<Pick<EventRecord, 'start' | 'end'>> & Pick<EventRecord, 'isAllDay'>,
  body: Readonly<Record<string, unknown>>,
): Times {
  const isAllDay = (body['isAllDay'] as boolean | undefined) ?? before.isAllDay;
  const start = timeFrom(body['start'], 'Start') ?? before.start;
  const end = timeFrom(body['end'], 'End') ?? before.end;
  if (!start || !end) {
    throw invalidProperty('The required property Start or End is missing.');
  }
  if (isAllDay) {
    expectWholeDays(start, end);
  }
  if (instantOfTime(end) < instantOfTime(start)) {
    throw invalidRequest('The end time must be after the start time.');
  }
  return { start, end, isAllDay };
}

/**
 * A `dateTimeTimeZone` as it is stored. A time with its own offset is read by it, and kept in the zone.
 * @throws GraphError for an unknown zone or a time that cannot be read.
 */
export function timeFrom(sent: unknown, name: string): StoredTime | undefined {
  if (sent === undefined || sent === null) {
    return undefined;
  }
  const { dateTime, timeZone = 'UTC' } = sent as { dateTime: string; timeZone?: string | null };
  const zoneName = timeZone ?? 'UTC';
  const zone = zoneOf(zoneName);
  if (zone === undefined) {
    throw unknownZone(zoneName);
  }
  const digits = dateTime.replace(/(\.\d+)(?=Z|[+-]|$)/, '');
  const parsed = /^\d{4}-\d{2}-\d{2}$/.test(digits)
    ? parseTimestamp(`${digits}T00:00:00`)
    : parseTimestamp(digits.replace(/T(\d{2}:\d{2})(?=Z|[+-]|$)/, 'T$1:00'));
  if (!parsed) {
    throw invalidProperty(`The value '${dateTime}' of ${name} is no valid date and time.`);
  }
  const wall =
    parsed.offset === undefined
      ? new Date(parsed.wall).toISOString().slice(0, 19)
      : civilTimeIn(zone, parsed.wall - parsed.offset);
  return { wall, zone, zoneName };
}

export function unknownZone(name: string): GraphError {
  return new GraphError(
    400,
    'TimeZoneNotSupportedException',
    `A valid TimeZone value must be specified. The following TimeZone value is not supported: '${name}'.`,
  );
}

function expectWholeDays(start: StoredTime, end: StoredTime): void {
  for (const [name, time] of [
    ['Start', start],
    ['End', end],
  ] as const) {
    if (!time.wall.endsWith('T00:00:00')) {
      throw invalidProperty(
        `The Event.${name} property for an all-day event needs to be set to midnight.`,
      );
    }
  }
  if (start.zone !== end.zone) {
    throw invalidProperty(
      'The start and the end of an all-day event must have the same time zone.',
    );
  }
  if (start.wall === end.wall) {
    throw invalidProperty('The duration of an event marked as All day must be at least 24 hours.');
  }
}
