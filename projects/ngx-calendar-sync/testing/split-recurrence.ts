import {
  ɵaddDays as addDays,
  type CalendarEvent,
  type EventTime,
  ɵinstantOf as instantOf,
} from 'ngx-calendar-sync/core';
import { refused } from './in-memory-writes';

/** The recurrence of a series that ends before one of its occurrences. */
export function endingBefore(
  { recurrence = [], allDay }: CalendarEvent,
  time: EventTime,
): readonly string[] {
  if (recurrence.some((line) => /^RDATE/i.test(line))) {
    throw refused('A series with single dates cannot be divided: write all of it.');
  }
  const until = allDay ? addDays(time, -1) : new Date(instantOf(time) - 1000).toISOString();
  const text = until.replaceAll(/[-:]|\.\d+/g, '');
  return recurrence.map((line) =>
    isRule(line) ? `${withoutParts(line, ['COUNT', 'UNTIL'])};UNTIL=${text}` : line,
  );
}

/**
 * The recurrence of what is left of a series.
 * @param count How many occurrences it has lost at its beginning.
 */
export function beginningLater(
  { recurrence = [] }: CalendarEvent,
  count: number,
): readonly string[] {
  return recurrence.map((line) =>
    isRule(line)
      ? line.replace(/;COUNT=(\d+)/i, (_, all: string) => `;COUNT=${String(Number(all) - count)}`)
      : line,
  );
}

function isRule(line: string): boolean {
  return /^RRULE:/i.test(line);
}

function withoutParts(line: string, names: readonly string[]): string {
  const [name = '', rule = ''] = line.split(':');
  const parts = rule
    .split(';')
    .filter((part) => !names.includes(part.split('=')[0]?.toUpperCase() ?? ''));
  return `${name}:${parts.join(';')}`;
}
