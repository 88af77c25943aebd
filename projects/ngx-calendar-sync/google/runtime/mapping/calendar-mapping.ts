import {
  type CalendarAccessRole,
  ɵwithReadableText as withReadableText,
} from 'ngx-calendar-sync/core';
import type { GoogleCalendarListEntry } from 'ngx-calendar-sync/google/start';
import { canWriteEvents } from '../config/google-scopes';
import type { GoogleCalendar } from './google-calendar-event';

/** A calendar from its entry in Google's list, `undefined` for an entry that has no id or was removed from the list. */
export function toCalendar(
  entry: GoogleCalendarListEntry,
  grantedScopes: readonly string[],
): GoogleCalendar | undefined {
  if (!entry.id || entry.deleted) {
    return undefined;
  }
  const accessRole = toAccessRole(entry.accessRole);
  return {
    id: entry.id,
    name: entry.summaryOverride ?? entry.summary ?? entry.id,
    ...(entry.description === undefined ? {} : { description: entry.description }),
    ...withReadableText(entry.backgroundColor, entry.foregroundColor),
    ...(entry.timeZone === undefined ? {} : { timeZone: entry.timeZone }),
    accessRole,
    writable: canWriteEvents(grantedScopes, accessRole),
    primary: entry.primary ?? false,
    // Apps that show what is selected show no calendar that the user has hidden.
    selected: entry.selected === true && !entry.hidden,
    hidden: entry.hidden ?? false,
    googleCalendar: entry,
  };
}

/** A role that Google may add later is treated as the one with the fewest rights. */
function toAccessRole(role: string | undefined): CalendarAccessRole {
  switch (role) {
    case 'owner':
    case 'writer':
    case 'reader':
      return role;
    case 'writerWithoutPrivateAccess':
      return 'writer';
    default:
      return 'freeBusyReader';
  }
}
