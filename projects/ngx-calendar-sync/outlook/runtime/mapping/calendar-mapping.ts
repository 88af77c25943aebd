import {
  type CalendarAccessRole,
  ɵwithReadableText as withReadableText,
} from 'ngx-calendar-sync/core';
import type { OutlookCalendarResource } from 'ngx-calendar-sync/outlook/start';
import { calendarColorOf } from './category-colors';
import type { OutlookCalendar } from './outlook-calendar-event';

/** What is known of the account beside its calendars. */
export interface AccountFacts {
  /** The address of its mailbox; whose calendar it is, it owns. */
  readonly address: string;
  /** Whether the granted scopes allow writing. */
  readonly mayWrite: boolean;
  /** IANA name of the zone of the mailbox: calendars have none of their own. */
  readonly timeZone: string | undefined;
}

/**
 * The address of the account's own mailbox, which in companies may be another one than that by which the account signs in: then it
 * is that of the default calendar. Somebody else's default calendar may be in the list, too, but after it.
 */
export function ownAddress(
  calendars: readonly OutlookCalendarResource[],
  signInAddress: string,
): string {
  const owners = calendars.flatMap(({ isDefaultCalendar, owner }) =>
    isDefaultCalendar && owner?.address ? [owner.address] : [],
  );
  return owners.find((owner) => isSameAddress(owner, signInAddress)) ?? owners[0] ?? signInAddress;
}

function isSameAddress(one: string | null | undefined, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase();
}

/** A calendar from Graph's; `undefined` for one without an id. */
export function toCalendar(
  resource: OutlookCalendarResource,
  { address, mayWrite, timeZone }: AccountFacts,
): OutlookCalendar | undefined {
  const { id, name, canEdit, isDefaultCalendar, owner } = resource;
  if (!id) {
    return undefined;
  }
  const isOwn = isSameAddress(owner?.address, address);
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
