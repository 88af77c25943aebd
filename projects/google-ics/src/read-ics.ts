import { definedFields } from './defined-fields.ts';
import { componentsOf, type IcsCalendar } from './ics/components.ts';
import { decodedText } from './ics/decoded-text.ts';
import { groupOf } from './ics/event-group.ts';
import { EventReader } from './ics/event-reader.ts';
import { resourcesOf, type IcsEvent } from './ics/event-resources.ts';
import type { ImportNote, PlaceInFile, RefusedEvent } from './ics/import-report.ts';
import { unescaped } from './ics/properties.ts';

/** What {@link readIcs} needs to know besides the file. */
export interface ReadIcsOptions {
  /** The name of the file, which notes and refusals about all of it have in place of an event. */
  readonly fileName: string;
  /** IANA name: where the file names no time zone, floating times are read in this one. */
  readonly timeZone: string;
  /** The address of whoever the events are for, whom they may have as a guest. */
  readonly owner: string;
  /** By default the time of the call. */
  readonly now?: Date;
}

/** What stands in a file. */
export interface IcsFile {
  /** Whether there is any BEGIN:VCALENDAR in it. */
  readonly isCalendar: boolean;
  /** The name of the calendar, if the file has one. */
  readonly name?: string;
  /** What the calendar is for. */
  readonly description?: string;
  /** `#34AADC` or, with an alpha channel, `#34AADCFF`, as Apple writes it. */
  readonly color?: string;
  /** IANA name: the time zone of the calendar. */
  readonly timeZone: string;
  /** The events, the exceptions of a series after it. Each `resource.id` is there once. */
  readonly events: readonly IcsEvent[];
  /** Events that are not in `events`. */
  readonly refused: readonly RefusedEvent[];
  /** What is in `events` in another form than in the file. */
  readonly notes: readonly ImportNote[];
  /** PRODID, the program that wrote the file. */
  readonly program?: string;
}

/**
 * Reads a calendar export of any program (RFC 5545), also a damaged one. It throws for no content of the file: every event
 * is either answered or listed with the reason why it is not, and corrections are listed too. A cancelled occurrence that
 * an EXDATE deletes too is neither, because it is deleted as the file wants.
 * @param file The bytes of the file, in any usual encoding, or its text.
 * @example
 * ```ts
 * const { events, refused } = readIcs(bytes, {
 *   fileName: 'team.ics',
 *   timeZone: 'Europe/Berlin',
 *   owner: 'ada@example.com',
 * });
 * ```
 * @see https://www.rfc-editor.org/rfc/rfc5545
 */
export function readIcs(
  file: Uint8Array | string,
  { fileName, timeZone, owner, now = new Date() }: ReadIcsOptions,
): IcsFile {
  const decoded = typeof file === 'string' ? { text: file } : decodedText(file);
  const { calendars, eventsWithoutBegin } = componentsOf(decoded.text);
  const reader = new EventReader(calendars, { fileName, homeZone: timeZone, now });
  const groups = reader.groups.map((events) => resourcesOf(groupOf(events), { owner, now }));
  const refused: RefusedEvent[] = [
    ...reader.refusals(groups.flatMap(({ series }) => series)),
    ...groups.flatMap((group) => group.refused),
    ...eventsWithoutBegin.map((event) => ({
      ...placeWithoutBegin(event),
      reason: 'its BEGIN:VEVENT is missing',
    })),
  ];
  if (calendars.length === 0) {
    refused.push({ event: fileName, reason: 'not an iCalendar file: it has no BEGIN:VCALENDAR' });
  }
  const events = new Map<string, IcsEvent>();
  for (const event of groups.flatMap((group) => group.events)) {
    const { resource, line, title } = event;
    if (events.has(resource.id)) {
      const place = { event: event.event, ...definedFields({ line, title }) };
      refused.push({ ...place, reason: duplicateReason(event) });
    } else {
      events.set(resource.id, event);
    }
  }
  return {
    isCalendar: calendars.length > 0,
    ...propertiesOf(calendars),
    timeZone: reader.homeZone,
    events: [...events.values()],
    refused,
    notes: [
      ...(decoded.note === undefined ? [] : [{ event: fileName, note: decoded.note }]),
      ...reader.notes,
    ],
  };
}

function propertiesOf(
  calendars: readonly IcsCalendar[],
): Pick<IcsFile, 'name' | 'description' | 'color' | 'program'> {
  return definedFields({
    name: firstProperty(calendars, ['X-WR-CALNAME', 'NAME']),
    description: firstProperty(calendars, ['X-WR-CALDESC', 'DESCRIPTION']),
    color: firstProperty(calendars, ['X-APPLE-CALENDAR-COLOR']),
    program: firstProperty(calendars, ['PRODID']),
  });
}

function placeWithoutBegin(event: {
  readonly lineNumber: number;
  readonly title: string;
}): PlaceInFile {
  const line = event.lineNumber;
  if (event.title === '') {
    return { event: `line ${line}`, line };
  }
  const title = unescaped(event.title);
  return { event: `“${title}”, line ${line}`, line, title };
}

function duplicateReason({ resource, isLoneOccurrence }: IcsEvent): string {
  return resource.recurringEventId === undefined && isLoneOccurrence !== true
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
