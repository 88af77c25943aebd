import {
  canReadCalendars,
  canReadDetails,
  canWriteEvents,
  missingScopes,
  scopeToWrite,
} from '../config/outlook-scopes';
import type { OutlookIdentity } from '../api/outlook-identity';
import type { OutlookCalendar } from '../mapping/outlook-calendar-event';

/** What the app can do in one calendar: what the account may do there, as far as it has granted it to the app. */
export interface OutlookCalendarCapabilities {
  /**
   * What can be read of its events: everything, all but descriptions, attachments and the app's own properties
   * (`Calendars.ReadBasic`), or nothing.
   */
  readonly read: 'events' | 'basics' | 'nothing';
  /** Whether events can be created, changed, deleted and restored, and invitations answered. */
  readonly write: boolean;
  /** Whether an event can get an online meeting (`conference: 'create'`): personal accounts have none. */
  readonly onlineMeetings: boolean;
  /**
   * Whether `moveEvent()` can move its events to another calendar. Graph has no such request: the event is copied there and
   * deleted here, and has another id then.
   */
  readonly move: boolean;
  /** Whether `updateCalendar()` can give it another name. */
  readonly rename: boolean;
  /** Whether `updateCalendar()` can give it another colour. Graph tells and changes nothing else that is the account's own. */
  readonly customize: boolean;
  /** Whether `updateCalendar()` can show or hide it: Graph has no such request. */
  readonly hide: false;
  /** Whether `deleteCalendar()` can delete it for everybody. */
  readonly delete: boolean;
  /** Microsoft lets the user alone take a grant back: `disconnect()` is refused. */
  readonly disconnect: false;
  /** The scopes to pass to `requestScopes()`, so that the app can read and change events as far as the account may. */
  readonly missingScopes: readonly string[];
}

/** The capabilities in each calendar, by calendar id. */
export function capabilitiesOf(
  calendars: readonly OutlookCalendar[],
  identity: OutlookIdentity,
): ReadonlyMap<string, OutlookCalendarCapabilities> {
  const { account, grantedScopes: granted } = identity;
  const read = canReadDetails(granted)
    ? 'events'
    : canReadCalendars(granted)
      ? 'basics'
      : 'nothing';
  return new Map(
    calendars.map(({ id, accessRole, primary, outlookCalendar }) => {
      const write = canWriteEvents(identity, accessRole);
      const mayChange = accessRole === 'owner' && write;
      const needed = scopeToWrite(accessRole, account) ?? 'Calendars.Read';
      return [
        id,
        {
          read,
          write,
          onlineMeetings: write && (outlookCalendar.allowedOnlineMeetingProviders ?? []).length > 0,
          move: write,
          rename: mayChange,
          customize: mayChange,
          hide: false,
          delete: mayChange && !primary && outlookCalendar.isRemovable !== false,
          disconnect: false,
          missingScopes: missingScopes([needed], granted),
        },
      ];
    }),
  );
}
