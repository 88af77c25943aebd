import { CalendarSyncError } from 'ngx-calendar-sync/base';
import { type Reminder, ɵwithReadableText as withReadableText } from 'ngx-calendar-sync/core';
import type {
  GoogleCalendarListEntry,
  GoogleCalendarResource,
} from 'ngx-calendar-sync/google/start';
import { ianaZone } from '../config/google-time-zone';
import { MAX_REMINDER_MINUTES, MAX_REMINDERS } from '../mapping/reminder-limits';
import type {
  GoogleCalendarChanges,
  GoogleCalendarDraft,
  GoogleCalendarListChanges,
} from '../mapping/calendar-types';
import { hexColor } from './hex-color';
import { invalidRequest } from './invalid-request';

/** Fields to change; `null` removes one. */
type Patch<Resource> = { readonly [Name in keyof Resource]?: Resource[Name] | null };

/** What a change of a calendar sends: one of the two where the other is empty. */
export interface CalendarPatches {
  /** What everybody sees of the calendar. */
  readonly shared: Patch<GoogleCalendarResource>;
  /** How the account sees it. */
  readonly listed: Patch<GoogleCalendarListEntry>;
}

/** @throws CalendarSyncError `invalid-request` */
export function toResource(draft: GoogleCalendarDraft): GoogleCalendarResource {
  const { name, description, location, timeZone } = draft;
  if (typeof name !== 'string' || name.trim() === '') {
    throw invalidRequest('A calendar needs a name: give it one.');
  }
  return {
    summary: name,
    ...(description ? { description } : {}),
    ...(location ? { location } : {}),
    ...zoneOf(timeZone),
  };
}

/**
 * What the changes of a calendar send.
 * @param entry The calendar as the account's list has it; the account owns it where that says so.
 * @throws CalendarSyncError `invalid-request`, and `forbidden` for what only an owner can change
 */
export function toPatches(
  entry: GoogleCalendarListEntry,
  changes: GoogleCalendarChanges,
): CalendarPatches {
  const { description, location, timeZone } = changes;
  const described = {
    ...(description === undefined ? {} : { description: description === '' ? null : description }),
    ...(location === undefined ? {} : { location: location === '' ? null : location }),
    ...zoneOf(timeZone),
  };
  const isOwner = entry.accessRole === 'owner';
  if (!isOwner && Object.keys(described).length > 0) {
    throw new CalendarSyncError(
      'forbidden',
      'Only an owner of the calendar can change its description, location or time zone.',
    );
  }
  const listed = toListPatch(changes);
  const { name } = changes;
  if (name === undefined) {
    return { shared: described, listed };
  }
  const hasOwnName = entry.summaryOverride !== undefined;
  if (isOwner && !name?.trim() && !hasOwnName) {
    throw invalidRequest('A calendar needs a name: give it one.');
  }
  // The account's own name would hide the one for everybody.
  const override = isOwner ? (hasOwnName ? { summaryOverride: null } : {}) : toOverride(name);
  return {
    shared: isOwner && name?.trim() ? { ...described, summary: name } : described,
    listed: { ...listed, ...override },
  };
}

/** What everybody sees of the calendar, as Google has just answered it, in its entry of the list. */
export function withResource(
  entry: GoogleCalendarListEntry,
  { summary, description, location, timeZone }: GoogleCalendarResource,
): GoogleCalendarListEntry {
  const others = Object.fromEntries(
    Object.entries(entry).filter(([name]) => name !== 'description' && name !== 'location'),
  );
  return {
    ...others,
    ...(summary === undefined ? {} : { summary }),
    ...(description === undefined ? {} : { description }),
    ...(location === undefined ? {} : { location }),
    ...(timeZone === undefined ? {} : { timeZone }),
  };
}

/** Google ignores the colours of a body without this parameter. */
export function listParams(listed: Patch<GoogleCalendarListEntry>): {
  readonly colorRgbFormat?: true;
} {
  return 'backgroundColor' in listed ? { colorRgbFormat: true } : {};
}

function toOverride(name: string | null): Patch<GoogleCalendarListEntry> {
  return { summaryOverride: name?.trim() ? name : null };
}

function toListPatch(changes: GoogleCalendarListChanges): Patch<GoogleCalendarListEntry> {
  const { color, selected, hidden, defaultReminders } = changes;
  return {
    ...(color === undefined ? {} : colorsOf(color)),
    ...(selected === undefined ? {} : { selected }),
    ...(hidden === undefined ? {} : { hidden }),
    ...(defaultReminders === undefined ? {} : { defaultReminders: remindersOf(defaultReminders) }),
  };
}

/** @throws CalendarSyncError `invalid-request` */
export function colorsOf(color: string): {
  readonly backgroundColor: string;
  readonly foregroundColor: string;
} {
  const backgroundColor = hexColor(color);
  const { textColor = '#000000' } = withReadableText(backgroundColor, undefined);
  return { backgroundColor, foregroundColor: textColor };
}

function zoneOf(timeZone: string | undefined): { readonly timeZone?: string } {
  const zone = ianaZone(timeZone);
  if (timeZone !== undefined && zone === undefined) {
    throw invalidRequest(
      `"${timeZone.slice(0, 40)}" is not a time zone: use a name such as "Europe/Berlin".`,
    );
  }
  return zone === undefined ? {} : { timeZone: zone };
}

function remindersOf(reminders: readonly Reminder[]): readonly Reminder[] {
  if (reminders.length > MAX_REMINDERS) {
    throw invalidRequest(`A calendar has at most ${MAX_REMINDERS} default reminders.`);
  }
  return reminders.map(({ method, minutes }) => {
    const isMethod = (['email', 'popup'] as readonly string[]).includes(method);
    if (!isMethod || !Number.isInteger(minutes) || minutes < 0 || minutes > MAX_REMINDER_MINUTES) {
      throw invalidRequest(
        `A reminder is a "popup" or an "email", 0 to ${MAX_REMINDER_MINUTES} minutes before the event.`,
      );
    }
    return { method, minutes };
  });
}
