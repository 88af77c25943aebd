import { CalendarSyncError } from 'ngx-calendar-sync/base';
import type { CalendarAccessRole } from 'ngx-calendar-sync/core';
import type { ɵAccountIdentity as AccountIdentity } from 'ngx-calendar-sync/account';
import { isPersonal } from './account-of-object-id';

const GRAPH_PREFIX = 'https://graph.microsoft.com/';

/** What is asked for beside the permissions: who signs in, and what renews the token. */
export const IDENTITY_SCOPES: readonly string[] = ['openid', 'profile', 'offline_access'];

/** No permission of a token: Microsoft does not name them, or not all of them, in what it has granted. */
const UNNAMED_SCOPES: ReadonlySet<string> = new Set([...IDENTITY_SCOPES, 'email']);

/** What a permission allows, each with all before it. */
const RIGHTS = ['readbasic', 'read', 'readwrite'];

/** Permissions are compared without the address of Graph, and in any case of letters, as Microsoft does. */
function nameOf(scope: string): string {
  const name = scope.startsWith(GRAPH_PREFIX) ? scope.slice(GRAPH_PREFIX.length) : scope;
  return name.toLowerCase();
}

/** A permission such as `calendars.readwrite.shared` includes those with less rights, and those of the account's own things. */
function includes(granted: string, wanted: string): boolean {
  const [resource, right = '', reach] = granted.split('.');
  const [wantedResource, wantedRight = '', wantedReach = reach] = wanted.split('.');
  const rank = RIGHTS.indexOf(wantedRight);
  return (
    granted === wanted ||
    (resource === wantedResource &&
      reach === wantedReach &&
      rank >= 0 &&
      RIGHTS.indexOf(right) >= rank)
  );
}

/** The wanted scopes that the granted ones do not include. */
export function missingScopes(
  wanted: readonly string[],
  granted: readonly string[],
): readonly string[] {
  const names = granted.map(nameOf);
  return wanted.filter((scope) => {
    const name = nameOf(scope);
    return !UNNAMED_SCOPES.has(name) && !names.some((one) => includes(one, name));
  });
}

const grants = (granted: readonly string[], scope: string) =>
  missingScopes([scope], granted).length === 0;

export function canReadCalendars(granted: readonly string[]): boolean {
  return grants(granted, 'Calendars.ReadBasic');
}

/** Whether events are read whole; else Graph leaves out descriptions and what apps have stored with them. */
export function canReadDetails(granted: readonly string[]): boolean {
  return grants(granted, 'Calendars.Read');
}

/**
 * The scope for changing a calendar in which the account has this role; `undefined` if the role does not allow it. Calendars of other
 * people need one of their own, which Microsoft does not offer to personal accounts.
 * @see https://learn.microsoft.com/graph/permissions-reference
 */
export function scopeToWrite(role: CalendarAccessRole, account: string): string | undefined {
  if (role === 'owner' || (role === 'writer' && isPersonal(account))) {
    return 'Calendars.ReadWrite';
  }
  return role === 'writer' ? 'Calendars.ReadWrite.Shared' : undefined;
}

/** Whether both the role and the scopes allow to change a calendar. */
export function canWriteEvents(
  { account, grantedScopes }: AccountIdentity,
  role: CalendarAccessRole,
): boolean {
  const needed = scopeToWrite(role, account);
  return needed !== undefined && grants(grantedScopes, needed);
}

/**
 * To be called before a calendar is changed. A role that does not allow it is for Graph to refuse.
 * @throws CalendarSyncError `insufficient-scopes`, whose message in development names the scope to ask for.
 */
export function assertCanWrite(
  { account, grantedScopes }: AccountIdentity,
  role: CalendarAccessRole,
): void {
  const needed = scopeToWrite(role, account);
  if (needed !== undefined && !grants(grantedScopes, needed)) {
    throw new CalendarSyncError(
      'insufficient-scopes',
      ngDevMode &&
        `The user has not granted the scope that this needs: call requestScopes('${needed}') in a click.`,
    );
  }
}

export function canReadProfile(granted: readonly string[]): boolean {
  return grants(granted, 'User.Read');
}

/** Whether the user's time zone and the colours of categories can be read. */
export function canReadMailboxSettings(granted: readonly string[]): boolean {
  return grants(granted, 'MailboxSettings.Read');
}
