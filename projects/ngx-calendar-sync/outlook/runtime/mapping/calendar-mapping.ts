import {
  type CalendarAccessRole,
  ɵwithReadableText as withReadableText,
} from 'ngx-calendar-sync/core';
import type { OutlookCalendarResource } from 'ngx-calendar-sync/outlook/start';
import { calendarColorOf } from './category-colors';
import type { OutlookCalendar } from './outlook-calendar-event';

/** What is known of the account beside its calendars. */
export interface AccountFacts {
  /** Those of its mailbox, as {@link ownAddresses} finds them. */
  readonly addresses: readonly string[];
  /** Whether the role and the granted scopes allow writing. */
  readonly mayWrite: (role: CalendarAccessRole) => boolean;
  /** IANA name of the zone of the mailbox: calendars have none of their own. */
  readonly timeZone: string | undefined;
}

/**
 * The addresses of the account's own mailbox. In companies it may have another one than that by which the account signs in: then it is
 * that of the default calendar. Somebody else's default calendar may be in the list, too, but after it. Empty where the list tells
 * none that owners can be compared with.
 */
export function ownAddresses(
  calendars: readonly OutlookCalendarResource[],
  signInAddress: string,
): readonly string[] {
  const ofSignIn = calendars.filter(({ owner }) => isSameAddress(owner?.address, signInAddress));
  const ofMailbox = [...ofSignIn, ...calendars].find(({ isDefaultCalendar }) => isDefaultCalendar);
  const address = ofMailbox?.owner?.address;
  if (isAddress(address)) {
    return [signInAddress, address];
  }
  return ofSignIn.length > 0 ? [signInAddress] : [];
}

function isSameAddress(one: string | null | undefined, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase();
}

/** Exchange may name an owner by the place in its directory. */
function isAddress(owner: string | null | undefined): owner is string {
  return owner?.includes('@') === true;
}

/** Whether a calendar is known to be somebody else's. What cannot be told counts as the account's own: Graph decides then. */
function isOfAnother(
  { owner, canShare }: OutlookCalendarResource,
  addresses: readonly string[],
): boolean {
  const address = owner?.address;
  return (
    // Only the owner of a calendar can share it, by whatever address the calendar names them.
    canShare !== true &&
    addresses.length > 0 &&
    isAddress(address) &&
    !addresses.some((own) => isSameAddress(address, own))
  );
}

/** A calendar from Graph's; `undefined` for one without an id. */
export function toCalendar(
  resource: OutlookCalendarResource,
  { addresses, mayWrite, timeZone }: AccountFacts,
): OutlookCalendar | undefined {
  const { id, name, canEdit, isDefaultCalendar } = resource;
  if (!id) {
    return undefined;
  }
  const isOwn = !isOfAnother(resource, addresses);
  const accessRole: CalendarAccessRole = canEdit ? (isOwn ? 'owner' : 'writer') : 'reader';
  return {
    id,
    name: name ?? id,
    ...withReadableText(calendarColorOf(resource), undefined),
    ...(timeZone === undefined ? {} : { timeZone }),
    accessRole,
    writable: mayWrite(accessRole),
    // A calendar that somebody shares is the default one of that mailbox.
    primary: isDefaultCalendar === true && isOwn,
    // Graph does not tell what the user has switched on in Outlook.
    selected: true,
    hidden: false,
    outlookCalendar: resource,
  };
}
