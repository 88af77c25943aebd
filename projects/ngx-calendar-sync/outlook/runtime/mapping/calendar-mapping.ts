import {
  type CalendarAccessRole,
  ɵwithReadableText as withReadableText,
} from 'ngx-calendar-sync/core';
import type { OutlookCalendarResource } from 'ngx-calendar-sync/outlook/start';
import { calendarColorOf } from './category-colors';
import type { OutlookCalendar } from './outlook-calendar-event';

/** What is known of the account beside its calendars. */
export interface AccountFacts {
  /** Its address; whose calendar it is, it owns. */
  readonly account: string;
  /** Whether the granted scopes allow writing. */
  readonly mayWrite: boolean;
  /** IANA name of the zone of the mailbox: calendars have none of their own. */
  readonly timeZone: string | undefined;
}

/** A calendar from Graph's; `undefined` for one without an id. */
export function toCalendar(
  resource: OutlookCalendarResource,
  { account, mayWrite, timeZone }: AccountFacts,
): OutlookCalendar | undefined {
  const { id, name, canEdit, isDefaultCalendar, owner } = resource;
  if (!id) {
    return undefined;
  }
  const isOwn = owner?.address?.toLowerCase() === account.toLowerCase();
  const accessRole: CalendarAccessRole = canEdit ? (isOwn ? 'owner' : 'writer') : 'reader';
  return {
    id,
    name: name ?? id,
    ...withReadableText(calendarColorOf(resource), undefined),
    ...(timeZone === undefined ? {} : { timeZone }),
    accessRole,
    writable: mayWrite && accessRole !== 'reader',
    // A calendar that somebody shares is the default one of that mailbox.
    primary: isDefaultCalendar === true && isOwn,
    // Graph does not tell what the user has switched on in Outlook.
    selected: true,
    hidden: false,
    outlookCalendar: resource,
  };
}
