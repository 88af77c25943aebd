import { basename, extname } from 'node:path';
import { readIcs } from 'google-calendar-ics';
import { eventsFromGoogle } from './from-google.ts';
import type { SeedCalendar, SeedUser } from './seed.ts';

/** What became of one calendar file. */
export interface IcsSeed {
  readonly calendar: SeedCalendar;
  /** Events that are not in `calendar`, with the reason. */
  readonly refused: readonly { readonly event: string; readonly reason: string }[];
  /** What is in `calendar` in another form than in the file. */
  readonly notes: readonly { readonly event: string; readonly note: string }[];
}

/** Reads a calendar export of any program (RFC 5545) into a calendar of `owner`. */
export function seedFromIcs(
  file: Uint8Array | string,
  {
    fileName,
    owner,
    now,
  }: { readonly fileName: string; readonly owner: SeedUser; readonly now: Date },
): IcsSeed {
  const read = readIcs(file, { fileName, timeZone: owner.timeZone, owner: owner.email, now });
  const { events, notes } = eventsFromGoogle(
    read.events.map(({ resource }) => resource),
    read.timeZone,
    now,
  );
  return {
    calendar: {
      owner: owner.email,
      name: read.name ?? basename(fileName, extname(fileName)),
      color: 'lightPink',
      events: events.map(withoutForeignOrganizer(owner.email)),
    },
    refused: read.refused.map(({ event, reason }) => ({ event, reason })),
    notes: [...read.notes.map(({ event, note }) => ({ event, note })), ...notes],
  };
}

/** Events of the owner are the owner's, though a file does not say who `self` is. */
function withoutForeignOrganizer(owner: string) {
  return (event: SeedCalendar['events'][number]): SeedCalendar['events'][number] => {
    const { organizer, ...rest } = event;
    return organizer && organizer.address.toLowerCase() !== owner.toLowerCase() ? event : rest;
  };
}
