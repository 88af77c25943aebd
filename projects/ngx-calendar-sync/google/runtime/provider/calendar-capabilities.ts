import {
  allowsCommand,
  canWriteEvents,
  type CommandScope,
  missingScopes,
  readableEvents,
  scopeToRead,
  scopeToWrite,
} from '../config/google-scopes';
import type { GoogleCalendar } from '../mapping/google-calendar-event';

/** What the app can do in one calendar: what the account may do there, as far as it has granted it to the app. */
export interface GoogleCalendarCapabilities {
  /** What can be read of its events: everything, or only the times at which somebody is busy. */
  readonly read: 'events' | 'free-busy' | 'nothing';
  /** Whether events can be created, changed and deleted. */
  readonly write: boolean;
  /**
   * Whether `updateCalendar()` can give it another name: one for everybody where the account owns it, else one for the
   * account alone.
   */
  readonly rename: boolean;
  /**
   * Whether `updateCalendar()` can change how the account itself sees it: colour, shown or hidden, default reminders. A
   * calendar that is not the primary one can be unsubscribed then, too.
   */
  readonly customize: boolean;
  /** Whether its access rules can be changed. */
  readonly share: boolean;
  /** Whether `deleteCalendar()` can delete it for everybody. */
  readonly delete: boolean;
  /** The scopes to pass to `requestScopes()`, so that the app can read and change events as far as the account may. */
  readonly missingScopes: readonly string[];
}

/** The capabilities in each calendar, by calendar id. */
export function capabilitiesOf(
  calendars: readonly GoogleCalendar[],
  granted: readonly string[],
): ReadonlyMap<string, GoogleCalendarCapabilities> {
  return new Map(
    calendars.map(({ id, accessRole: role, primary, googleCalendar }) => {
      const isOwner = role === 'owner';
      const allows = (name: CommandScope) => allowsCommand(granted, name);
      // The account's own name hides the one for everybody: a new name takes it away.
      const hasOwnName = googleCalendar.summaryOverride !== undefined;
      const needed = [scopeToRead(role), scopeToWrite(role)].filter((scope) => scope !== undefined);
      return [
        id,
        {
          read: readableEvents(granted, role),
          write: canWriteEvents(granted, role),
          rename: isOwner
            ? allows('calendars') && (!hasOwnName || allows('calendarlist'))
            : allows('calendarlist'),
          customize: allows('calendarlist'),
          share: isOwner && allows('acls'),
          delete: isOwner && !primary && allows('calendars'),
          missingScopes: missingScopes(needed, granted),
        },
      ];
    }),
  );
}
