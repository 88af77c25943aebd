import type { GoogleCalendarListEntry } from 'ngx-calendar-sync/google/start';
import type { GoogleCalendarSyncConfig } from '../../../start/google-calendar-sync.config';
import type { GoogleCalendarService } from '../../../google-calendar.service';
import type { GoogleCalendar } from '../../mapping/google-calendar-event';
import { aUser, control, signedIn } from '../../../specs/emulator';

export const HOLIDAYS = 'en.german#holiday@group.v.calendar.google.com';
export const MAY = { start: '2026-05-01T00:00:00Z', end: '2026-06-01T00:00:00Z' };

export const scope = (name: string): string => `https://www.googleapis.com/auth/${name}`;

export const code = (expected: string): jasmine.ObjectContaining<{ code: string }> =>
  jasmine.objectContaining({ code: expected });

/** What an error is, and a part of what it says. */
export const error = (
  expected: string,
  message: RegExp,
): jasmine.ObjectContaining<{ code: string; message: unknown }> =>
  jasmine.objectContaining({ code: expected, message: jasmine.stringMatching(message) });

/** An app in which this user is signed in, and which may do everything with the user's calendars. */
export const fullyGranted = (
  email: string,
  config: GoogleCalendarSyncConfig = {},
): Promise<GoogleCalendarService> => signedIn(email, { scopes: scope('calendar'), ...config });

/** Asks the emulator as this user, without the library. */
export const asUser = <Answer>(
  email: string,
  path: string,
  method = 'GET',
  body?: object,
): Promise<Answer> => control('as', { email, path, method, ...(body ? { body } : {}) });

/** How many requests with this method and path the app has sent; ids in a path are `…`. */
export const sentCount = (service: GoogleCalendarService, request: string): number =>
  service.diagnostics().requests[request]?.sent ?? 0;

export const shownCalendar = (
  service: GoogleCalendarService,
  id: string,
): GoogleCalendar | undefined => service.calendars().find((calendar) => calendar.id === id);

export const shownNames = (service: GoogleCalendarService): readonly string[] =>
  service.calendars().map(({ name }) => name);

export const listedPath = (id: string): string => `users/me/calendarList/${encodeURIComponent(id)}`;

/** The calendar as the emulator has it in the user's list. */
export const storedEntry = (email: string, id: string): Promise<GoogleCalendarListEntry> =>
  asUser(email, listedPath(id));

/** A calendar of somebody else, which the user may only read. */
export async function aSharedCalendar(email: string, summary = 'Team'): Promise<string> {
  const owner = await aUser();
  const { id } = await asUser<{ id: string }>(owner, 'calendars', 'POST', { summary });
  const path = `calendars/${encodeURIComponent(id)}/acl`;
  const rule = { role: 'reader', scope: { type: 'user', value: email } };
  await asUser(owner, path, 'POST', rule);
  return id;
}
