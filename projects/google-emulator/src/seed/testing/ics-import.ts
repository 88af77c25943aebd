import { readFileSync } from 'node:fs';
import type { WireEvent } from '../../discovery/wire-types.generated.ts';

import { seedFromIcs, type IcsSeed } from '../ics.ts';
import type { SeedUser } from '../seed.ts';

export const owner: SeedUser = {
  email: 'owner@example.com',
  name: 'The Owner',
  timeZone: 'Asia/Tokyo',
  locale: 'en-GB',
};

const now = new Date('2026-06-01T12:00:00Z');

export function imported(file: string | Uint8Array, fileName = 'export.ics'): IcsSeed {
  return seedFromIcs(file, { fileName, owner, now });
}

/** An export in `fixtures/` in the style of the program that it is named after. */
export function fixture(name: string): string {
  return readFileSync(new URL(`../fixtures/${name}.ics`, import.meta.url), 'utf8');
}

export function eventNamed(seed: IcsSeed, summary: string): WireEvent {
  const found = seed.calendar.events.find((event) => event.summary === summary);
  if (!found) {
    throw new Error(
      `There is no “${summary}” among: ${seed.calendar.events.map((each) => each.summary).join(', ')}`,
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
