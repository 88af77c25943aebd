import { basename, extname } from 'node:path';

import type { WireEvent } from '../discovery/wire-types.generated.ts';

import { eventIdFor } from './event-id.ts';
import { nearestColorId } from './ics/calendar-color.ts';
import { componentsOf, type IcsCalendar } from './ics/components.ts';
import { decodedText } from './ics/decoded-text.ts';
import { groupOf } from './ics/event-group.ts';
import { EventReader } from './ics/event-reader.ts';
import { resourcesOf } from './ics/event-resources.ts';
import type { ImportNote, RefusedEvent } from './ics/import-report.ts';
import { unescaped } from './ics/properties.ts';
import type { SeedCalendar, SeedUser } from './seed.ts';

export type { ImportNote, RefusedEvent } from './ics/import-report.ts';

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
  /** What is in `calendar`, but not exactly as it is written in the file. */
  readonly notes: readonly ImportNote[];
  /** PRODID: the program that wrote the file, in its own words. */
  readonly program?: string;
}

/**
 * Reads a calendar export of any program (RFC 5545) into a calendar of `owner`. It never throws for what is in the
 * file: every event is either in the calendar or listed with the reason why not, and what was guessed or corrected is
 * listed too.
 * @param file The file as it is, in any usual encoding, or its text.
 */
export function seedFromIcs(
  file: Uint8Array | string,
  { fileName, owner, now }: IcsOptions,
): IcsSeed {
  const decoded = typeof file === 'string' ? { text: file } : decodedText(file);
  const { calendars, headless } = componentsOf(decoded.text);
  const property = (...names: string[]) => firstProperty(calendars, names);
  const name = property('X-WR-CALNAME', 'NAME') ?? basename(fileName, extname(fileName));
  const description = property('X-WR-CALDESC', 'DESCRIPTION');
  const colorId = nearestColorId(property('X-APPLE-CALENDAR-COLOR') ?? '');
  const program = property('PRODID');
  const id = `${eventIdFor(`ics ${fileName}`)}@group.calendar.google.com`;
  const importer = { calendarId: id, calendarName: name, owner: owner.email, now };

  const reader = new EventReader(calendars, { fileName, homeZone: owner.timeZone, now });
  const groups = reader.groups.map((events) => resourcesOf(groupOf(events), importer));
  const refused = [
    ...reader.refusals(groups.flatMap(({ series }) => series)),
    ...groups.flatMap((group) => group.refused),
    ...headless.map(({ lineNumber, title }) => ({
      event: title === '' ? `line ${lineNumber}` : `“${unescaped(title)}”, line ${lineNumber}`,
      reason: 'its BEGIN:VEVENT is missing',
    })),
  ];
  if (calendars.length === 0) {
    refused.push({ event: fileName, reason: 'not an iCalendar file: it has no BEGIN:VCALENDAR' });
  }
  const events = new Map<string, WireEvent>();
  for (const { event, label } of groups.flatMap((group) => group.events)) {
    if (events.has(event.id ?? '')) {
      refused.push({ event: label, reason: sameAgain(event) });
    } else {
      events.set(event.id ?? '', event);
    }
  }
  return {
    calendar: {
      id,
      summary: name,
      ...(description === undefined ? {} : { description }),
      timeZone: reader.homeZone,
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
    notes: [
      ...(decoded.note === undefined ? [] : [{ event: fileName, note: decoded.note }]),
      ...reader.notes,
    ],
    ...(program === undefined ? {} : { program }),
  };
}

function sameAgain({ recurringEventId }: WireEvent): string {
  return recurringEventId === undefined
    ? 'the file has exactly the same event before'
    : 'the file has another change of the same occurrence before';
}

function firstProperty(
  calendars: readonly IcsCalendar[],
  names: readonly string[],
): string | undefined {
  const values = names.flatMap((name) =>
    calendars.flatMap(({ properties }) =>
      properties.filter((each) => each.name === name).map(({ value }) => unescaped(value).trim()),
    ),
  );
  return values.find((value) => value !== '');
}
