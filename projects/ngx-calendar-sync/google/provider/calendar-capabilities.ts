import type { Calendar } from 'ngx-calendar-sync';
import {
  canWriteEvents,
  missingScopes,
  readableEvents,
  scopeToRead,
  scopeToWrite,
} from '../config/google-scopes';

/** What the app can do in one calendar: what the account may do there, as far as it has granted it to the app. */
export interface GoogleCalendarCapabilities {
  /** What can be read of its events: everything, or only the times at which somebody is busy. */
  readonly read: 'events' | 'free-busy' | 'nothing';
  /** Whether events can be created, changed and deleted. */
  readonly write: boolean;
  /** The scopes to pass to `requestScopes()`, so that the app can do all that the account may do there. */
  readonly missingScopes: readonly string[];
}

/** The capabilities in each calendar, by calendar id. */
export function capabilitiesOf(
  calendars: readonly Calendar[],
  granted: readonly string[],
): ReadonlyMap<string, GoogleCalendarCapabilities> {
  return new Map(
    calendars.map(({ id, accessRole: role }) => {
      const needed = [scopeToRead(role), scopeToWrite(role)].filter((scope) => scope !== undefined);
      return [
        id,
        {
          read: readableEvents(granted, role),
          write: canWriteEvents(granted, role),
          missingScopes: missingScopes(needed, granted),
        },
      ];
    }),
  );
}
