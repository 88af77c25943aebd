import type { GoogleCalendarSyncConfig } from '../../config/google-calendar-sync.config';
import type { GoogleCalendarService } from '../../google-calendar.service';
import { control, signedIn } from '../../specs/emulator';

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
