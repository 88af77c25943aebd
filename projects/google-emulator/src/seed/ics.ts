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
  /** The calendar is named after it if the file has no name for it, and the calendar's id is derived from it. */
  readonly fileName: string;
  /** The owner of the calendar. If the file names no time zone, floating times are read in the owner's. */
  readonly owner: SeedUser;
  readonly now: Date;
}

export interface IcsSeed {
  readonly calendar: SeedCalendar;
  /** Events that are not in `calendar`. */
  readonly refused: readonly RefusedEvent[];
  /** What is in `calendar` in another form than in the file. */
  readonly notes: readonly ImportNote[];
  /** PRODID, the program that wrote the file. */
  readonly program?: string;
}

/**
 * Reads a calendar export of any program (RFC 5545) into a calendar of `owner`. It does not throw for any content of the
 * file: every event is either in the calendar or listed with the reason why it is not, and corrections are listed too.
 * @param file The bytes of the file, in any usual encoding, or its text.
 */
export function seedFromIcs(
  file: Uint8Array | string,
  { fileName, owner, now }: IcsOptions,
): IcsSeed {
  const decoded = typeof file === 'string' ? { text: file } : decodedText(file);
  const { calendars, eventsWithoutBegin } = componentsOf(decoded.text);
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
    ...eventsWithoutBegin.map(({ lineNumber, title }) => ({
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
      refused.push({ event: label, reason: duplicateReason(event) });
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

function duplicateReason({ recurringEventId }: WireEvent): string {
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
