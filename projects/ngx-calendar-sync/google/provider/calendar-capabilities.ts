import type { Calendar } from 'ngx-calendar-sync';
import {
  canWriteEvents,
  missingScopes,
  readableEvents,
  scopeToRead,
  scopeToWrite,
} from '../config/google-scopes';

/** What is possible in one calendar: what the account may do there and what it has granted the app, both. */
export interface GoogleCalendarCapabilities {
  /** What can be read of its events: all, or when it is taken. */
  readonly read: 'events' | 'free-busy' | 'nothing';
  /** Whether events can be created, changed and deleted. */
  readonly write: boolean;
  /** What `requestScopes()` would have to be given to make possible all that the account may do there. */
  readonly missingScopes: readonly string[];
}

/** By calendar id. */
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
