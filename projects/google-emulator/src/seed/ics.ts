import { basename, extname } from 'node:path';

import type { WireEvent } from '../discovery/wire-types.generated.ts';

import { eventIdFor } from './event-id.ts';
import { nearestColorId } from './ics/calendar-color.ts';
import type { CalendarBlock } from './ics/component-blocks.ts';
import { calendarBlocksOf } from './ics/component-blocks.ts';
import type { ReadEvent } from './ics/event-group.ts';
import { groupOf, readEvent } from './ics/event-group.ts';
import { resourcesOf } from './ics/event-resources.ts';
import { labelOf, parsedComponent, parsedEvent } from './ics/raw-event.ts';
import type { RefusedEvent } from './ics/refusal.ts';
import { reasonOf } from './ics/refusal.ts';
import { ZoneBook, zoneByName } from './ics/zone-book.ts';
import type { SeedCalendar, SeedUser } from './seed.ts';

export type { RefusedEvent } from './ics/refusal.ts';

export interface IcsOptions {
  /** The file's name: the calendar's where the file does not name it, and what its id is made of. */
  readonly fileName: string;
  /** Who owns the calendar. Times without a zone are read in this person's where the file names none. */
  readonly owner: SeedUser;
  readonly now: Date;
}

export interface IcsSeed {
  readonly calendar: SeedCalendar;
  /** What was left out; everything else is in `calendar`. */
  readonly refused: readonly RefusedEvent[];
  /** PRODID: the program that wrote the file, in its own words. */
  readonly program?: string;
}

/**
 * Reads a calendar export of any program (RFC 5545) into a calendar of `owner`. It never throws for what is in the
 * file: what cannot be read is listed with its reason.
 */
export function seedFromIcs(text: string, { fileName, owner, now }: IcsOptions): IcsSeed {
  const blocks = calendarBlocksOf(text);
  const refused: RefusedEvent[] = [];
  if (blocks.length === 0) {
    refused.push({ event: fileName, reason: 'not an iCalendar file: it has no BEGIN:VCALENDAR' });
  }
  const property = (...names: string[]) => firstProperty(blocks, names);
  const name = property('X-WR-CALNAME', 'NAME') ?? basename(fileName, extname(fileName));
  const description = property('X-WR-CALDESC', 'DESCRIPTION');
  const colorId = nearestColorId(property('X-APPLE-CALENDAR-COLOR') ?? '');
  const program = property('PRODID');
  const id = `${eventIdFor(`ics ${fileName}`)}@group.calendar.google.com`;
  const importer = { calendarId: id, calendarName: name, owner: owner.email, now };

  const byUid = new Map<string, ReadEvent[]>();
  for (const block of blocks) {
    for (const event of eventsOf(block, owner.timeZone, refused)) {
      // Events without a UID have nothing to do with each other.
      const key = event.uid === '' ? `${byUid.size}\n` : event.uid;
      const relatives = byUid.get(key);
      if (relatives) {
        relatives.push(event);
      } else {
        byUid.set(key, [event]);
      }
    }
  }
  const groups = [...byUid.values()].map((events) => resourcesOf(groupOf(events), importer));
  refused.push(...groups.flatMap((group) => group.refused));
  const events = new Map<string, WireEvent>();
  for (const event of groups.flatMap((group) => group.events)) {
    if (events.has(event.id ?? '')) {
      refused.push({ event: titleOf(event), reason: 'the file has exactly the same event before' });
    } else {
      events.set(event.id ?? '', event);
    }
  }
  return {
    calendar: {
      id,
      summary: name,
      ...(description === undefined ? {} : { description }),
      timeZone: blocks.map(calendarZoneOf).find((zone) => zone !== undefined) ?? owner.timeZone,
      members: [
        {
          email: owner.email,
          accessRole: 'owner',
          selected: true,
          ...(colorId === undefined ? {} : { colorId }),
        },
      ],
      events: [...events.values()],
    },
    refused,
    ...(program === undefined ? {} : { program }),
  };
}

function eventsOf(block: CalendarBlock, ownerZone: string, refused: RefusedEvent[]): ReadEvent[] {
  const attempt = <T>(component: (typeof block.components)[number], read: () => T): T[] => {
    try {
      return [read()];
    } catch (error) {
      refused.push({ event: labelOf(component), reason: reasonOf(error) });
      return [];
    }
  };
  const [definitions, others] = partition(block.components, ({ name }) => name === 'VTIMEZONE');
  const zones = new ZoneBook(
    calendarZoneOf(block) ?? ownerZone,
    definitions.flatMap((each) => attempt(each, () => parsedComponent(each))),
  );
  return others.flatMap((each) =>
    attempt(each, () => readEvent(parsedEvent(each), zones, labelOf(each))),
  );
}

/** X-WR-TIMEZONE, or the first zone that the calendar defines: Exchange adds a UTC that nobody lives in. */
function calendarZoneOf(block: CalendarBlock): string | undefined {
  const definitions = block.components.filter(({ name }) => name === 'VTIMEZONE');
  return [
    propertyOf(block.lines, 'X-WR-TIMEZONE'),
    ...definitions.map(({ lines }) => propertyOf(lines, 'TZID')),
  ]
    .map((name) => (name === undefined ? undefined : zoneByName(name)))
    .find((zone, index) => zone !== undefined && (index === 0 || zone !== 'UTC'));
}

function titleOf({ start, summary }: WireEvent): string {
  return `“${summary ?? '(no title)'}”, ${(start?.date ?? start?.dateTime ?? '').slice(0, 10)}`;
}

function firstProperty(
  blocks: readonly CalendarBlock[],
  names: readonly string[],
): string | undefined {
  return names
    .flatMap((name) => blocks.map(({ lines }) => propertyOf(lines, name)))
    .find((value) => value !== undefined);
}

function propertyOf(lines: readonly string[], name: string): string | undefined {
  const line = lines.find((each) => new RegExp(`^${name}[;:]`, 'i').test(each));
  const value = line
    ?.replace(/^[^:]*:/, '')
    .replace(/\\([,;\\])/g, '$1')
    .replace(/\\n/gi, '\n')
    .trim();
  return value === '' ? undefined : value;
}

function partition<T>(items: readonly T[], belongs: (item: T) => boolean): [T[], T[]] {
  return [items.filter(belongs), items.filter((item) => !belongs(item))];
}
