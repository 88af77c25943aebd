import { readFileSync } from 'node:fs';
import type { EventResource } from '../event-resource.ts';
import { type IcsFile, readIcs } from '../read-ics.ts';

export const OWNER = 'owner@example.com';

const now = new Date('2026-06-01T12:00:00Z');

/** What stands in a file, with the resources of its events alone. */
export interface Imported extends Omit<IcsFile, 'events'> {
  readonly events: readonly EventResource[];
}

export function imported(file: string | Uint8Array, fileName = 'export.ics'): Imported {
  const read = readIcs(file, { fileName, owner: OWNER, timeZone: 'Asia/Tokyo', now });
  return {
    ...read,
    events: read.events.map(({ resource }) => resource),
    refused: read.refused.map(({ event, reason }) => ({ event, reason })),
    notes: read.notes.map(({ event, note }) => ({ event, note })),
  };
}

/** An export in `fixtures/` in the style of the program that it is named after. */
export function fixture(name: string): string {
  return readFileSync(new URL(`../fixtures/${name}.ics`, import.meta.url), 'utf8');
}

export function eventNamed({ events }: Imported, summary: string): EventResource {
  const found = events.find((event) => event.summary === summary);
  if (!found) {
    throw new Error(
      `There is no “${summary}” among: ${events.map((each) => each.summary).join(', ')}`,
    );
  }
  return found;
}

/** The text of a calendar in the time zone Europe/Berlin, with one event for each list of lines. */
export function calendarOf(...events: readonly (readonly string[])[]): string {
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'X-WR-TIMEZONE:Europe/Berlin',
    ...events.flatMap((lines) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']),
    'END:VCALENDAR',
  ].join('\r\n');
}
