import { basename, extname } from 'node:path';
import {
  type EventResource,
  type ImportNote,
  readIcs,
  type RefusedEvent,
} from 'google-calendar-ics';
import { eventIdFor } from 'google-calendar-ics/internal';
import { nearestColorId } from './calendar-color.ts';
import type { SeedCalendar, SeedUser } from './seed.ts';

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
  const { name, description, color, timeZone, events, refused, notes, program } = readIcs(file, {
    fileName,
    timeZone: owner.timeZone,
    owner: owner.email,
    now,
  });
  const id = `${eventIdFor(`ics ${fileName}`)}@group.calendar.google.com`;
  const summary = name ?? basename(fileName, extname(fileName));
  const colorId = nearestColorId(color ?? '');
  return {
    calendar: {
      id,
      summary,
      ...(description === undefined ? {} : { description }),
      timeZone,
      members: [
        {
          email: owner.email,
          accessRole: 'owner',
          selected: true,
          ...(colorId === undefined ? {} : { colorId }),
        },
      ],
      events: events.map(({ resource }) =>
        isDeletedOccurrence(resource)
          ? resource
          : {
              organizer: { email: id, displayName: summary, self: true },
              ...resource,
              creator: { email: owner.email },
            },
      ),
    },
    refused: refused.map(({ event, reason }) => ({ event, reason })),
    notes: notes.map(({ event, note }) => ({ event, note })),
    ...(program === undefined ? {} : { program }),
  };
}

/** Of an occurrence that was deleted, Google has nothing but its place in the series. */
function isDeletedOccurrence({ start }: EventResource): boolean {
  return start === undefined;
}
